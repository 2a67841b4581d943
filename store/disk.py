"""The few operations through which the log reaches the disk, and the order in which they make a write durable."""

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
    """The log could not be read or written. Its sentence names the file and holds nothing of a person."""


def read_file(path: Path) -> bytes | None:
    """Return what a file holds, or None where this is no file: what is in its place is neither followed nor waited for.

    Raises:
        OSError: there is none, or it cannot be read.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if error.errno in {errno.ELOOP, errno.ENXIO}:
            return None
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        return None
    with os.fdopen(descriptor, "rb") as file:
        return file.read()


class Disk:
    """A real file system. Power cuts are modelled by a disk that notes these calls on their way."""

    def write(self, path: Path, data: bytes | bytearray, modified: int) -> int:
        """Write a file anew, its times set to `modified` (seconds); return its open descriptor, not yet flushed."""
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
        """Return when what was written to a file is on the disk."""
        os.fsync(descriptor)

    def rename(self, old: Path, new: Path) -> None:
        """Put a file in the place of another in one step."""
        old.replace(new)

    def remove(self, path: Path) -> None:
        """Remove a file, if it is there."""
        path.unlink(missing_ok=True)

    def make_folder(self, path: Path) -> None:
        """Make a folder that only its owner can open."""
        path.mkdir(mode=FOLDER_MODE)

    def flush_folder(self, path: Path) -> None:
        """Return when the names in a folder are on the disk."""
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def save(disk: Disk, path: Path, data: bytes | bytearray, *, temporary: Path, modified: int) -> None:
    """Replace `path` by `data`, so that at every moment the old or the new file is there, whole.

    The name in the folder is not flushed yet: the caller does that once for all it changes.
    """
    try:
        descriptor = disk.write(temporary, data, modified)
        try:
            disk.flush(descriptor)
        finally:
            os.close(descriptor)
        disk.rename(temporary, path)
    except OSError:
        # A full disk gets back at once the room that the attempt took.
        with suppress(OSError):
            disk.remove(temporary)
        raise


def make_folders(disk: Disk, path: Path) -> None:
    """Make `path` and what is missing above it, durably."""
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    for folder in reversed(missing):
        with suppress(FileExistsError):
            disk.make_folder(folder)
        disk.flush_folder(folder.parent)


@contextmanager
def locked(path: Path, patience: float) -> Iterator[None]:
    """Hold the lock file `path`; the kernel gives it back when its holder dies.

    Raises:
        LogError: another process, perhaps a stopped one, held it for `patience` seconds.
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
