"""When the staff area closes by itself: a pure rule that is given the times and reads no clock."""

from typing import Final

PIN_SECONDS: Final = 60.0
AREA_SECONDS: Final = 120.0
WORK_SECONDS: Final = 600.0
"""Seconds of silence after which the PIN screen, the staff area, and the staff area at an export close by themselves."""

LONGEST_SECONDS: Final = 900.0
"""After so many seconds they close even while keys are pressed, since a key may be stuck; the PIN opens them again."""


def is_over(*, silence: float, stay: float, asks_pin: bool, exports: bool) -> bool:
    """Return whether the staff area or its PIN screen has to close. All times are in seconds."""
    limit = PIN_SECONDS if asks_pin else WORK_SECONDS if exports else AREA_SECONDS
    return silence >= limit or (stay >= LONGEST_SECONDS and not exports)
