"""The operations by which the log is written to disk, and the order of them that makes a write durable."""

import errno
import fcntl
import os
import random
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

FILE_MODE: Final = 0o600
FOLDER_MODE: Final = 0o700
_LONGEST_NAP: Final = 0.01


class LogError(Exception):
    """The log cannot be read or written. The message is a sentence that names the file and holds no answer."""


def read_file(path: Path) -> bytes | None:
    """Return the bytes of a regular file, or None for anything else: a link is not followed, a pipe not waited for.

    Raises:
        OSError: it does not exist (FileNotFoundError), or cannot be read.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if error.errno in {errno.ELOOP, errno.ENXIO}:
            return None
        raise
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            return None
        # Once more than its size, so that the end is seen; a file of the log is read in one piece.
        pieces = iter(lambda: os.read(descriptor, found.st_size + 1), b"")
        return b"".join(pieces)
    finally:
        os.close(descriptor)


class Disk:
    """The file system. A test of power cuts passes a subclass that records these calls."""

    def write(self, path: Path, data: bytes | bytearray, modified: int) -> int:
        """Write a whole file, set its times to `modified` (seconds since 1970), and return its descriptor, not yet flushed."""
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, FILE_MODE)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view) :]
            os.utime(descriptor, (modified, modified))
        except BaseException:
            os.close(descriptor)
            raise
        return descriptor

    def flush(self, descriptor: int) -> None:
        """Wait until the contents of a file are on the disk."""
        os.fsync(descriptor)

    def rename(self, old: Path, new: Path) -> None:
        """Replace a file by another in one atomic step."""
        old.replace(new)

    def remove(self, path: Path) -> None:
        """Remove a file, if it exists."""
        path.unlink(missing_ok=True)

    def make_folder(self, path: Path) -> None:
        """Create a folder that only its owner can open."""
        path.mkdir(mode=FOLDER_MODE)

    def flush_folder(self, path: Path) -> None:
        """Wait until the names in a folder are on the disk."""
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def save(disk: Disk, path: Path, data: bytes | bytearray, *, temporary: Path, modified: int) -> None:
    """Replace the file `path` by `data`, so that after a crash at any moment either the old or the new file is whole.

    The name in the folder is not flushed: the caller does that once for all its changes.
    """
    try:
        descriptor = disk.write(temporary, data, modified)
        try:
            disk.flush(descriptor)
        finally:
            os.close(descriptor)
        disk.rename(temporary, path)
    except OSError:
        # On a full disk, the space that the attempt took is free again at once.
        with suppress(OSError):
            disk.remove(temporary)
        raise


def make_folders(disk: Disk, path: Path) -> None:
    """Create `path` and the missing folders above it, and flush their names."""
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    for folder in reversed(missing):
        with suppress(FileExistsError):
            disk.make_folder(folder)
        disk.flush_folder(folder.parent)


@contextmanager
def locked(path: Path, patience: float) -> Iterator[None]:
    """Hold a lock on the file `path` (flock); the kernel releases it when its holder dies.

    Raises:
        LogError: another process, perhaps a stopped one, held the lock for `patience` seconds.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE_MODE)
    try:
        deadline = time.monotonic() + patience
        while not _taken(descriptor):
            if time.monotonic() >= deadline:
                raise LogError(f"{path}: another process has held this lock for more than {patience:g} s.")
            time.sleep(random.uniform(0, _LONGEST_NAP))  # noqa: S311 - spreads the writers, guards nothing
        yield
    finally:
        os.close(descriptor)


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
