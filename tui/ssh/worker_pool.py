"""The pool of workers: a few wait with their first page laid out, the others start when somebody comes; all are watched."""

import asyncio
import contextlib
from collections.abc import Iterable
from time import monotonic
from typing import Final

from tui.config.settings import Settings
from tui.process.heartbeat import TICK
from tui.ssh.fork_server import ForkServer
from tui.ssh.pty_worker import PtyWorker
from tui.ssh.worker_spec import Way, WorkerSpec

TERM: Final = "xterm-256color"
"""The terminal for which workers wait."""

ALIKE: Final = frozenset({TERM, "screen-256color", "tmux-256color"})
"""Terminals on which the kiosk draws the same, byte for byte."""

REFILL_SECONDS: Final = 0.3
"""Pause before the pool is refilled, so that a new session draws first."""

SIZE: Final = (80, 24)


class WorkerPool:
    """Hands out workers, and keeps as many ready as the site sets; when more come at once, the others start as they come."""

    def __init__(self, fork_server: ForkServer, settings: Settings, languages: Iterable[str]) -> None:
        self._fork_server, self._settings, self._languages = fork_server, settings, languages
        self._ready: list[PtyWorker] = []
        self._serving: set[PtyWorker] = set()
        self._missing = asyncio.Event()
        self._missing.set()
        self._tasks = [asyncio.create_task(self._refill()), asyncio.create_task(self._watch())]

    async def take(self, term: str, size: tuple[int, int], way: Way) -> PtyWorker:
        """Return a worker that serves a person with such a terminal from now on.

        Raises:
            OSError, EOFError: none can be started.
        """
        worker = self._take_ready() if way is Way.SCREENS and term in ALIKE else None
        if worker is None:
            worker = await self._fork_server.start(WorkerSpec(self._settings, term, way), size, self._languages)
        self._serving.add(worker)
        try:
            worker.hand_off(size)
        except OSError:
            self._serving.discard(worker)
            worker.drop()
            raise
        return worker

    def _take_ready(self) -> PtyWorker | None:
        while self._ready:
            worker = self._ready.pop(0)
            self._missing.set()
            if worker.is_well(monotonic()):
                return worker
            worker.drop()
        return None

    async def end(self, worker: PtyWorker) -> int | None:
        """Hang up on a worker, and return its exit status; it is killed if it does not end by itself."""
        worker.hang_up()
        try:
            return await worker.wait_for_exit()
        finally:
            self._serving.discard(worker)

    def change(self, settings: Settings, languages: Iterable[str]) -> None:
        """Use other settings, and workers of the fork server as it is now, for those who come from now on."""
        self._settings, self._languages = settings, languages
        self._drop_ready()

    async def close(self) -> None:
        """End the workers that wait."""
        for task in self._tasks:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        self._drop_ready()

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(TICK)
            for worker in list(self._serving):
                worker.watch(monotonic())
            for worker in [worker for worker in self._ready if not worker.is_well(monotonic())]:
                self._ready.remove(worker)
                worker.drop()
                self._missing.set()

    async def _refill(self) -> None:
        while True:
            await self._missing.wait()
            await asyncio.sleep(REFILL_SECONDS)
            settings = self._settings
            if len(self._ready) >= settings.ssh.ready:
                self._missing.clear()
                continue
            try:
                worker = await self._fork_server.start(WorkerSpec(settings, TERM, Way.SCREENS), SIZE, self._languages)
            except (OSError, EOFError, MemoryError, RuntimeError):
                # No descriptor, thread or memory is left until somebody leaves, or the fork server has just ended.
                continue
            if settings is self._settings:
                self._ready.append(worker)
            else:
                worker.drop()

    def _drop_ready(self) -> None:
        while self._ready:
            self._ready.pop().drop()
        self._missing.set()
