"""The texts of what can follow the result: why, taking it along, and the end."""

from collections.abc import Mapping

from assets.sections import QuestionText
from assets.text import Section, Text


class WhatNowText(QuestionText):
    """What somebody will do now; `clears` and `finish` are for screens, since lines stay where they were written."""

    clears: Text
    finish: Text


class Why(Section):
    """Words of "Why am I seeing this?"."""

    title: Text
    because: Text
    fixed: Text
    source: Text
    guidance: Text
    checked: Text


class PhonePage(Section):
    """What is said before a code that a phone opens as a page, and on that page around the report."""

    before: tuple[Text, ...]
    call: Text
    unreadable: Text
    """In place of a report, where the code cannot be read."""
    private: Text
    privacy: tuple[Text, ...]
    script: Text
    """Where scripts are switched off."""


class TakeAway(Section):
    """The page to be photographed, and the same in fewer words as a code, with its word on privacy."""

    title: Text
    privacy: tuple[Text, ...]
    show: Text
    print: Text
    printed: Text
    print_failed: Text
    part: Text
    next_code: Text
    scan: Text
    scan_all: Text
    too_small: Text
    heading: Text
    number: Text
    emergency: Text
    make: Text
    reported: Text
    no: Text
    with_cancer: Text
    labels: Mapping[str, Text]
    facts: Mapping[str, Text]
    sites: Mapping[str, Text]
    to_ask: Mapping[str, Text]
    left_open: Mapping[str, Text]
    answers: Mapping[str, Text]
    """Short forms of answers, by question and option."""
    code: Mapping[str, Text]
    """The words of a code, which holds about a hundred letters."""
    phone: PhonePage
