"""The hand-off: one line on a pipe that tells a waiting worker that its person has come."""

from dataclasses import dataclass
from typing import Final, Self

HANDOFF_BYTES: Final = 64
"""More than a hand-off line has."""


@dataclass(frozen=True)
class Handoff:
    """What a worker is told of the visit before, and of the terminal.

    Args:
        after_error: Whether it crashed.
        language: The language to begin with, if one is given.
        cleared: Whether it ended and everything was cleared, which the welcome page says for some seconds.
        over_page: Whether the terminal shows a page already, over which the first one is drawn.
    """

    after_error: bool = False
    language: str | None = None
    cleared: bool = False
    over_page: bool = False

    def encode(self) -> bytes:
        """Return the line."""
        return f"handoff {int(self.after_error)} {self.language or ''} {int(self.cleared)} {int(self.over_page)}\n".encode()

    @classmethod
    def decode(cls, line: bytes) -> Self:
        """Return what a line of `encode` says."""
        _, after_error, language, cleared, over_page = line.decode().removesuffix("\n").split(" ")
        return cls(after_error == "1", language or None, cleared == "1", over_page == "1")
