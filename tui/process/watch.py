"""What the parent knows of a person's process: that it is alive, its language, and nothing else of the person."""

from dataclasses import dataclass
from typing import Final

SILENCE: Final = 10.0
"""Seconds after which a process that does not say that it is alive is ended."""

START: Final = 30.0
"""Seconds that a process may take, on a slow machine, until it has drawn its first page."""

TICK: Final = 1.0
LAG: Final = 3.0
"""A parent that was itself stopped for longer than this must not blame its child for the silence."""

BEYOND: Final = 300.0
"""Seconds beyond the limit of a visit, with its goodbye, after which the process is ended whatever it does."""


@dataclass
class HeartbeatMonitor:
    """Listens to the beats of one process. Times are seconds on one monotonic clock."""

    began: float
    session_limit: float
    languages: frozenset[str]
    heard: float | None = None
    looked: float = 0.0
    visiting_since: float | None = None
    keeping: bool = False
    language: str | None = None

    def hear(self, beats: bytes, now: float) -> None:
        """Take what the process said: `<w or j><k or -><language>` a line; whatever else it is is dropped."""
        for beat in beats.decode("ascii", "replace").splitlines():
            state, keeping, language = beat[:1], beat[1:2], beat[2:]
            if state not in {"w", "j"} or keeping not in {"k", "-"} or language not in self.languages:
                continue
            self.heard, self.keeping, self.language = now, keeping == "k", language
            if state == "w":
                self.visiting_since = None
            elif self.visiting_since is None:
                self.visiting_since = now

    def overdue(self, now: float) -> bool:
        """Say whether the process has to be ended."""
        if self.looked and now - self.looked > TICK + LAG and self.heard is not None:
            self.heard = now
        self.looked = now
        if self.visiting_since is not None and now - self.visiting_since > self.session_limit + BEYOND:
            return True
        return now - self.began > START if self.heard is None else now - self.heard > SILENCE


def beat(*, visiting: bool, keeping: bool, language: str) -> bytes:
    """Return what a process says each second."""
    return f"{'j' if visiting else 'w'}{'k' if keeping else '-'}{language}\n".encode()


def pause_after(failures: int, most: float = 60.0) -> float:
    """Return for how long to rest after that many processes in a row have failed soon after their start."""
    return 0.0 if failures <= 1 else min(most, 2.0 ** min(failures - 2, 60))
