"""Counts the records that could not be kept, and what else is counted in a file of its own."""

import fcntl
import os
from contextlib import suppress
from io import FileIO
from pathlib import Path


class CountFile:
    """A number, as the length of a small file with a byte before the first one: a full disk still counts within its block."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def prepare(self) -> None:
        """Make the file while there is room."""
        self._write(b"" if self._exists() else b"\n")

    def note(self) -> None:
        """Count one more."""
        self._write(b"." if self._exists() else b"\n.")

    def take_back(self) -> None:
        """Count one less: what could not be kept at first was kept later."""
        with suppress(OSError), self._opened() as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            size = os.fstat(file.fileno()).st_size
            if size > 1:
                os.ftruncate(file.fileno(), size - 1)

    def count(self) -> int:
        """Return how many there were since the file was removed."""
        try:
            return max(0, self.path.stat().st_size - 1)
        except OSError:
            return 0

    def mark_as_seen(self) -> None:
        """Count from zero again. The file keeps its first byte, and with it the space that it has on a disk that is full.

        Raises:
            OSError: the file cannot be written.
        """
        if self.count():
            os.truncate(self.path, 1)

    def _exists(self) -> bool:
        with suppress(OSError):
            return self.path.stat().st_size > 0
        return False

    def _write(self, data: bytes) -> None:
        # Where this fails there is nowhere left to tell it; `check` finds the folder itself wanting.
        with suppress(OSError):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._opened() as file:
                file.write(data)

    def _opened(self) -> FileIO:
        """Open the file without waiting for what somebody may have put in its place."""
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC
        return FileIO(os.open(self.path, flags, 0o600), "a+")


class FailedWrites(CountFile):
    """How many records could not be kept, in a file that exists before the disk can be full: staff see it in `check`."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory / ".failed-writes")
