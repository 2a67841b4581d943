"""Starts people's processes from the standard library's fork server, which has everything imported."""

import asyncio
import contextlib
import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import ForkServerProcess
from typing import Final, TypeVar

from tui.ssh import worker as person
from tui.ssh.worker_spec import PassedDescriptor, WorkerSpec

_Result = TypeVar("_Result")

START_SECONDS: Final = 20.0
"""How long the fork server may take to start a process, on a slow machine; it takes a hundredth of that."""

PRELOADED: Final = ["tui.ssh.preload", "tui.ssh.worker"]


class ForkServer:
    """One fork server at a time. A thread of the server's talks to it, as its answers are waited for."""

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(PRELOADED)
        self._thread = ThreadPoolExecutor(1, "nursery", initializer=_leave_interrupts_to_the_server)
        self._old: list[int] = []

    async def ready(self) -> None:
        """Start the fork server, and wait until it has everything imported and can start people."""
        process = await self._apart(self._start_nothing)
        await asyncio.get_running_loop().run_in_executor(None, process.join)

    async def start(self, far: int, visit: WorkerSpec, hear: int | None = None) -> ForkServerProcess:
        """Start a process on the far end; both descriptors still belong to the caller afterwards.

        With `hear`, the reading end of a pipe, the process waits until that says whose turn it is.
        """
        try:
            return await self._start_in_time(far, visit, hear)
        except (OSError, EOFError) as error:
            if isinstance(error, TimeoutError):
                raise
            # The fork server ended while it was asked; the next attempt begins with a new one.
            return await self._start_in_time(far, visit, hear)

    async def _start_in_time(self, far: int, visit: WorkerSpec, hear: int | None) -> ForkServerProcess:
        starting = asyncio.ensure_future(self._apart(partial(self._start, far, visit, hear)))
        try:
            async with asyncio.timeout(START_SECONDS):
                return await asyncio.shield(starting)
        except TimeoutError:
            # A fork server that does not answer is ended; the next start begins with a new one.
            self._kill()
            with contextlib.suppress(OSError, EOFError):
                (await starting).kill()
            raise

    async def renew(self) -> None:
        """Start people from now on from a new fork server; the old one ends after the last person that it started."""
        await self._apart(self._let_go)
        await self.ready()

    async def close(self) -> None:
        """Let the fork server go; one that does not answer is ended."""
        letting_go = asyncio.ensure_future(self._apart(self._let_go))
        if not (await asyncio.wait({letting_go}, timeout=START_SECONDS))[0]:
            self._kill()
            await letting_go
        self._thread.shutdown()

    async def _apart(self, do: Callable[[], _Result]) -> _Result:
        return await asyncio.get_running_loop().run_in_executor(self._thread, do)

    def _start(self, far: int, visit: WorkerSpec, hear: int | None) -> ForkServerProcess:
        parcels = (PassedDescriptor(far), visit, None if hear is None else PassedDescriptor(hear))
        process = self._context.Process(target=person.main, args=parcels, name="person", daemon=True)
        process.start()
        # At the next start the library would look, in this thread, for the end of all others, which is the loop's to see.
        getattr(multiprocessing.process, "_children").discard(process)  # noqa: B009
        return process

    def _start_nothing(self) -> ForkServerProcess:
        process = self._context.Process(target=os.getpid, name="first")
        process.start()
        return process

    def _kill(self) -> None:
        if (pid := getattr(forkserver, "_forkserver")._forkserver_pid) is not None:  # noqa: B009, SLF001
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def _let_go(self) -> None:
        # The standard library has no public way to do this without waiting for everybody whom it started.
        running = getattr(forkserver, "_forkserver")  # noqa: B009
        with running._lock:  # noqa: SLF001
            if running._forkserver_pid is not None:  # noqa: SLF001
                os.close(running._forkserver_alive_fd)  # noqa: SLF001
                self._old.append(running._forkserver_pid)  # noqa: SLF001
                running._forkserver_pid = running._forkserver_alive_fd = running._forkserver_address = None  # noqa: SLF001
        for pid in list(self._old):
            with contextlib.suppress(ChildProcessError):
                if os.waitpid(pid, os.WNOHANG) == (0, 0):
                    continue
            self._old.remove(pid)


def _leave_interrupts_to_the_server() -> None:
    """Block Ctrl+C in this thread, and so in the fork servers that it starts, which would print a traceback."""
    # The library unblocks it where it starts this process of its own, which it does before the first fork server.
    resource_tracker.ensure_running()
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
