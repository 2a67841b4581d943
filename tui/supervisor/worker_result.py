"""What the supervisor keeps of a worker that has ended."""

from dataclasses import dataclass

from tui.visit.outcome import Outcome


@dataclass(frozen=True)
class WorkerResult:
    """How a worker ended, None for a crash, and its language; nothing else of the person is known here."""

    outcome: Outcome | None = Outcome.LEFT
    language: str | None = None
    lasted: float = 0.0
