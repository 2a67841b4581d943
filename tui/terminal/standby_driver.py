"""A process that is ready before its person comes: it has laid out its first page, and draws it when its turn has come."""

from typing import Any

from tui.terminal.driver import KioskDriver


class StandbyDriver(KioskDriver):
    """A driver that leaves the terminal alone until its turn has come."""

    its_turn = False

    def start_application_mode(self) -> None:
        """Leave the terminal to the process that has it."""

    def take_terminal(self) -> None:
        """Take the terminal over; the app has to draw everything anew."""
        self.its_turn = True
        super().start_application_mode()  # type: ignore[no-untyped-call]  # the framework leaves it untyped
        # The framework hides the cursor, which braille displays and magnifiers follow.
        self.write("\x1b[?25h")

    def write(self, data: str) -> None:
        """Write, once the terminal is this process's own."""
        if self.its_turn:
            super().write(data)


def has_terminal(driver: Any) -> bool:  # noqa: ANN401 - None before the app has one
    """Say whether the terminal is this process's own."""
    return isinstance(driver, StandbyDriver) and driver.its_turn
