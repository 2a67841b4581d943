"""A program that calls staff, for tests: it adds what it is told to a file."""

from pathlib import Path
from typing import Final

from tests.tui.kiosk.test_idle_guard import Clock
from tui.visit.staff_calls import CallCount, StaffCalls

TOLD: Final = "St. Example Clinic: help asked for\n"


class Bell:
    """A site's bell in a folder: its command, and what it was told."""

    def __init__(self, folder: Path, script: str = "cat >>{told}") -> None:
        self.folder, self._told, self.clock = folder, folder / "told", Clock()
        self.command = ("/bin/sh", "-c", script.format(told=self._told))

    def calls(self) -> StaffCalls:
        """Return the calls of one person."""
        return StaffCalls(self.command, TOLD, CallCount(self.folder), self.clock)

    @property
    def told(self) -> str:
        """All that it was told so far."""
        return self._told.read_text() if self._told.exists() else ""
