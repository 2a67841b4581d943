"""How staff open their area on a touch screen without keys: five taps on the title line. Nothing on the screen shows it."""

from typing import Final

TAPS: Final = 5
SECONDS: Final = 4.0


class TapCounter:
    """Counts taps that follow each other within `SECONDS`."""

    def __init__(self) -> None:
        self._times: list[float] = []

    def tapped(self, moment: float) -> bool:
        """Note a tap at `moment`, in seconds; return whether it was the fifth within four seconds."""
        self._times = [time for time in self._times if moment - time <= SECONDS] + [moment]
        if len(self._times) < TAPS:
            return False
        self._times.clear()
        return True
