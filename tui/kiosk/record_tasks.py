"""The records of one visit that are on their way to the disk, while the person reads on."""

import asyncio
from collections.abc import Awaitable, Callable


class RecordTasks:
    """Runs writes beside the screen.

    Args:
        on_change: Called whenever a write begins or ends.
        on_error: Called with the error of a write that fails.
    """

    def __init__(self, on_change: Callable[[], None], on_error: Callable[[BaseException], None]) -> None:
        self._on_change, self._on_error = on_change, on_error
        self.tasks: list[asyncio.Future[None]] = []

    @property
    def in_progress(self) -> bool:
        """Whether a record is on its way to the disk."""
        return any(not task.done() for task in self.tasks)

    def add(self, write: Awaitable[None]) -> None:
        """Begin a write and return at once."""
        task = asyncio.ensure_future(write)
        self.tasks.append(task)
        self._on_change()
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Future[None]) -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            self._on_error(error)
        self._on_change()

    async def wait(self, seconds: float | None = None) -> None:
        """Wait until every write has ended, or until the seconds have passed; None waits without limit."""
        if self.tasks:
            await asyncio.wait(self.tasks, timeout=seconds)
