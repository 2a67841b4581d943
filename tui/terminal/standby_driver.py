"""The driver of a worker that is started ahead: its first page is laid out, and is drawn after the hand-off."""

from typing import Any

from tui.terminal.driver import KioskDriver
from tui.terminal.modes import START


class StandbyDriver(KioskDriver):
    """A driver that leaves the terminal alone until `take_terminal`."""

    has_taken_terminal = False
    _first = START

    def start_application_mode(self) -> None:
        """Do nothing yet: another process has the terminal."""

    def take_terminal(self) -> None:
        """Set the terminal's modes; the app has to redraw everything after it."""
        self.has_taken_terminal = True
        super().start_application_mode()  # type: ignore[no-untyped-call]  # the framework leaves it untyped
        # The framework hides the cursor, which braille displays and magnifiers follow.
        self.write("\x1b[?25h")

    def write(self, data: str) -> None:
        """Write, once this process has the terminal; before anything else, end the modes that another program has left."""
        if self.has_taken_terminal:
            first, self._first = self._first, ""
            super().write(first + data)


def has_terminal(driver: Any) -> bool:  # noqa: ANN401 - None before the app has one
    """Return whether this process has the terminal."""
    return isinstance(driver, StandbyDriver) and driver.has_taken_terminal
