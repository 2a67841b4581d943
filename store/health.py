"""What is wrong with the log, as sentences for staff: its folder, its files and every damaged record."""

import os
import stat
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from store.disk import FILE_MODE, FOLDER_MODE, LogError
from store.faults import Fault
from store.ledger import ledger_files, read_ledger
from store.lines import Damage, Progress, Report, printable
from store.log import SessionLog
from store.partition import SHARDS, Partition
from store.record import BUILT, monday_of
from store.storage import ASIDE
from store.survey import survey

_OTHERS = 0o077


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong; as text, a sentence that names it and how to fix it."""

    kind: Fault
    sentence: str

    def __str__(self) -> str:
        """Return the sentence."""
        return self.sentence


def problems(log: SessionLog, moment: datetime) -> list[Problem]:
    """Return each fault of the folder and its files, with how to fix it; none where all is right.

    It creates the folder where it does not exist, and writes and flushes a small file to be sure that writing works.
    """
    found = []
    if moment.date() < BUILT:
        found.append(Problem(Fault.CLOCK, f"The clock shows {moment.date()}: set it, or records have no week."))
    try:
        with log.writing(SHARDS[0]):
            _probe(log)
        paths = log.paths()
    except LogError as error:
        told = f"The log cannot be written: {error} Visits are not kept until this is fixed."
        return [*found, Problem(Fault.NOT_WRITTEN, told)]
    found += _access(log.directory, FOLDER_MODE)
    found += [problem for path in paths for problem in _access(path, FILE_MODE)]
    aside = sum(ASIDE in path.name for path in paths)
    if aside:
        told = f"{log.directory}: {aside} damaged files are kept aside; see what was lost with `log verify`."
        found.append(Problem(Fault.ASIDE, told))
    ahead = [path.name for path, part in log.files() if part.week is not None and monday_of(part.week) > moment.date()]
    if ahead:
        told = f"{log.directory / ahead[-1]}: its week is still to come; the clock is, or was, wrong."
        found.append(Problem(Fault.AHEAD, told))
    return found


def damaged(log: SessionLog, moment: datetime) -> list[str]:
    """Return one sentence about the damage in the files; none where all are sound. It reads them as fast as it can."""
    found: list[Damage] = []
    try:
        ledger = read_ledger(log)
        survey(log, ledger, moment.date(), found.append)
    except LogError as error:
        return [str(error)]
    found += ledger.damage
    return [f"{found[0]} In all {len(found)} findings: see `pulmoscreen log verify`."] if found else []


def verify(log: SessionLog, report: Report, progress: Progress | None = None) -> int:
    """Read everything, `report` each damage, and return how many records can be read.

    Raises:
        LogError: the folder or a file cannot be read at all.
    """
    ledger = {path for path, _ in ledger_files(log)}
    for path in log.paths():
        if ASIDE in path.name:
            original = path.name.partition(ASIDE)[0]
            contents = log.read(path)
            report(Damage(path.name, f"a damaged {original}, kept aside; its {len(contents.lines)} sound records were saved"))
            for damage in contents.damage[1:]:
                report(damage)
        elif path not in ledger and Partition.named(path.name) is None and not path.name.startswith("."):
            report(Damage(path.name, "this is no file of the log"))
    for damage in read_ledger(log).damage:
        report(damage)
    return sum(1 for _ in log.scan(report, progress))


def _probe(log: SessionLog) -> None:
    path = log.directory / f".tmp-{SHARDS[0]}"
    try:
        descriptor = log.disk.write(path, b"x" * 4096, 0)
        try:
            log.disk.flush(descriptor)
        finally:
            os.close(descriptor)
    finally:
        log.disk.remove(path)


def _access(path: Path, mode: int) -> list[Problem]:
    name = printable(str(path))
    try:
        status = path.lstat()
    except FileNotFoundError:
        # Another process has just put this file in its place.
        return []
    if status.st_uid != os.geteuid():
        return [Problem(Fault.OTHER_USER, f"{name} belongs to another user: chown {os.geteuid()} {name}")]
    if stat.S_IMODE(status.st_mode) & _OTHERS:
        return [Problem(Fault.OPEN, f"{name} can be opened by other users: chmod {mode:o} {name}")]
    return []
