"""What a worker is told when it starts: its terminal, the settings, and how the person sees the kiosk."""

from dataclasses import dataclass
from enum import Enum, auto
from multiprocessing import reduction
from typing import Any

from tui.config.settings import Settings


class PassedDescriptor:
    """A descriptor that goes along to a new process."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def __getstate__(self) -> Any:  # noqa: ANN401 - the standard library's own kind of parcel
        """Hand over a duplicate; this works only while a process is started."""
        return reduction.DupFd(self.descriptor)

    def __setstate__(self, parcel: Any) -> None:  # noqa: ANN401
        """Take it out at the other side."""
        self.descriptor = parcel.detach()


class Way(Enum):
    """How a person sees the kiosk."""

    SCREENS = auto()
    LINES = auto()
    """Plain lines on a terminal, because the person asked for them."""
    PIPE = auto()
    """Plain lines where there is no terminal."""


@dataclass(frozen=True)
class WorkerSpec:
    """What a person's process is told: the site's settings, the kind of the person's terminal, and what is shown on it."""

    settings: Settings
    term: str
    way: Way
