"""The driver of a worker that is started ahead: its first page is laid out, and is drawn after the hand-off."""

from typing import Any

from tui.terminal.driver import KioskDriver
from tui.terminal.modes import ALTERNATE_SCREEN, START


class StandbyDriver(KioskDriver):
    """A driver that leaves the terminal alone until `take_terminal`."""

    has_taken_terminal = False
    _first = START
    _unsent = ""

    def start_application_mode(self) -> None:
        """Do nothing yet: another process has the terminal."""

    def take_terminal(self, *, over_page: bool = False) -> None:
        """Set the terminal's modes; the app has to redraw everything after it.

        Over a page, the alternate screen is not entered a second time: that would clear it.
        """
        self.has_taken_terminal = True
        if over_page:
            self._first, self._unsent = "", ALTERNATE_SCREEN
        super().start_application_mode()  # type: ignore[no-untyped-call]  # the framework leaves it untyped
        # The framework hides the cursor, which braille displays and magnifiers follow.
        self.write("\x1b[?25h")

    def write(self, data: str) -> None:
        """Write, once this process has the terminal; before anything else, end the modes that another program has left."""
        if self.has_taken_terminal and data != self._unsent:
            first, self._first = self._first, ""
            super().write(first + data)


def has_terminal(driver: Any) -> bool:  # noqa: ANN401 - None before the app has one
    """Return whether this process has the terminal."""
    return isinstance(driver, StandbyDriver) and driver.has_taken_terminal
