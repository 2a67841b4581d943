"""Deletes records that are older than the retention, and hides in closed weeks the order in which files were written."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Final

from store.disk import LogError, save
from store.lines import ENCODING, Progress
from store.log import SessionLog
from store.partition import SHARDS, Partition
from store.record import BUILT, monday_of, week_of
from store.storage import ASIDE, modified_of

LEAP: Final = timedelta(weeks=26)
"""A gap between records that is longer than this means a wrong clock rather than a kiosk that was not used."""

TRUSTED_AFTER: Final = 8
"""After so many weeks with records since such a gap, the clock is trusted again."""

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
    if moment.date() < BUILT:
        raise LogError(f"The clock shows {moment.date()}, before this program was made: nothing was purged.")
    first = _monday(moment.date()) - timedelta(weeks=retention_weeks)
    dated = [(path, partition) for path, partition in _all_of_the_log(log) if partition.week is not None]
    old = [(path, partition) for path, partition in dated if _begins(partition) < first]
    if old and not clock_checked:
        _refuse_a_leap(moment.date(), {_begins(partition) for _, partition in dated})
    records = 0
    for done, (path, partition) in enumerate(old, start=1):
        with log.writing(partition.shard):
            records += 0 if ASIDE in path.name else len(log.read(path).lines)
            log.disk.remove(path)
            log.disk.flush_folder(log.directory)
        if progress is not None:
            progress(done, len(old))
    _tidy(log, week_of(moment))
    return Purged(records, len(old))


def upkeep(log: SessionLog, moment: datetime, retention_weeks: int) -> Purged | None:
    """Purge at most once a day, and rewrite the files of weeks that have ended since; None where it was done today.

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


def _refuse_a_leap(today: date, weeks: set[date]) -> None:
    """Refuse where a long gap comes before the newest records: with a clock ten years ahead all others would look old."""
    past = sorted({week for week in weeks if week <= today} | {_monday(today)}, reverse=True)
    for since, (later, earlier) in enumerate(pairwise(past), start=1):
        if since > TRUSTED_AFTER:
            return
        if later - earlier > LEAP:
            away = (later - earlier).days // 7
            raise LogError(
                f"The clock shows {today}, and there is a gap of {away} weeks before it in the log: nothing was purged. "
                "If the clock is right, purge with --clock-checked."
            )


def _closed_since(log: SessionLog, last: date | None, today: date) -> set[str]:
    since = _monday(last) if last is not None and last <= today else date.min
    weeks = {partition.week for _, partition in log.files() if partition.week is not None}
    return {week for week in weeks if since <= monday_of(week) < _monday(today)}


def _tidy(log: SessionLog, week: str | None) -> None:
    """Remove leftovers of interrupted writes; name undated files by the week in which they are first noticed."""
    for shard in SHARDS:
        leftover = log.directory / f".tmp-{shard}"
        if leftover.exists():
            with log.writing(shard):
                log.disk.remove(leftover)
    for path, partition in log.files():
        if partition.kind != "undated" or partition.week is not None:
            continue
        noticed = log.directory / Partition("undated", week, partition.part).name
        with log.writing(partition.shard):
            if path.exists() and not noticed.exists():
                log.disk.rename(path, noticed)
                log.disk.flush_folder(log.directory)
