"""Helpers for the tests of releases: what is released of a log, and an attacker who links everything that was ever told."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from criteria.answers import Answers
from criteria.questions import SYMPTOMS, Reply
from store.export import Row, rows
from store.ledger import DIGITS, Batch, read_ledger
from store.lines import Report, bytes_of, document_of, key_of, line_of
from store.log import SessionLog, refuse
from store.partition import Partition
from store.record import Record
from store.release import Released, released

SMALL = 7
TUESDAY = date(2026, 11, 24)
"""The first day on which the week of `people.NOW` is closed."""
NEXT_YEAR = date(2027, 1, 12)
"""By then its quarter has ended too."""
CHECKED = Answers.model_validate(dict.fromkeys(SYMPTOMS, Reply.NO))
"""What somebody answered who left after the checklist."""
FOR_EVER = 1040


def put(log: SessionLog, records: Iterable[Record]) -> None:
    """Write records as `append` would, but each file once: a test of thousands of records has no need of as many flushes."""
    files: dict[str, dict[str, str]] = defaultdict(dict)
    for record in records:
        key = key_of(record.id)
        files[Partition.of(record).name][key] = line_of(key, document_of(record))
    log.directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, lines in files.items():
        path = log.directory / name
        path.write_bytes(bytes_of(dict(log.read(path).lines) | lines))
        path.chmod(0o600)


def release(
    log: SessionLog, today: datetime | date, *, small_cell: int = SMALL, weeks: int = FOR_EVER, report: Report = refuse
) -> Released:
    day = today.date() if isinstance(today, datetime) else today
    return released(log, day, small_cell=small_cell, retention_weeks=weeks, report=report)


def exported(log: SessionLog, today: datetime | date, **options: Any) -> list[Row]:  # noqa: ANN401 - as for `release`
    return list(rows(release(log, today, **options)))


def members(log: SessionLog) -> list[tuple[Batch, frozenset[str]]]:
    """Every batch in the ledger, with the first digits of the ids in it."""
    ledger = read_ledger(log)
    ids: dict[int, set[str]] = defaultdict(set)
    for shard in "0123456789abcdef":
        for key, number in ledger.of_shard(shard).items():
            ids[number].add(key.decode())
    return [(batch, frozenset(ids[number])) for number, batch in enumerate(ledger.batches)]


def told_of(found: Released) -> dict[str, str]:
    """The ids of the records that an output counts, with all that is told of the batch."""
    return {key[:DIGITS].decode(): str(found.batches[number]) for members in found.records() for key, number, _ in members}


def small_groups(outputs: Iterable[dict[str, str]], least: int = SMALL + 1) -> tuple[int, int]:
    """Return how many groups of fewer than `least` an attacker can tell apart who links rows over all outputs, and the people.

    The attacker holds every output; two records that bear the same labels in all of them cannot be told apart.
    """
    seen: dict[str, list[str]] = defaultdict(list)
    for number, output in enumerate(outputs):
        for record, label in output.items():
            seen[record].append(f"{number} {label}")
    groups = Counter(tuple(labels) for labels in seen.values())
    small = [size for size in groups.values() if size < least]
    return len(small), sum(small)


def weekly(start: date, weeks: int) -> list[date]:
    return [start + timedelta(weeks=week) for week in range(weeks)]
