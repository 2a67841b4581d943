"""Where people sit down: a line with a process on its far end, made for one person, or ready before anybody came."""

import asyncio
import contextlib
import os
from multiprocessing.context import ForkServerProcess
from typing import Final, Protocol

from tui.config.settings import Settings
from tui.process.handoff import Handoff
from tui.ssh.fork_server import ForkServer
from tui.ssh.pty_relay import near_and_far, near_and_far_without_terminal, set_size
from tui.ssh.worker_spec import Way, WorkerSpec

TERM: Final = "xterm-256color"
"""The terminal for which a process is ready before anybody came."""

ALIKE: Final = frozenset({TERM, "screen-256color", "tmux-256color"})
"""Terminals on which the kiosk draws the same, byte for byte."""

READY: Final = 2
"""Processes that wait with their first page laid out. In a storm the others start when they come."""

BREATH_SECONDS: Final = 0.3
"""Whoever has just come draws first; then the next process is made ready."""

SIZE: Final = (80, 24)


class PooledWorker(Protocol):
    """A line to a process that is there already, or begins when somebody sits down."""

    near: int

    @property
    def process(self) -> ForkServerProcess | None:
        """The process, once there is one."""

    async def begin(self, size: tuple[int, int]) -> None:
        """Let the process serve somebody whose terminal has so many columns and rows."""

    def close(self) -> None:
        """Let go of everything but the near end, which is its carrier's."""


class ColdWorker:
    """Its process starts when somebody sits down."""

    def __init__(self, nursery: ForkServer, visit: WorkerSpec, size: tuple[int, int]) -> None:
        self._nursery, self._visit = nursery, visit
        self.process: ForkServerProcess | None = None
        self.near, self._far = near_and_far_without_terminal() if visit.way is Way.PIPE else near_and_far(*size)

    async def begin(self, size: tuple[int, int]) -> None:
        """Start the process."""
        del size
        self.process = await self._nursery.start(self._far, self._visit)
        self.close()

    def close(self) -> None:
        """Let the process alone have the far end: it is a hang-up for the one when the other lets go."""
        if self._far >= 0:
            os.close(self._far)
            self._far = -1


class WarmWorker:
    """Its process waits with the first page laid out."""

    def __init__(self, near: int, tell: int, process: ForkServerProcess) -> None:
        self.near, self._tell, self.process = near, tell, process

    async def begin(self, size: tuple[int, int]) -> None:
        """Say that it is its turn; it draws at once."""
        with contextlib.suppress(OSError):
            set_size(self.near, *size)
            os.write(self._tell, Handoff().encode())
        self.close()

    def close(self) -> None:
        """Say nothing more."""
        if self._tell >= 0:
            os.close(self._tell)
            self._tell = -1


class WorkerPool:
    """Hands out seats, and keeps a few ready."""

    def __init__(self, nursery: ForkServer, settings: Settings) -> None:
        self._nursery, self._settings = nursery, settings
        self._ready: list[WarmWorker] = []
        self._missing = asyncio.Event()
        self._missing.set()
        self._keeping = asyncio.create_task(self._keep())

    def take(self, term: str, size: tuple[int, int], way: Way) -> PooledWorker:
        """Return a seat for somebody with such a terminal."""
        if way is Way.SCREENS and term in ALIKE:
            while self._ready:
                seat = self._ready.pop(0)
                self._missing.set()
                if seat.process.exitcode is None:
                    return seat
                self._drop(seat)
        return ColdWorker(self._nursery, WorkerSpec(self._settings, term, way), size)

    def change(self, settings: Settings) -> None:
        """Begin anew with other settings, and with processes of the nursery as it is now."""
        self._settings = settings
        self._drop_all()
        self._missing.set()

    async def close(self) -> None:
        """End those that wait."""
        self._keeping.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._keeping
        self._drop_all()

    async def _keep(self) -> None:
        while True:
            await self._missing.wait()
            await asyncio.sleep(BREATH_SECONDS)
            if len(self._ready) >= READY:
                self._missing.clear()
                continue
            settings = self._settings
            try:
                seat = await self._make(settings)
            except (OSError, EOFError):
                # No descriptor or no memory is left until somebody leaves, or the fork server has just ended.
                continue
            if settings is self._settings:
                self._ready.append(seat)
            else:
                self._drop(seat)

    async def _make(self, settings: Settings) -> WarmWorker:
        near, far = near_and_far(*SIZE)
        hear, tell = os.pipe2(os.O_CLOEXEC)
        try:
            process = await self._nursery.start(far, WorkerSpec(settings, TERM, Way.SCREENS), hear)
        except BaseException:
            os.close(near)
            os.close(tell)
            raise
        finally:
            os.close(far)
            os.close(hear)
        return WarmWorker(near, tell, process)

    def _drop_all(self) -> None:
        while self._ready:
            self._drop(self._ready.pop())

    def _drop(self, seat: WarmWorker) -> None:
        """End a process that has had nobody."""
        seat.close()
        os.close(seat.near)
        # Nobody waits for its end, which a fork server that was stopped would never tell.
        if seat.process.exitcode is None:
            seat.process.kill()
