"""The section of a language file for people who come over SSH."""

from assets.text import Section, Text


class Serve(Section):
    """What the server itself says, where the kiosk cannot."""

    full: Text
    too_many: Text
