"""Takes in what another log wrote with `store.raw`: each record once, and each batch as it was released there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, islice
from typing import IO, Any, Final

from pydantic import StrictBool, TypeAdapter

from store.ledger import DIGITS, LOCK, Batch, Kind, batch_in, write_ledger
from store.lines import Damage, Progress, Report, document_of, key_of, line_of
from store.log import SessionLog
from store.partition import SHARDS, Partition
from store.raw import not_here, raw_value, sound_ledger
from store.record import Channel, Language, Record, Version, is_week, iso_week
from store.storage import ShardStorage
from store.survey import ids_in

_AT_ONCE: Final = 10_000
_LONGEST: Final = 64_000_000
"""Bytes of a line: a batch of four million records."""
_HEXADECIMAL: Final = frozenset(b"0123456789abcdef")

_FACTS: Final = TypeAdapter(tuple[Version | None, StrictBool, StrictBool, Kind, Language | None, Channel | None])

IdsOfBatch = tuple[Batch, bytes]


@dataclass
class Imported:
    """What an import did.

    Attributes:
        new: records that were taken in.
        known: records that were there already.
        old: records that are older than the retention, and were left out.
        withdrawn: records whose person had withdrawn since an earlier import: the answers were removed.
        untold: batches that are never told here, because they are too small for this log or in part in its own batches.
        lines: sound lines; 0 where the file is of another kind.
    """

    new: int = 0
    known: int = 0
    old: int = 0
    withdrawn: int = 0
    untold: int = 0
    lines: int = 0


class Importer:
    """Imports one file into a log. It may be killed and repeated at any time: nothing is there twice.

    Args:
        log: takes the records in.
        today: decides what is older than the retention.
        least: the least size of a batch that this log tells.
        retention_weeks: how long records are kept.
    """

    def __init__(self, log: SessionLog, today: date, *, least: int, retention_weeks: int) -> None:
        self._log, self._least = log, least
        self._oldest = iso_week(today - timedelta(weeks=retention_weeks))
        self._past = set[bytes]()  # records without a week of their own in batches that are older than the retention
        self._done = Imported()

    def take_in(self, name: str, file: IO[bytes], report: Report, progress: Progress | None = None) -> Imported:
        """Import the open file called `name`, and `report` each line that is damaged, which is skipped.

        Its batches come first, so that no record is released twice, whenever the import is interrupted.

        Raises:
            LogError: the log cannot be read or written, or its ledger is damaged.
        """
        size = file.seek(0, 2)
        file.seek(0)
        batches = (found for found in _contents(name, file, lambda _: None) if isinstance(found, tuple))
        while some := list(islice(batches, _AT_ONCE)):
            self._add_batches(some)
        file.seek(0)
        for is_record, found in _runs(_contents(name, file, report)):
            self._done.lines += len(found)
            if is_record:
                self._add_records([record for record in found if isinstance(record, Record)])
            if progress is not None:
                progress(file.tell(), size)
        return self._done

    def _add_batches(self, some: Sequence[IdsOfBatch]) -> None:
        with self._log.writing(LOCK):
            ledger = sound_ledger(self._log)
            known = set[bytes]().union(*map(ledger.of_shard, SHARDS))
            new: list[IdsOfBatch] = []
            for batch, ids in some:
                left = {ids[start : start + DIGITS] for start in range(0, len(ids), DIGITS)} - known
                if batch.last < self._oldest:
                    self._past |= set() if batch.facts.dated else left
                    continue
                if not left:
                    continue
                known |= left
                if len(left) == batch.size >= self._least:
                    new.append((batch, ids))
                else:
                    self._done.untold += 1
                    new.append((not_here(batch.last, len(left)), b"".join(sorted(left))))
            with self._log.translated():
                write_ledger(self._log, new)

    def _add_records(self, records: Sequence[Record]) -> None:
        young = [record for record in records if not self._is_old(record)]
        self._done.old += len(records) - len(young)
        young.sort(key=lambda record: (record.id[0], Partition.of(record).name))
        for shard, of_shard in groupby(young, lambda record: record.id[0]):
            for record in self._add_to(shard, list(of_shard)):
                self._log.replace(record)
                self._done.withdrawn += 1

    def _is_old(self, record: Record) -> bool:
        return record.id[:DIGITS].encode() in self._past if record.week is None else record.week < self._oldest

    def _add_to(self, shard: str, records: Sequence[Record]) -> list[Record]:
        """Write what is not there, each file once; return those that are there with answers and have withdrawn since."""
        with self._log.writing(shard):
            there: dict[bytes, str] = {}
            for path, partition in self._log.files():
                if partition.shard == shard:
                    there.update(dict.fromkeys(ids_in(self._log, path, lambda _: None), partition.kind))
            withdrawn = []
            for partition, home in groupby(records, Partition.of):
                new = {}
                for record in home:
                    kind = there.setdefault(record.id[:DIGITS].encode(), "new")
                    if kind == "new":
                        new[key_of(record.id)] = line_of(key_of(record.id), document_of(record))
                        there[record.id[:DIGITS].encode()] = partition.kind
                    elif kind != "declined" and not record.kept:
                        withdrawn.append(record)
                    else:
                        self._done.known += 1
                if new:
                    record_id = f"{int(next(iter(new))):032x}"
                    ShardStorage(self._log.directory, partition, self._log.disk, record_id).add(new)
                    self._done.new += len(new)
            with self._log.translated():
                self._log.disk.flush_folder(self._log.directory)
        return withdrawn


def _runs(contents: Iterator[Record | IdsOfBatch | int]) -> Iterator[tuple[bool, list[Record | IdsOfBatch | int]]]:
    for is_record, run in groupby(contents, lambda found: isinstance(found, Record)):
        while some := list(islice(run, _AT_ONCE)):
            yield is_record, some


def _contents(name: str, file: IO[bytes], report: Report) -> Iterator[Record | IdsOfBatch | int]:
    """Iterate over the sound lines: a record, a batch with its ids, or at the end the number of lines before it."""
    number, ended = 0, False
    while line := file.readline(_LONGEST):
        number += 1
        try:
            found = _content(raw_value(line))
        except (ValueError, LookupError, TypeError):
            report(Damage(name, "this line is damaged, or not of a kind that this version knows; it is skipped", line=number))
            continue
        ended = isinstance(found, int)
        if ended and found != number - 1:
            report(Damage(name, "lines are missing before this one, which is the last", line=number))
        yield found
    if not ended:
        report(Damage(name, f"the file ends after line {number} without its last line: what followed is missing"))


def _content(value: dict[str, Any]) -> Record | IdsOfBatch | int:
    """Return what a line holds.

    Raises:
        ValueError, LookupError, TypeError: it is of another kind.
    """
    if "record" in value:
        return Record.model_validate(value["record"])
    if "end" in value:
        return int(value["end"])
    batch, ids = batch_in(value["batch"])
    _FACTS.validate_python(batch.facts)
    parts = {ids[start : start + DIGITS] for start in range(0, len(ids), DIGITS)}
    if (
        len(parts) != batch.size
        or len(ids) % DIGITS
        or not _HEXADECIMAL.issuperset(ids)
        or batch.facts.kind is Kind.HANDED_OVER
    ):
        raise ValueError
    if not (is_week(batch.first) and is_week(batch.last) and batch.first <= batch.last):
        raise ValueError
    return batch, b"".join(sorted(parts))
