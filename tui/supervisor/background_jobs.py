"""Work that touches the disk, in processes of its own: the supervisor waits for no disk, and never holds a record."""

import os
import signal
from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import Final

from tui.supervisor.forked_process import ForkedProcess

JOB_SECONDS: Final = 600.0
"""After this time a job is killed."""

MOST_WAITING: Final = 100
"""Jobs that wait for a process; of more, the oldest are left undone."""

LAST_SECONDS: Final = 2.0
"""How long the end of the program waits for jobs."""


class BackgroundJobs:
    """Processes that do one thing each, and are killed when they take too long."""

    def __init__(self) -> None:
        self._jobs: dict[ForkedProcess, float] = {}
        self._waiting: deque[Callable[[], object]] = deque(maxlen=MOST_WAITING)

    def start(self, work: Callable[[], object]) -> None:
        """Start a process that does the work; where none can be started, `reap` tries again."""

        def job() -> int:
            work()
            return 0

        try:
            self._jobs[ForkedProcess(job)] = monotonic() + JOB_SECONDS
        except (OSError, MemoryError):
            self._waiting.append(work)

    def pids(self) -> set[int]:
        """Return the processes that run."""
        return {job.pid for job in self._jobs}

    def reap(self) -> None:
        """Forget the jobs that have ended, kill those that take too long, and start the one that waits for longest."""
        if self._waiting:
            self.start(self._waiting.popleft())
        for job, until in list(self._jobs.items()):
            if job.exitcode is not None:
                del self._jobs[job]
            elif monotonic() > until:
                os.kill(job.pid, signal.SIGKILL)

    def finish(self) -> None:
        """Let the jobs end within a moment, and kill those that do not."""
        until = monotonic() + LAST_SECONDS
        self.reap()
        while self._jobs and monotonic() < until:
            signal.sigtimedwait({signal.SIGCHLD}, 0.1)
            self.reap()
        self._jobs = dict.fromkeys(self._jobs, 0.0)
        self.reap()
