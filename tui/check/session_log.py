"""What became of records and visits: the log's folder, its room, failed writes and errors."""

import shutil
from datetime import datetime
from pathlib import Path
from typing import Final

from store.health import damaged, problems
from store.log import SessionLog
from tui.check.finding import Finding
from tui.config.settings import Settings
from tui.visit.error_log import error_count
from tui.visit.failed_writes import FailedWrites

LEAST_ROOM: Final = 50_000_000
"""Bytes; a year of 100 visits a day takes about a third of it, at 432 bytes a record."""


def session_log(settings: Settings, moment: datetime) -> Finding:
    """Write to the log's folder, look at who may open it, and read everything in it."""
    log = SessionLog(settings.log.directory)
    return Finding("session log", (*problems(log, moment), *damaged(log)), note=str(settings.log.directory))


def room(settings: Settings) -> Finding:
    """Look at the room on the disk of the log."""
    try:
        free = shutil.disk_usage(_existing(settings.log.directory)).free
    except OSError as error:
        return Finding("room", (f"{settings.log.directory}: {error.strerror}",))
    if free < LEAST_ROOM:
        where = settings.log.directory
        told = f"{where}: {free // 1_000_000} MB are free; the log wants {LEAST_ROOM // 1_000_000}: make room"
        return Finding("room", (told,))
    return Finding("room")


def _existing(path: Path) -> Path:
    return next((folder for folder in (path, *path.absolute().parents) if folder.exists()), Path("/"))


def failed_writes(settings: Settings) -> Finding:
    """Count the records that could not be kept."""
    failed = FailedWrites(settings.log.directory)
    number = failed.count()
    told = f"{number} records could not be kept; mend the session log, then remove {failed.path}"
    return Finding("failed writes", (told,) if number else ())


def errors(settings: Settings) -> Finding:
    """Count the visits that ended with an error, and tell the place of the last."""
    path = settings.log.directory / ".errors"
    try:
        lines = path.read_text("utf-8", "replace").splitlines()
    except OSError:
        return Finding("errors")
    last = "".join(letter for letter in lines[-1] if letter.isprintable()) if lines else ""
    told = f"{error_count(lines)} visits ended with an error, the last with: {last}; report it, then remove {path}"
    return Finding("errors", (told,) if lines else ())
