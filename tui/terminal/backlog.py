"""Notices a terminal that has stopped reading, by the output that waits for it."""

from time import monotonic
from typing import Any, Final

from textual.drivers import _writer_thread
from textual.drivers.linux_driver import LinuxDriver

STUCK_SECONDS: Final = 8.0
"""How long a terminal may take none of the output that waits; on a slow line a whole page takes less."""

MOST_WAITING: Final = 5000
"""Writes that may wait; a terminal with more of them counts as stuck at once."""


def unlimit_writer_queue() -> None:
    """Remove the limit of the writer's queue: at the limit the event loop would block on a terminal that is frozen."""
    setattr(_writer_thread, "MAX_QUEUED_WRITES", 0)  # noqa: B010 - the framework has no setting for it


class Backlog:
    """Follows how the queue of output becomes shorter."""

    def __init__(self) -> None:
        self._taken, self._since = 0, monotonic()

    def stuck(self, driver: object, now: float) -> bool:
        """Return whether output waits for too long, or too much of it. `now` is in monotonic seconds."""
        writer = driver._writer_thread if isinstance(driver, LinuxDriver) else None  # noqa: SLF001 - there is no public way
        if writer is None:
            # A worker on standby writes nothing for a long time; the time counts from its first page.
            self._since = now
            return False
        queue: Any = writer._queue  # noqa: SLF001
        waiting, ever = queue.qsize(), queue.unfinished_tasks
        if ever - waiting != self._taken or waiting == 0:
            self._taken, self._since = ever - waiting, now
        return now - self._since > STUCK_SECONDS or waiting > MOST_WAITING
