"""The texts of an emergency: its page, and the call for staff."""

from assets.text import Section, Text


class Interruption(Section):
    """What an emergency asks for, and the two ways on from its page."""

    action: Text
    said: Text
    stop: Text
    go_on: Text
    press_enter: Text


class Call(Section):
    """The call for staff, offered only where a site can make it; how it went, and what to do then."""

    offer: Text
    calling: Text
    called: Text
    failed: Text
