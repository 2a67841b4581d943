"""Real processes that use a log, forked so that hundreds of them are cheap."""

import os
import select
import signal
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from tempfile import gettempdir

from store.log import SessionLog
from store.record import Record

Tell = Callable[[str], None]


class Child:
    """A forked process that does `work`, and tells its parent lines while it does."""

    def __init__(self, work: Callable[[Tell], None]) -> None:
        self.told: list[str] = []
        self._rest = b""
        self._pipe, far = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            status = 1
            try:
                os.close(self._pipe)
                work(partial(_tell, far))
                status = 0
            finally:
                os._exit(status)
        os.close(far)

    def read_until(self, number: int) -> None:
        """Wait until `number` lines were told, or the process has ended."""
        while len(self.told) < number and self._read_some():
            pass

    def kill_within(self, seconds: float) -> list[str]:
        """Let the process run on for a moment, so that it is somewhere in its work; kill it; return all it told."""
        select.select([], [], [], seconds)
        self.kill()
        return self.told

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        assert self.finish() == -signal.SIGKILL

    def finish(self) -> int:
        """Read to the end and return the exit status, negative for a signal."""
        while self._read_some():
            pass
        os.close(self._pipe)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def _read_some(self) -> bool:
        data = os.read(self._pipe, 65536)
        *whole, self._rest = (self._rest + data).split(b"\n")
        self.told += [line.decode() for line in whole]
        return data != b""


def _tell(pipe: int, line: str) -> None:
    os.write(pipe, f"{line}\n".encode())


def writer(log: SessionLog, records: Callable[[], Iterable[Record]]) -> Child:
    """Start a process that appends `records` and tells each id when `append` has returned."""
    return Child(partial(_append_all, log, records))


def _append_all(log: SessionLog, records: Callable[[], Iterable[Record]], tell: Tell) -> None:
    for record in records():
        log.append(record)
        tell(record.id)


def lock_holder(log: SessionLog, shard: str) -> Child:
    """Start a process that holds the lock of a shard until it is killed; return when it does."""

    def hold(tell: Tell) -> None:
        with log.writing(shard):
            tell("held")
            signal.pause()

    child = Child(hold)
    child.read_until(1)
    return child


def open_to_all(folder: Path) -> None:
    """Let every account into a test's folder, and into those that pytest has made above it."""
    for above in (folder, *folder.parents):
        if above == Path(gettempdir()):
            return
        above.chmod(0o755)
