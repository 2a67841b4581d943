"""Processes that a worker has started and not ended, such as a print command that hangs."""

import contextlib
import os
import signal
from typing import Final

GENERATIONS: Final = 50
"""How often to look for them: what one of them has started becomes a child of this process only when that one has ended."""


def orphans(known: set[int]) -> set[int]:
    """Return the children of this process that it has not started itself."""
    with contextlib.suppress(OSError), open(f"/proc/self/task/{os.getpid()}/children") as file:  # noqa: PTH123 - no file of ours
        return {int(child) for child in file.read().split()} - known
    return set()


def kill_orphans(known: set[int]) -> None:
    """Kill them, and take their exit statuses."""
    for _ in range(GENERATIONS):
        if not (left := orphans(known)):
            return
        for process in left:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(process, signal.SIGKILL)
                signal.sigtimedwait({signal.SIGCHLD}, 0.1)
                os.waitpid(process, os.WNOHANG)
