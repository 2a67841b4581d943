"""The heartbeat of a worker: the worker sends a line each second, the process that started it monitors them.

One line is `<state><record><language>`: state `w` (welcome page) or `j` (a visit goes on), record `k` (a record is on its
way to the disk) or `-`, then the language code. It says nothing else of the person.
"""

import os
from dataclasses import dataclass
from typing import Final

TICK: Final = 1.0
"""Seconds between two heartbeats."""

SILENCE: Final = 10.0
"""Seconds without a heartbeat after which a worker is ended."""

START: Final = 30.0
"""Seconds that a worker may take, on a slow machine, until its first heartbeat."""

LAG: Final = 3.0
"""A monitor that was itself stopped for longer than this does not count the silence against the worker."""

BEYOND: Final = 300.0
"""Seconds beyond the session limit and its goodbye page after which a worker is ended whatever it does."""


def encode_beat(*, visiting: bool, keeping: bool, language: str) -> bytes:
    """Return one heartbeat line."""
    return f"{'j' if visiting else 'w'}{'k' if keeping else '-'}{language}\n".encode()


class HeartbeatSender:
    """The worker's end of the pipe. Writing never blocks; a monitor that reads nothing for a while loses beats, and no more.

    `parent` is the process that has to live, where the worker's parent is its monitor; a fork server may end before it.
    """

    def __init__(self, descriptor: int, parent: int | None = None) -> None:
        self._descriptor, self._parent = descriptor, parent

    def send(self, *, visiting: bool, keeping: bool, language: str) -> bool:
        """Send one heartbeat; return whether anybody still monitors it."""
        try:
            os.write(self._descriptor, encode_beat(visiting=visiting, keeping=keeping, language=language))
        except BlockingIOError:
            return True
        except OSError:
            return False
        return not self.orphaned()

    def orphaned(self) -> bool:
        """Return whether no parent is left that would reset the terminal afterwards."""
        return self._parent is not None and os.getppid() != self._parent


@dataclass
class HeartbeatMonitor:
    """The other end: reads the heartbeats of one worker. Times are seconds on one monotonic clock."""

    began: float
    session_limit: float
    languages: frozenset[str]
    last_beat: float | None = None
    last_check: float = 0.0
    visiting_since: float | None = None
    keeping: bool = False
    language: str | None = None

    def restart(self, now: float) -> None:
        """Start again at a hand-off: the worker has `START` seconds for its next heartbeat."""
        self.began, self.last_beat = now, None

    def receive(self, beats: bytes, now: float) -> None:
        """Take the lines that the worker sent; a line of any other form is dropped."""
        for beat in beats.decode("ascii", "replace").splitlines():
            state, keeping, language = beat[:1], beat[1:2], beat[2:]
            if state not in {"w", "j"} or keeping not in {"k", "-"} or language not in self.languages:
                continue
            self.last_beat, self.keeping, self.language = now, keeping == "k", language
            if state == "w":
                self.visiting_since = None
            elif self.visiting_since is None:
                self.visiting_since = now

    def overdue(self, now: float) -> bool:
        """Return whether the worker has to be ended."""
        if self.last_check and now - self.last_check > TICK + LAG and self.last_beat is not None:
            self.last_beat = now
        self.last_check = now
        if self.visiting_since is not None and now - self.visiting_since > self.session_limit + BEYOND:
            return True
        return now - self.began > START if self.last_beat is None else now - self.last_beat > SILENCE
