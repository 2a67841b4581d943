"""What a visit needs to have its record kept; a recorder that keeps nothing is enough to draw and to test."""

from typing import Protocol

from criteria.journey import Journey
from tui.visit.outcome import Outcome


class VisitRecorder(Protocol):
    """Keeps the record of one visit; it never raises for a log that cannot be written."""

    async def keep(self, journey: Journey, end: Outcome, language: str) -> None:
        """Keep what the person agreed to, of a journey that ended or shows its result."""

    async def withdraw(self, journey: Journey) -> None:
        """Take back at once what was kept of a person who no longer agrees."""


class NullRecorder:
    """Keeps nothing."""

    async def keep(self, journey: Journey, end: Outcome, language: str) -> None:
        """Keep nothing."""

    async def withdraw(self, journey: Journey) -> None:
        """Nothing was kept."""
