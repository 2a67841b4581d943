"""Starts workers from the standard library's fork server, which has everything imported."""

import asyncio
import contextlib
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import ForkServerProcess
from time import monotonic
from typing import Final, TypeVar

from tui.ssh.pty_worker import PtyWorker
from tui.ssh.worker_spec import WorkerSpec

_Result = TypeVar("_Result")

START_SECONDS: Final = 20.0
"""How long the fork server may take to start a worker, on a slow machine; it takes a hundredth of that."""

FIRST_SECONDS: Final = 120.0
"""The same for a new fork server, which imports everything first; it takes a fiftieth of that."""

PRELOADED: Final = ["tui.ssh.preload", "tui.ssh.worker"]


class ForkServer:
    """One fork server at a time. A thread talks to it, as its answers block."""

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(PRELOADED)
        self._thread = ThreadPoolExecutor(1, "fork-server", initializer=_block_interrupts)
        self._old: list[int] = []
        self._asked_at, self._is_new = monotonic(), True

    async def ready(self) -> None:
        """Start the fork server, and wait until it has everything imported and can start workers."""
        process = await self._in_thread(self._start_nothing)
        await asyncio.get_running_loop().run_in_executor(None, process.join)

    async def start(self, spec: WorkerSpec, size: tuple[int, int], languages: Iterable[str]) -> PtyWorker:
        """Start a worker on a pty of that size.

        Raises:
            OSError, EOFError: no descriptor or memory is left, or the fork server does not answer.
        """
        start = partial(PtyWorker.start, self._context, spec, size, languages)
        try:
            return await self._start_in_time(start)
        except (OSError, EOFError) as error:
            if isinstance(error, TimeoutError):
                raise
            # The fork server ended while it was asked; the next attempt begins with a new one.
            self._is_new = True
            return await self._start_in_time(start)

    async def _start_in_time(self, start: Callable[[], PtyWorker]) -> PtyWorker:
        starting = asyncio.ensure_future(self._in_thread(start))
        try:
            async with asyncio.timeout(START_SECONDS):
                return await asyncio.shield(starting)
        except TimeoutError:
            starting.add_done_callback(_drop)
            limit = FIRST_SECONDS if self._is_new else START_SECONDS
            # This request may have waited for others: only one that the fork server has left unanswered for so long tells
            # that it hangs. A second less, since it was asked a little after the wait began.
            if monotonic() - self._asked_at > limit - 1.0:
                # It is killed; the next start begins with a new one.
                self._kill()
                await asyncio.wait([starting])
            raise
        except asyncio.CancelledError:
            starting.add_done_callback(_drop)
            raise

    async def renew(self) -> None:
        """Start workers from now on from a new fork server; the old one ends after the last worker that it started."""
        await self._in_thread(self._let_go)
        self._is_new = True
        await self.ready()

    async def close(self) -> None:
        """Kill the fork servers, also one that does not answer; no worker is left."""
        self._thread.shutdown(wait=False, cancel_futures=True)
        self._kill()
        await asyncio.get_running_loop().run_in_executor(None, self._kill_all)

    def _kill_all(self) -> None:
        # A start that was under way ends first; it may have begun with a new fork server.
        self._thread.shutdown()
        self._let_go()
        for pid in self._old:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)

    async def _in_thread(self, work: Callable[[], _Result]) -> _Result:
        return await asyncio.get_running_loop().run_in_executor(self._thread, partial(self._timed, work))

    def _timed(self, work: Callable[[], _Result]) -> _Result:
        self._asked_at = monotonic()
        done = work()
        self._is_new = False
        return done

    def _start_nothing(self) -> ForkServerProcess:
        process = self._context.Process(target=os.getpid, name="first")
        process.start()
        return process

    def _kill(self) -> None:
        self._is_new = True
        if (pid := getattr(forkserver, "_forkserver")._forkserver_pid) is not None:  # noqa: B009, SLF001
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def _let_go(self) -> None:
        # The standard library has no public way to do this without waiting for every worker that it started.
        running = getattr(forkserver, "_forkserver")  # noqa: B009
        with running._lock:  # noqa: SLF001
            if running._forkserver_pid is not None:  # noqa: SLF001
                os.close(running._forkserver_alive_fd)  # noqa: SLF001
                self._old.append(running._forkserver_pid)  # noqa: SLF001
                running._forkserver_pid = running._forkserver_alive_fd = running._forkserver_address = None  # noqa: SLF001
        self._old = [pid for pid in self._old if os.waitpid(pid, os.WNOHANG) == (0, 0)]


def _drop(starting: "asyncio.Future[PtyWorker]") -> None:
    """End a worker for which nobody waits any more."""
    if not starting.cancelled() and starting.exception() is None:
        starting.result().drop()


def _block_interrupts() -> None:
    """Block Ctrl+C in this thread, and so in the fork servers that it starts, which would print a traceback."""
    # The library unblocks it where it starts this process of its own, which it does before the first fork server.
    resource_tracker.ensure_running()
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
