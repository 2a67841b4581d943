"""What can be wrong with the log."""

from enum import StrEnum


class Fault(StrEnum):
    """Kinds of what can be wrong with the folder and its files."""

    CLOCK = "clock"
    NOT_WRITTEN = "not_written"
    OTHER_USER = "other_user"
    OPEN = "open"
    ASIDE = "aside"
    AHEAD = "ahead"
