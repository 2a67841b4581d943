"""Work that touches the disk, in processes of its own: the parent waits for no disk, and never holds a record."""

import contextlib
import os
import signal
from collections.abc import Callable
from time import monotonic
from typing import Final

from tui.process.hardening import harden

ERRAND_SECONDS: Final = 600.0
LAST_SECONDS: Final = 2.0


class BackgroundJobs:
    """Processes that do one thing each, and are ended when they take too long."""

    def __init__(self) -> None:
        self._until: dict[int, float] = {}

    def send(self, work: Callable[[], object]) -> None:
        """Start a process that does the work; where none can be started, it is left undone."""
        parent = os.getpid()
        try:
            child = os.fork()
        except OSError:
            return
        if child == 0:
            try:
                harden(parent)
                work()
            finally:
                os._exit(0)
        self._until[child] = monotonic() + ERRAND_SECONDS

    def known(self) -> set[int]:
        """Return the processes that are under way."""
        return set(self._until)

    def reap(self) -> None:
        """Take leave of those that have ended, and end those that take too long."""
        for child, until in list(self._until.items()):
            if monotonic() > until:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                if os.waitpid(child, os.WNOHANG)[0] == 0:
                    continue
            del self._until[child]

    def finish(self) -> None:
        """Let them end within a moment, and end those that do not."""
        until = monotonic() + LAST_SECONDS
        while self._until and monotonic() < until:
            self.reap()
            if self._until:
                signal.sigtimedwait({signal.SIGCHLD}, 0.1)
        self._until = dict.fromkeys(self._until, 0.0)
        self.reap()
