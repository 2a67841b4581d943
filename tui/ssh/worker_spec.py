"""What the fork server hands to a new worker: the settings, the kind of terminal, and how the person sees the kiosk."""

from dataclasses import dataclass
from enum import Enum, auto
from multiprocessing import reduction
from typing import Any

from tui.config.settings import Settings


class PassedDescriptor:
    """A descriptor that goes along to a new process; `descriptor` is its number on this side."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def __getstate__(self) -> Any:  # noqa: ANN401 - the standard library's own type
        """Pass a duplicate on; this works only while a process is started."""
        return reduction.DupFd(self.descriptor)

    def __setstate__(self, passed: Any) -> None:  # noqa: ANN401
        """Take the duplicate on the other side."""
        self.descriptor = passed.detach()


class Way(Enum):
    """How a person sees the kiosk."""

    SCREENS = auto()
    LINES = auto()
    """Plain lines on a terminal, because the person asked for them."""
    PIPE = auto()
    """Plain lines where there is no terminal."""


@dataclass(frozen=True)
class WorkerSpec:
    """The site's settings, the kind of the person's terminal, and what is shown on it."""

    settings: Settings
    term: str
    way: Way
