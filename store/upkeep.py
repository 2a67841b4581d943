"""Deletes records that are older than the retention, hides in closed weeks the order of writing, and releases batches."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from store.audit import Act, note
from store.clock import leap, refuse_untrusted_clock
from store.disk import save
from store.ledger import LOCK, read_ledger
from store.lines import ENCODING, Progress, bytes_of
from store.log import SessionLog
from store.partition import SHARDS, Partition
from store.record import BUILT, iso_week, monday_of, week_of
from store.release import released
from store.storage import ASIDE, modified_of

_MARK: Final = ".upkeep"


@dataclass(frozen=True)
class Purged:
    """How many records and files a purge deleted."""

    records: int = 0
    files: int = 0


def purge(
    log: SessionLog,
    moment: datetime,
    retention_weeks: int,
    *,
    clock_checked: bool = False,
    progress: Progress | None = None,
) -> Purged:
    """Delete every record of a week that ended more than `retention_weeks` ago, and leftovers of interrupted writes.

    Raises:
        LogError: the log cannot be written, or the clock is not trusted, which `clock_checked` overrules.
    """
    first = _monday(moment.date()) - timedelta(weeks=retention_weeks)
    old = [(path, partition) for path, partition in _all_of_the_log(log) if _begins(partition) < first]
    if old or moment.date() < BUILT:
        refuse_untrusted_clock(log, moment.date(), clock_checked=clock_checked, longest=leap(retention_weeks))
    records = 0
    for done, (path, partition) in enumerate(old, start=1):
        with log.writing(partition.shard):
            records += 0 if ASIDE in path.name else len(log.read(path).lines)
            log.disk.remove(path)
            log.disk.flush_folder(log.directory)
        if progress is not None:
            progress(done, len(old))
    if old:
        note(log.directory, moment, Act.PURGED, records=records, files=len(old), weeks=retention_weeks)
    _purge_ledger(log, iso_week(first))
    _tidy(log, week_of(moment))
    return Purged(records, len(old))


def upkeep(log: SessionLog, moment: datetime, retention_weeks: int, small_cell: int) -> Purged | None:
    """Purge, rewrite the files of weeks that have ended since, and release, at most once a day; None where it was done today.

    Raises:
        LogError: as for `purge`; the next try is on the next day.
    """
    mark = log.directory / _MARK
    if not log.directory.exists():
        return None
    with log.translated():
        last = _day_in(mark)
        if last == moment.date():
            return None
        with log.writing(SHARDS[0]):
            temporary = log.directory / f".tmp-{SHARDS[0]}"
            save(log.disk, mark, moment.date().isoformat().encode(), temporary=temporary, modified=0)
    purged = purge(log, moment, retention_weeks)
    even_out(log, weeks=_closed_since(log, last, moment.date()))
    released(log, moment.date(), small_cell=small_cell, retention_weeks=retention_weeks, report=lambda _: None)
    return purged


def even_out(log: SessionLog, *, weeks: Iterable[str]) -> None:
    """Rewrite the files of closed weeks in random order, so that birth times and inode numbers tell no order of visits."""
    chosen = set(weeks)
    files = [(path, partition) for path, partition in log.files() if partition.kind == "week" and partition.week in chosen]
    random.SystemRandom().shuffle(files)
    for path, partition in files:
        with log.writing(partition.shard):
            if path.exists() and not log.read(path).damage:
                temporary = log.directory / f".tmp-{partition.shard}"
                save(log.disk, path, path.read_bytes(), temporary=temporary, modified=modified_of(partition))
                log.disk.flush_folder(log.directory)


def _purge_ledger(log: SessionLog, first: str) -> None:
    """Delete the files of the ledger whose batches have all gone; a damaged one stays until somebody looks at it."""
    old = [path for path, last in read_ledger(log).files if last < first]
    if old:
        with log.writing(LOCK):
            for path in old:
                log.disk.remove(path)
            log.disk.flush_folder(log.directory)


def _day_in(mark: Path) -> date | None:
    try:
        return date.fromisoformat(mark.read_text(ENCODING))
    except (FileNotFoundError, ValueError):
        # Without a readable mark, the upkeep of today runs once more, which does no harm.
        return None


def _all_of_the_log(log: SessionLog) -> list[tuple[Path, Partition]]:
    """Return the files of the log, and the damaged copies that were kept aside, which are deleted with their week."""
    named = ((path, Partition.named(path.name.partition(ASIDE)[0])) for path in log.paths())
    return [(path, partition) for path, partition in named if partition is not None]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _begins(partition: Partition) -> date:
    return date.max if partition.week is None else monday_of(partition.week)


def _closed_since(log: SessionLog, last: date | None, today: date) -> set[str]:
    since = _monday(last) if last is not None and last <= today else date.min
    weeks = {partition.week for _, partition in log.files() if partition.week is not None}
    return {week for week in weeks if since <= monday_of(week) < _monday(today)}


def _tidy(log: SessionLog, week: str | None) -> None:
    """Remove leftovers of interrupted writes; note the week in which records without one are first noticed."""
    for shard in (*SHARDS, LOCK):
        leftover = log.directory / f".tmp-{shard}"
        if leftover.exists():
            with log.writing(shard):
                log.disk.remove(leftover)
    if week is not None:
        for shard in SHARDS:
            for kind in ("declined", "undated"):
                _note_week(log, kind, week, shard)


def _note_week(log: SessionLog, kind: str, week: str, shard: str) -> None:
    """Move records without a week of their own into the file of the week in which they are first noticed."""

    def unnoticed() -> list[tuple[Path, Partition]]:
        of_kind = ((path, partition) for path, partition in log.files() if partition.kind == kind and partition.shard == shard)
        return [(path, partition) for path, partition in of_kind if partition.week is None]

    if not unnoticed():
        return
    home = Partition(kind, week, shard)
    with log.writing(shard):
        there = log.read(log.directory / home.name)
        if there.damage:
            return
        lines = dict(there.lines)
        moved = [path for path, _ in unnoticed() if not log.read(path).damage]
        for path in moved:
            lines.update(log.read(path).lines)
        # In this order a record is in two files for a moment, and never in none.
        temporary = log.directory / f".tmp-{shard}"
        save(log.disk, log.directory / home.name, bytes_of(lines), temporary=temporary, modified=modified_of(home))
        log.disk.flush_folder(log.directory)
        for path in moved:
            log.disk.remove(path)
        log.disk.flush_folder(log.directory)
