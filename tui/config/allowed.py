"""What a value may be, without the library that checks the settings: what is shown before it is imported keeps to it too."""

import re
import unicodedata
from typing import Final

NUMBER: Final = r"^[*#+(]*[0-9][0-9*# ()+-]*$"
"""An emergency number: 2 to 20 of these characters."""

NUMBER_LEAST, NUMBER_MOST, NAME_MOST = 2, 20, 40

_UNSEEN: Final = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
"""Characters that count as printable and show nothing."""


def is_number(value: object) -> bool:
    """Return whether a value is an emergency number."""
    return isinstance(value, str) and NUMBER_LEAST <= len(value) <= NUMBER_MOST and re.fullmatch(NUMBER, value) is not None


def is_name(value: object) -> bool:
    """Return whether a value is the name of a site."""
    return isinstance(value, str) and len(value) <= NAME_MOST and bool(value.strip()) and is_seen(value)


def is_seen(text: str, *, assigned: bool = False) -> bool:
    """Return whether every character is seen and none reorders a line; `assigned` passes what Unicode has not assigned."""
    without = (letter for letter in text if not (assigned and unicodedata.category(letter) == "Cn"))
    return "".join(without).isprintable() and not _UNSEEN.search(text)
