"""The pipe by which a person's process tells its parent that it is alive, and learns that its parent is not."""

import os
from time import monotonic
from typing import Any, Final

from textual.drivers import _writer_thread
from textual.drivers.linux_driver import LinuxDriver

from tui.process.watch import beat

STUCK_SECONDS: Final = 8.0
"""How long a terminal may take nothing of what waits for it; on a slow line a whole page takes less."""

MOST_WAITING: Final = 5000


class HeartbeatSender:
    """The child's end of the pipe. It never blocks; a parent that reads nothing for a while loses beats, and no more."""

    def __init__(self, descriptor: int, parent: int) -> None:
        self._descriptor, self.parent = descriptor, parent

    def beat(self, *, visiting: bool, keeping: bool, language: str) -> bool:
        """Tell that the process is alive; say whether the parent still is."""
        try:
            os.write(self._descriptor, beat(visiting=visiting, keeping=keeping, language=language))
        except BlockingIOError:
            return True
        except OSError:
            return False
        return os.getppid() == self.parent

    def left_unkept(self) -> bool:
        """Say whether the exit status has to tell of a record on its way; a parent that hears the beats knows."""
        return False

    def orphaned(self) -> bool:
        """Say whether nobody is left who would wipe the terminal afterwards."""
        return os.getppid() != self.parent


def never_wait_for_the_terminal() -> None:
    """Let the writer's queue have no limit: at its limit the whole event loop would wait for a terminal that is frozen."""
    setattr(_writer_thread, "MAX_QUEUED_WRITES", 0)  # noqa: B010 - the framework has no setting for it


class Backlog:
    """Notices that the terminal has stopped reading."""

    def __init__(self) -> None:
        self._taken, self._since = 0, monotonic()

    def stuck(self, driver: object, now: float) -> bool:
        """Say whether what waits to be written has waited for too long, or is too much."""
        writer = driver._writer_thread if isinstance(driver, LinuxDriver) else None  # noqa: SLF001 - there is no public way
        if writer is None:
            # A process that waits for its turn writes nothing for a long time, and is not to be blamed at its first page.
            self._since = now
            return False
        queue: Any = writer._queue  # noqa: SLF001
        waiting, ever = queue.qsize(), queue.unfinished_tasks
        if ever - waiting != self._taken or waiting == 0:
            self._taken, self._since = ever - waiting, now
        return now - self._since > STUCK_SECONDS or waiting > MOST_WAITING
