"""How a person's visit can end."""

from enum import Enum


class End(Enum):
    """How a visit ended, with the exit status by which a person's process tells its parent."""

    FINISHED = 10
    LEFT = 11
    IDLE = 12
    QUIT = 13
