"""What a visit needs to have its record kept; a recorder that keeps nothing is enough to draw and to test."""

from pathlib import Path
from typing import Protocol

from criteria.journey import Journey
from criteria.steps import Consent, Step
from tui.visit.outcome import Outcome


class VisitRecorder(Protocol):
    """Keeps the record of one visit; it never raises for a log that cannot be written."""

    async def keep(self, journey: Journey, end: Outcome, language: str) -> None:
        """Keep what the person agreed to, of a journey that ended or shows its result."""

    async def withdraw(self, journey: Journey) -> None:
        """Take back at once what was kept of a person who no longer agrees, or is no longer asked."""


def is_to_keep(before: Journey, after: Journey) -> bool:
    """Return whether a step shows the report, or says what the person will do: what a finished visit is kept with."""
    return after.step is Step.RESULT or after.what_now is not before.what_now


def takes_back(before: Journey, after: Journey) -> bool:
    """Return whether a step took back the agreement to keep the answers: by a no, or by what asks nothing more."""
    return before.consent is Consent.YES and after.consent is not Consent.YES


class LateRecorder:
    """Keeps the record of a visit on screens. The log is imported once there is something to keep."""

    def __init__(self, directory: Path, *, over_ssh: bool) -> None:
        self._directory, self._over_ssh = directory, over_ssh
        self._made: VisitRecorder | None = None

    async def keep(self, journey: Journey, end: Outcome, language: str) -> None:
        """Keep what the person agreed to; before the question about that there is nothing to keep."""
        if journey.consent is not None:
            self._made = self._made or self._make()
            await self._made.keep(journey, end, language)

    async def withdraw(self, journey: Journey) -> None:
        """Take back at once what was kept; where nothing was kept, do nothing."""
        if self._made is not None:
            await self._made.withdraw(journey)

    def _make(self) -> VisitRecorder:
        from store.log import SessionLog  # noqa: PLC0415 - as above
        from store.record import Channel  # noqa: PLC0415 - as above
        from tui.visit.recorder import Recorder  # noqa: PLC0415 - as above

        return Recorder(SessionLog(self._directory), Channel.SSH if self._over_ssh else Channel.LOCAL)


class NullRecorder:
    """Keeps nothing."""

    async def keep(self, journey: Journey, end: Outcome, language: str) -> None:
        """Keep nothing."""

    async def withdraw(self, journey: Journey) -> None:
        """Nothing was kept."""
