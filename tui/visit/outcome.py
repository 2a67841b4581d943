"""How a person's visit can end."""

from enum import Enum
from typing import Final

CRASHED: Final = 70
"""The exit status of a process that met an error of its own."""


KEEPING: Final = 100
"""Added to the status of a process that ended while a record of its person was still on its way to a disk that hangs."""


class Outcome(Enum):
    """How a visit ended, with the exit status by which a person's process tells its parent."""

    FINISHED = 10
    LEFT = 11
    IDLE = 12
    QUIT = 13
    STAFF = 14
    PLAIN = 15
    """Plain lines were asked for in place of screens: the same person comes next."""
