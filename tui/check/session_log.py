"""The session log: its folder and files, the disk space left, records that could not be kept, and errors of visits."""

import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from store.disk import LogError
from store.health import damaged, problems
from store.log import SessionLog
from store.simulate import holds_made_up
from tui.check.result import CheckResult
from tui.config.settings import Settings
from tui.visit.error_log import ErrorLog
from tui.visit.failed_writes import FailedWrites

LEAST_SPACE: Final = 50_000_000
"""Bytes. A year of 100 visits a day takes about a third of it, at 432 bytes a record."""


def session_log(settings: Settings, moment: datetime) -> CheckResult:
    """Write a small file to the log's folder, check who can open the folder, and read all records."""
    log = SessionLog(settings.log.directory)
    wrong = [*map(str, problems(log, moment)), *damaged(log, moment)]
    with suppress(LogError, OSError):
        # Where the folder cannot be read, that is said already.
        if holds_made_up(log):
            wrong.append(f"{log.directory}: holds made-up visits; drop them: pulmoscreen log purge --simulated")
    return CheckResult("session log", tuple(wrong), note=str(settings.log.directory))


def disk_space(settings: Settings) -> CheckResult:
    """Check the free space on the disk of the log."""
    directory = settings.log.directory
    try:
        free = shutil.disk_usage(_existing(directory)).free
    except OSError as error:
        return CheckResult("disk space", (f"{directory}: {error.strerror}",))
    if free < LEAST_SPACE:
        needed = LEAST_SPACE // 1_000_000
        told = f"{directory}: {free // 1_000_000} MB are free, and the log needs {needed}: delete something on that disk"
        return CheckResult("disk space", (told,))
    return CheckResult("disk space")


def _existing(path: Path) -> Path:
    return next((folder for folder in (path, *path.absolute().parents) if folder.exists()), Path("/"))


def failed_writes(settings: Settings) -> CheckResult:
    """Count the records that could not be kept."""
    failed = FailedWrites(settings.log.directory)
    number = failed.count()
    told = f"{number} records could not be kept; fix the session log, then remove {failed.path}"
    return CheckResult("failed writes", (told,) if number else ())


def errors(settings: Settings) -> CheckResult:
    """Count the visits that ended with an error, and name the place of the last one."""
    log = ErrorLog(settings.log.directory)
    number = log.count()
    told = f"{number} visits ended with an error, the last with: {log.last()}; report it, then remove {log.path}"
    return CheckResult("errors", (told,) if number else ())
