"""The words of the plain lines, where those of the screens do not fit: nothing here points at a place on a screen."""

from assets.text import Section, Text


class Plain(Section):
    """What plain lines say around the texts that every way in shares."""

    offer: Text
    """On the welcome page of the screens, beside its key."""
    how: Text
    prompt: Text
    letters: Text
    unclear: Text
    numbers: Text
    several: Text
    several_how: Text
    enter_alone: Text
    enter: Text
    next_key: Text
    next_lines: Text
    keep: Text
    keep_all: Text
    one_by_one: Text
    do_you_have: Text
    prefer_not: Text
    change: Text
    why_part: Text
    why: Text
    next_part: Text
    end_of_result: Text
    privacy: tuple[Text, ...]
    show: Text
    still_there: Text
    here: Text
    ended: Text
    scrolled: Text
    stays: Text
