"""What the program notes beside the log for staff: records that could not be kept, and visits that ended with an error."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from store.disk import read_file
from tui.visit.error_log import error_count
from tui.visit.failed_writes import FailedWrites

_MOST: Final = 1_000_000
"""No more bytes than these are read of the errors; they are the newest."""


@dataclass(frozen=True)
class Noted:
    """How many there were since staff last marked them as seen; of the errors also the last place, never a message."""

    failed_writes: int
    errors: int
    last_error: str


def noted_in(directory: Path) -> Noted:
    """Return what is noted beside the log in `directory`."""
    lines: list[str] = []
    with suppress(OSError):
        lines = (read_file(directory / ".errors") or b"")[-_MOST:].decode("utf-8", "replace").splitlines()
    last = "".join(letter for letter in lines[-1] if letter.isprintable())[:200] if lines else ""
    return Noted(FailedWrites(directory).count(), error_count(lines), last)


def mark_as_seen(directory: Path) -> None:
    """Begin to count anew. The last errors that were seen stay in a file of their own, for whoever is to mend them.

    Raises:
        OSError: the folder cannot be written.
    """
    failed = FailedWrites(directory)
    if failed.count():
        # The file keeps its first byte, and with it the room that it has on a disk that is full.
        os.truncate(failed.path, 1)
    with suppress(FileNotFoundError):
        (directory / ".errors").replace(directory / ".errors-seen")
