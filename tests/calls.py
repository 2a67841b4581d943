"""Counts function calls: the same on every machine, where a clock would measure the machine."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Self

import pydantic
import rich
import textual

_HERE = Path(__file__).parents[1]
ROOTS = (
    *(str(_HERE / room) for room in ("criteria", "assets", "store", "screens", "tui")),
    *(str(Path(str(package.__file__)).parent) for package in (pydantic, rich, textual)),
)


class Calls:
    """Counts, from `begin` to `pause`, the calls of Python functions of this program and of what draws its pages."""

    def __init__(self) -> None:
        self.count = 0

    def begin(self) -> Self:
        """Count from here on."""
        sys.setprofile(self._note)
        return self

    def pause(self) -> int:
        """Count no more, and return how many there were."""
        sys.setprofile(None)
        return self.count

    def _note(self, frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(ROOTS):
            self.count += 1


def calls_of(do: Callable[[], object]) -> int:
    """Return how many calls `do` takes, once whatever it caches is there."""
    do()
    calls = Calls().begin()
    try:
        do()
    finally:
        calls.pause()
    return calls.count
