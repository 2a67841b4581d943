"""The way into the staff area for a touch screen without keys: five taps on the title line. Nothing shows it."""

from typing import Final

TAPS: Final = 5
SECONDS: Final = 4.0


class Entrance:
    """Counts taps."""

    def __init__(self) -> None:
        self._taps: list[float] = []

    def tapped(self, moment: float) -> bool:
        """Note a tap; say whether it was the fifth within four seconds."""
        self._taps = [tap for tap in self._taps if moment - tap <= SECONDS] + [moment]
        if len(self._taps) < TAPS:
            return False
        self._taps.clear()
        return True
