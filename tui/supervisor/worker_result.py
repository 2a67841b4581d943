"""What the supervisor keeps of a worker that has ended."""

from dataclasses import dataclass

from tui.visit.outcome import VISIT_ENDED, Outcome


@dataclass(frozen=True)
class WorkerResult:
    """How a worker ended, None for a crash, and its language; nothing else of the person is known here."""

    outcome: Outcome | None = Outcome.LEFT
    language: str | None = None
    lasted: float = 0.0

    @property
    def cleared(self) -> bool:
        """Whether a visit ended in order and left nothing, which the next page says; before the first person there was none."""
        return self.outcome in VISIT_ENDED and self.lasted > 0
