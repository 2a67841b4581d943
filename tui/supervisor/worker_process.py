"""The parent's side of a person's process: it is forked in advance, told when its turn has come, and listened to."""

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import NoReturn, Self

from tui.process.handoff import Handoff
from tui.process.hardening import WAITING, harden, set_process_name
from tui.process.heartbeat import HeartbeatMonitor, HeartbeatSender
from tui.visit.outcome import CRASHED

Serve = Callable[[HeartbeatSender, int], int]
"""Serves one person, with the pipe to the parent and the one on which it says that it is their turn; returns the status."""


@dataclass
class WorkerProcess:
    """One process, and the parent's ends of its two pipes."""

    process: int
    listen: int
    tell: int
    watch: HeartbeatMonitor
    ended: int | None = None
    open: bool = field(default=True)

    @classmethod
    def fork(cls, serve: Serve, watch: HeartbeatMonitor, others: "list[WorkerProcess]") -> Self | None:
        """Start a process that will serve a person, or return None where the machine has room for no more."""
        listen, says = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        hears, tell = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        parent = os.getpid()
        try:
            process = os.fork()
        except OSError:
            for descriptor in (listen, says, hears, tell):
                os.close(descriptor)
            return None
        if process == 0:
            for other in others:
                other.close()
            os.close(listen)
            os.close(tell)
            _be_the_person(serve, HeartbeatSender(says, parent), hears)
        os.close(says)
        os.close(hears)
        return cls(process, listen, tell, watch)

    def take_turn(self, *, after_error: bool, language: str | None) -> None:
        """Let the process have the terminal."""
        self.watch.began, self.watch.heard = monotonic(), None
        with contextlib.suppress(OSError):
            os.write(self.tell, Handoff(after_error, language).encode())

    def look(self) -> int | None:
        """Hear what the process has said, and return how it ended, in the system's form, if it has."""
        if self.ended is None:
            ended, status = os.waitpid(self.process, os.WNOHANG)
            self.ended = status if ended else None
        with contextlib.suppress(BlockingIOError):
            self.watch.hear(os.read(self.listen, 65536), monotonic())
        return self.ended

    def signal(self, number: int) -> None:
        """Send a signal, unless the process has ended."""
        if self.ended is None:
            os.kill(self.process, number)

    def close(self) -> None:
        """Let go of the pipes."""
        if self.open:
            self.open = False
            os.close(self.listen)
            os.close(self.tell)


def _be_the_person(serve: Serve, heartbeat: HeartbeatSender, handoff_pipe: int) -> NoReturn:
    status = CRASHED
    try:
        set_process_name(WAITING)
        harden(heartbeat.parent)
        status = serve(heartbeat, handoff_pipe)
    finally:
        # The standard library's exit would run the parent's handlers and write its buffers a second time.
        os._exit(status)
