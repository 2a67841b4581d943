"""The audit trail: what staff did and when, in one file beside the log, which is only ever appended to. Nothing of visitors."""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

import orjson

from store.disk import FILE_MODE, Disk
from store.log import SessionLog

NAME: Final = ".audit"


class Act(StrEnum):
    """What is noted."""

    STARTED = "started"
    ENTERED = "entered"
    WRONG_PIN = "wrong_pin"
    EXPORTED = "exported"
    IMPORTED = "imported"
    PURGED = "purged"
    TEST_CALL = "test_call"


def note(directory: Path, moment: datetime, act: Act, **details: str | int) -> None:
    """Append an act and wait until it is on the disk. Where it cannot be written, the act itself goes on.

    Args:
        directory: the folder of the log.
        moment: when, with a time zone.
        act: what was done.
        details: numbers, names of formats, digests; never anything of a visitor.
    """
    line = orjson.dumps({"at": moment.isoformat(timespec="seconds"), "act": act.value} | details)
    with suppress(OSError):
        path = directory / NAME
        is_new = not path.exists()
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC, FILE_MODE)
        try:
            size = os.fstat(descriptor).st_size
            # After a power cut the last line may have no end.
            torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
            os.write(descriptor, (b"\n" if torn else b"") + line + b"\n")
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if is_new:
            Disk().flush_folder(directory)


def acts(log: SessionLog) -> Iterator[str]:
    """Iterate over the acts, the oldest first, each as one line for people.

    Raises:
        LogError: the file cannot be read.
    """
    for number, line in enumerate((log.read_bytes(log.directory / NAME) or b"").splitlines(), start=1):
        yield _told(line) or f"line {number}: is damaged"


def _told(line: bytes) -> str:
    try:
        fields = orjson.loads(line)
        at, act = datetime.fromisoformat(fields.pop("at")), Act(fields.pop("act"))
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
    told = "".join(f"  {name}={value}" for name, value in fields.items())
    return "".join(letter if letter.isprintable() else "?" for letter in f"{at:%Y-%m-%d %H:%M:%S%z}  {act:<9}{told}")
