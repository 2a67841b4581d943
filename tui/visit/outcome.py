"""How a visit can end, and the exit status by which a worker tells it: the one place that encodes and decodes it."""

from enum import Enum
from typing import Final

from tui.visit.exit_codes import INTERNAL_ERROR

CRASHED: Final = INTERNAL_ERROR
"""The exit status of a worker that met an error of its own."""


class Outcome(Enum):
    """How a visit ended; the value is the exit status of its worker."""

    FINISHED = 10
    LEFT = 11
    IDLE = 12
    QUIT = 13
    STAFF = 14
    PLAIN = 15
    """Plain lines were asked for in place of screens: the same person comes next."""
    HELP = 16
    """Stopped at an emergency page to get help; the number to call stays, so that the process ends later, with FINISHED."""


VISIT_ENDED: Final = frozenset({Outcome.FINISHED, Outcome.LEFT, Outcome.IDLE, Outcome.HELP})
"""After these the next person is greeted, and everything of the one before is cleared."""


def outcome_of(exit_status: int | None) -> Outcome | None:
    """Return how the visit of a worker ended, or None where it crashed, was killed, or did not end.

    `exit_status` is in the form of `subprocess`: negative for a signal, None for a process that still runs.
    """
    return Outcome(exit_status) if exit_status in {outcome.value for outcome in Outcome} else None
