"""The export of the staff area: anonymised records as CSV, in a new file named by the day, complete or not at all."""

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

from store.columns import columns
from store.disk import FILE_MODE, Disk, LogError
from store.export import Row, rows, size
from store.formats import write_csv
from store.release import Released


class Ending(Enum):
    """How an export ended; the value is the key of the text that says so."""

    DONE = "exported"
    NOTHING_YET = "nothing_yet"
    NO_FOLDER = "no_folder"
    FULL = "full"
    DENIED = "denied"
    FAILED = "failed"


@dataclass(frozen=True)
class Exported:
    """How an export ended; where it succeeded, the number of records and the name of the file."""

    ending: Ending
    records: int = 0
    file: str = ""


class StoppedError(Exception):
    """The staff area was closed: nobody waits for this work any more."""


_ENDING_OF: Final = {
    errno.ENOENT: Ending.NO_FOLDER,
    errno.ENOTDIR: Ending.NO_FOLDER,
    errno.ENOSPC: Ending.FULL,
    errno.EDQUOT: Ending.FULL,
    errno.EACCES: Ending.DENIED,
    errno.EPERM: Ending.DENIED,
    errno.EROFS: Ending.DENIED,
}


def export(release: Callable[[], Released], folder: Path, moment: datetime, progress: Callable[..., None]) -> Exported:
    """Export what is released to `folder`. `progress` is called meanwhile, and may raise StoppedError."""
    try:
        chosen = release()
        if not size(chosen):
            return Exported(Ending.NOTHING_YET)
        file, path = _free(folder, moment)
        try:
            with file:
                records = _write(rows(chosen, progress=progress), file)
            _part_of(path).rename(path)
        except BaseException:
            _part_of(path).unlink(missing_ok=True)
            raise
    except (LogError, StoppedError):
        return Exported(Ending.FAILED)
    except OSError as error:
        return Exported(_ENDING_OF.get(error.errno or 0, Ending.FAILED))
    with suppress(OSError):
        # Some file systems of memory sticks cannot flush a folder; the records themselves are flushed.
        Disk().flush_folder(folder)
    return Exported(Ending.DONE, records, path.name)


def _free(folder: Path, moment: datetime) -> tuple[IO[bytes], Path]:
    """Open a part file for the first free name of the day. No other process can open it, so the name is ours."""
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
    """Write the rows, wait until they are on the disk, and return their number."""
    written = 0

    def counted() -> Iterator[Row]:
        nonlocal written
        for row in table:
            yield row
            written += 1

    write_csv(columns(), counted(), file)
    file.flush()
    os.fsync(file.fileno())
    return written
