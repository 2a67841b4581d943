"""The texts of what can follow the result: why, taking it along, and the end."""

from assets.text import Section, Text


class Finish(Section):
    """What is asked before everything is cleared at the end."""

    title: Text
    text: Text
    back: Text
    finish: Text


class Why(Section):
    """Words of "Why am I seeing this?"."""

    title: Text
    because: Text
    fixed: Text
    source: Text
    guidance: Text
    checked: Text


class TakeAway(Section):
    """The QR code and its word on privacy."""

    title: Text
    privacy: tuple[Text, ...]
    show: Text
    print: Text
    printed: Text
    print_failed: Text
    part: Text
    next_code: Text
    first_code: Text
    scan: Text
    scan_all: Text
    too_small: Text
    heading: Text
    emergency: Text
    number: Text
