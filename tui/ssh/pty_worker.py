"""A worker on a pty of its own, or on a socket pair where the client has no terminal."""

import asyncio
import contextlib
import multiprocessing.process
import os
import signal
from collections.abc import Iterable
from dataclasses import dataclass
from multiprocessing.context import ForkServerContext, ForkServerProcess
from time import monotonic
from typing import Final, Self

from tui.process.handoff import Handoff
from tui.process.heartbeat import HeartbeatMonitor
from tui.process.worker_process import PATIENCE, WorkerProcess
from tui.ssh import worker
from tui.ssh.pty_relay import PtyRelay, open_pty, open_socket_pair, set_size
from tui.ssh.worker_spec import PassedDescriptor, Way, WorkerSpec

END_SECONDS: Final = 5.0
"""How long a worker may take after a hang-up to keep its record; then it is killed."""


@dataclass(eq=False)
class PtyWorker:
    """The server's end of the pty, and the worker on the other end."""

    pty_fd: int
    process: WorkerProcess[ForkServerProcess]
    relay: PtyRelay | None = None

    @classmethod
    def start(cls, context: ForkServerContext, spec: WorkerSpec, size: tuple[int, int], languages: Iterable[str]) -> Self:
        """Have the fork server start a worker on a new pty; it waits for its hand-off. This blocks until it has started.

        Raises:
            OSError, EOFError: no descriptor is left, or the fork server has ended.
        """
        pty_fd, tty_fd = open_socket_pair() if spec.way is Way.PIPE else open_pty(*size)

        def launch(*pipes: int) -> ForkServerProcess:
            process = context.Process(target=worker.main, args=(*map(PassedDescriptor, (tty_fd, *pipes)), spec), daemon=True)
            process.start()
            # At the next start the library would look, in this thread, for the end of all others, which is the loop's to see.
            getattr(multiprocessing.process, "_children").discard(process)  # noqa: B009
            return process

        monitor = HeartbeatMonitor(monotonic(), 60.0 * spec.settings.kiosk.session_limit, frozenset(languages))
        try:
            return cls(pty_fd, WorkerProcess.start(launch, monitor))
        except BaseException:
            os.close(pty_fd)
            raise
        finally:
            os.close(tty_fd)

    def hand_off(self, size: tuple[int, int]) -> None:
        """Let the worker serve a person whose terminal has so many columns and rows; it draws at once."""
        if os.isatty(self.pty_fd):
            with contextlib.suppress(OSError):
                set_size(self.pty_fd, *size)
        self.process.hand_off(Handoff())

    def watch(self, now: float) -> None:
        """Read the heartbeat, and begin to end a worker that is overdue."""
        self.process.watch(now)
        # A worker whose output is held back may wait for its reader; the relay has a time limit for that.
        if not (self.relay is not None and self.relay.is_held) and self.process.overdue(now):
            self.process.end(now)

    def is_well(self, now: float) -> bool:
        """Return whether a worker that waits can be given to somebody."""
        self.process.watch(now)
        return self.process.exit_status is None and not self.process.overdue(now)

    def hang_up(self) -> None:
        """Close the pty, which is a hang-up for the worker; it is killed if it does not end by itself."""
        if self.relay is not None:
            self.relay.close()
        elif self.pty_fd >= 0:
            os.close(self.pty_fd)
            self.pty_fd = -1
        self.process.end(monotonic(), None, END_SECONDS)

    async def wait_for_exit(self) -> int | None:
        """Return the exit status after a hang-up; None where not even a kill ends the worker."""
        loop, ended = asyncio.get_running_loop(), asyncio.Event()
        sentinel = self.process.process.sentinel
        loop.add_reader(sentinel, ended.set)
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(END_SECONDS + 2 * PATIENCE):
                    await ended.wait()
        finally:
            loop.remove_reader(sentinel)
            # Also where this wait is cancelled: the pipes would stay open.
            self.process.close()
        return self.process.exit_status

    def drop(self) -> None:
        """Kill a worker that has had nobody. Nobody waits for its end, which a stopped fork server would never tell."""
        self.hang_up()
        self.process.send_signal(signal.SIGKILL)
        self.process.close()
