"""How long staff may stay: a pure rule that is told the times and never reads a clock."""

from typing import Final

PIN_SECONDS: Final = 60.0
AREA_SECONDS: Final = 120.0
WORK_SECONDS: Final = 600.0
"""Seconds of silence after which the PIN screen, the staff area, and the staff area at an export close by themselves."""

LONGEST_SECONDS: Final = 900.0
"""After so long they close whatever is pressed, as a stuck key is pressed for ever; whoever is there gives the PIN again."""


def is_over(*, silence: float, stay: float, asks_pin: bool, exports: bool) -> bool:
    """Say whether the staff area, or the way into it, is to close."""
    limit = PIN_SECONDS if asks_pin else WORK_SECONDS if exports else AREA_SECONDS
    return silence >= limit or (stay >= LONGEST_SECONDS and not exports)
