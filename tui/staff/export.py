"""The export of the staff area: coarsened records as CSV, under a name of the day that is free, whole or not at all."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import count as natural
from pathlib import Path
from typing import IO, Final

from store.disk import FILE_MODE, Disk, LogError
from store.export import Row, plan, rows
from store.formats import write_csv
from store.log import SessionLog


class Ending(Enum):
    """How an export ended, as the name of the text that says so."""

    DONE = "exported"
    NOTHING_YET = "nothing_yet"
    NO_FOLDER = "no_folder"
    FULL = "full"
    DENIED = "denied"
    FAILED = "failed"


@dataclass(frozen=True)
class Exported:
    """How an export ended; where it was done, how many records are in which file."""

    ending: Ending
    records: int = 0
    file: str = ""


class StoppedError(Exception):
    """Nobody waits for this work any more."""


_ENDING_OF: Final = {
    errno.ENOENT: Ending.NO_FOLDER,
    errno.ENOTDIR: Ending.NO_FOLDER,
    errno.ENOSPC: Ending.FULL,
    errno.EDQUOT: Ending.FULL,
    errno.EACCES: Ending.DENIED,
    errno.EPERM: Ending.DENIED,
    errno.EROFS: Ending.DENIED,
}


def export(log: SessionLog, folder: Path, moment: datetime, small_cell: int, go_on: Callable[..., None]) -> Exported:
    """Write the records of weeks that have ended into `folder`. `go_on` is called as it goes on, and may raise StoppedError."""
    try:
        planned = plan(log, moment, small_cell, lambda _: None, go_on)
        if not planned.records:
            return Exported(Ending.NOTHING_YET)
        file, path = _free(folder, moment)
        try:
            with file:
                records = _write(rows(log, planned, go_on), file)
            _part_of(path).rename(path)
        except BaseException:
            _part_of(path).unlink(missing_ok=True)
            raise
    except (LogError, StoppedError):
        return Exported(Ending.FAILED)
    except OSError as error:
        return Exported(_ENDING_OF.get(error.errno or 0, Ending.FAILED))
    with suppress(OSError):
        # Not every file system of a stick can do this; the records themselves are flushed.
        Disk().flush_folder(folder)
    return Exported(Ending.DONE, records, path.name)


def _free(folder: Path, moment: datetime) -> tuple[IO[bytes], Path]:
    """Open the file that becomes the first name of the day that is free. Whoever opens it has that name to themselves."""
    for number in natural(1):
        path = folder / f"pulmoscreen-{moment.date()}{f'-{number}' if number > 1 else ''}.csv"
        try:
            descriptor = os.open(_part_of(path), os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, FILE_MODE)
        except FileExistsError:
            continue
        if not os.path.lexists(path):
            return os.fdopen(descriptor, "wb"), path
        os.close(descriptor)
        _part_of(path).unlink()
    raise AssertionError("numbers do not end")


def _part_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")


def _write(table: Iterator[Row], file: IO[bytes]) -> int:
    """Write the rows and return how many there were, when they are on the disk."""
    written = 0

    def counted() -> Iterator[Row]:
        nonlocal written
        for row in table:
            yield row
            written += 1

    write_csv(counted(), file)
    file.flush()
    os.fsync(file.fileno())
    return written
