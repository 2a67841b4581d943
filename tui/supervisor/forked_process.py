"""A child of this process, made by `os.fork`: what this process has imported need not be imported again."""

import contextlib
import os
from collections.abc import Callable
from typing import NoReturn

from tui.process.hardening import harden
from tui.visit.outcome import CRASHED


class ForkedProcess:
    """Runs `work` in a child; what that returns is the exit status. `pid` and `exitcode` are as in `multiprocessing`.

    Raises:
        OSError: the machine has room for no more processes.
    """

    def __init__(self, work: Callable[[], int]) -> None:
        parent = os.getpid()
        self._status: int | None = None
        self.pid = os.fork()
        if self.pid == 0:
            _run(work, parent)

    @property
    def exitcode(self) -> int | None:
        """The exit status, negative for a signal; None while the child runs."""
        if self._status is None:
            with contextlib.suppress(ChildProcessError):
                ended, status = os.waitpid(self.pid, os.WNOHANG)
                self._status = os.waitstatus_to_exitcode(status) if ended else None
        return self._status


def _run(work: Callable[[], int], parent: int) -> NoReturn:
    status = CRASHED
    try:
        harden(parent)
        status = work()
    finally:
        # The standard library's exit would run the parent's handlers and write its buffers a second time.
        os._exit(status)
