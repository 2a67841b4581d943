"""The driver of a worker that is started ahead: its first page is laid out, and is drawn after the hand-off."""

from typing import Any

from tui.terminal.driver import KioskDriver
from tui.terminal.modes import ALTERNATE_SCREEN, START


class StandbyDriver(KioskDriver):
    """A driver that leaves the terminal alone until `take_terminal`, and sends then what was drawn before."""

    has_taken_terminal = False
    _first = START
    _unsent = ""
    _held = ""

    def start_application_mode(self) -> None:
        """Do nothing yet: another process has the terminal."""

    def take_terminal(self, *, over_page: bool = False) -> bool:
        """Set the terminal's modes, and send what was drawn; return whether it was: for another size it has to be drawn again.

        Over a page, the alternate screen is not entered a second time: that would clear it.
        """
        self.has_taken_terminal = True
        if over_page:
            self._first, self._unsent = "", ALTERNATE_SCREEN
        laid_out_for, held = self.size_now, self._held
        super().start_application_mode()  # type: ignore[no-untyped-call]  # the framework leaves it untyped
        # The framework hides the cursor, which braille displays and magnifiers follow.
        self.write("\x1b[?25h")
        if self.size_now != laid_out_for:
            return False
        self.write(held)
        return bool(held)

    def write(self, data: str) -> None:
        """Write, once this process has the terminal; before anything else, end the modes that another program has left."""
        if not self.has_taken_terminal:
            self._held += data
        elif data != self._unsent:
            first, self._first = self._first, ""
            super().write(first + data)


def has_terminal(driver: Any) -> bool:  # noqa: ANN401 - None before the app has one
    """Return whether this process has the terminal."""
    return isinstance(driver, StandbyDriver) and driver.has_taken_terminal
