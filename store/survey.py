"""Reads the whole log once: how many visits it holds, how many records of each batch are there, and which are in none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from criteria.answers import Answers
from criteria.questions import SYMPTOMS
from store.ledger import DIGITS, Facts, Kind, Ledger
from store.lines import Damage, Progress, Report, is_sound
from store.log import SessionLog
from store.partition import Partition
from store.record import Ended, Record, monday_of
from store.texts import Text, texts_if_sound

OPEN_DAYS: Final = 8
"""A week is closed on the Tuesday after it: the Monday is for visits over midnight on Sunday, and what is replaced then."""

_ID: Final = re.compile(rb'"id":"([0-9a-f]{%d})' % DIGITS)

_LINES_AROUND: Final = 2

Cell = tuple[str, Facts]
"""A week and facts. The week of undated and declined records is the one in which they were first noticed."""


@dataclass
class Survey:
    """What is in the log.

    Attributes:
        here: for each batch of the ledger, how many of its records are there.
        visits: all visits of any kind.
        pending: the records of closed weeks that are in no batch yet, by the first digits of their ids, joined.
    """

    here: list[int]
    visits: int = 0
    pending: dict[Cell, bytes] = field(default_factory=dict)


def is_closed(week: str, today: date) -> bool:
    """Return whether a week gets no more records."""
    return monday_of(week) + timedelta(days=OPEN_DAYS) <= today


def facts_of(record: Record, *, past_checklist: bool | None = None) -> Facts:
    """Return what an onlooker can know of a visit. `past_checklist` is said where the record is without its answers."""
    if not record.kept or record.answers is None:
        return Facts(None, record.simulated, dated=False, kind=Kind.DECLINED, language=None, channel=None)
    past = _is_past_checklist(record.answers) if past_checklist is None else past_checklist
    kind = Kind.FINISHED if record.ended is Ended.RESULT else Kind.PARTIAL if past else Kind.EMPTY
    return Facts(record.questionnaire, record.simulated, record.week is not None, kind, record.language, record.channel)


def _is_past_checklist(answers: Answers) -> bool:
    return all(answers.get(symptom) is not None for symptom in SYMPTOMS)


def survey(log: SessionLog, ledger: Ledger, today: date, report: Report, progress: Progress | None = None) -> Survey:
    """Read all files, `report` each damage, and return what is there.

    Raises:
        LogError: the folder or a file cannot be read.
    """
    found = Survey([0] * len(ledger.batches))
    is_declined = [batch.facts.kind is Kind.DECLINED for batch in ledger.batches]
    shard, numbers, seen = "", dict[bytes, int](), dict[str, set[bytes]]()
    files = log.files()
    for done, (path, partition) in enumerate(files, start=1):
        if partition.shard != shard:
            numbers, seen = {}, {}  # before the next ones are made, for the memory's sake
            shard, numbers = partition.shard, ledger.of_shard(partition.shard)
        ids = ids_in(log, path, report)
        if again := sum(len(ids & others) for kind, others in seen.items() if not partition.may_share_with(kind)):
            # Only a power cut between the two halves of `replace` leaves this; the newer one was read first.
            report(Damage(path.name, f"{again} records are there twice; a newer one is in another file"))
        ids = ids.difference(*seen.values())
        seen.setdefault(partition.kind, set()).update(ids)
        found.visits += len(ids)
        new = {key for key in ids if key not in numbers}
        for number in map(numbers.__getitem__, ids - new):
            # Somebody who withdrew since is a declined visit now, and no longer in that batch.
            found.here[number] += is_declined[number] == (partition.kind == "declined")
        if new and partition.week is not None and is_closed(partition.week, today):
            _add_pending(found, log, (path, partition), new, report)
        if progress is not None:
            progress(done, len(files))
    return found


def ids_in(log: SessionLog, path: Path, report: Report) -> set[bytes]:
    """Return the ids in a file, without parsing it; `report` each damage."""
    data = log.read_bytes(path)
    if data is None:
        return set()
    if is_sound(data):
        ids = _ID.findall(data)
        if strange := abs(data.count(b"\n") - len(ids) - _LINES_AROUND):
            # Another program wrote this with a right checksum.
            report(Damage(path.name, f"{strange} lines are not of a kind that this version knows"))
    else:
        contents = log.read(path)
        for damage in contents.damage:
            report(damage)
        ids = _ID.findall("\n".join(contents.lines.values()).encode())
    return set(ids)


def _add_pending(found: Survey, log: SessionLog, file: tuple[Path, Partition], new: set[bytes], report: Report) -> None:
    path, partition = file
    stored = texts_if_sound(log.read_bytes(path) or b"")
    cells = None if stored is None else _cells_of(stored, partition, new)
    if cells is None:
        cells = _looked_at(log, file, new, report)
    for cell, keys in cells.items():
        found.pending[cell] = found.pending.get(cell, b"") + b"".join(keys)


def _cells_of(stored: Iterable[Text], partition: Partition, new: set[bytes]) -> dict[Cell, list[bytes]] | None:
    """Return the cells of valid records, or None where a record has to be looked at by itself."""
    cells: dict[Cell, list[bytes]] = {}
    part = partition.part.encode()
    for record_id, text in stored:
        if (key := record_id[:DIGITS]) in new:
            try:
                home, facts = _read(text)
            except ValueError:
                return None
            if (home.kind, home.week or partition.week) != (partition.kind, partition.week) or not key.startswith(part):
                return None
            cells.setdefault((str(partition.week), facts), []).append(key)
    return cells


def _read(text: bytes) -> tuple[Partition, Facts]:
    """Validate a record by its two parts, since each is that of many; return the file of such records, and facts.

    Raises:
        ValueError: the record is not of a kind that this version knows.
    """
    session, answered, more = text.partition(b'"answers":{')
    answers, _, end = more.partition(b"}")
    return _session((session + answered + end).rstrip(b","), past_checklist=bool(answered) and _answered(answers))


@lru_cache(4096)
def _session(text: bytes, *, past_checklist: bool) -> tuple[Partition, Facts]:
    record = Record.model_validate_json(b'{"id":"%032d",%b' % (0, text.replace(b'"answers":{', b'"answers":{}')))
    return Partition.of(record), facts_of(record, past_checklist=past_checklist)


@lru_cache(4096)
def _answered(text: bytes) -> bool:
    """Return whether valid answers are past the checklist."""
    return _is_past_checklist(Answers.model_validate_json(b"{%b}" % text))


def _looked_at(log: SessionLog, file: tuple[Path, Partition], new: set[bytes], report: Report) -> dict[Cell, list[bytes]]:
    """Look at each record of a file by itself, and `report` each that is not right."""
    path, partition = file
    cells: dict[Cell, list[bytes]] = {}
    for document in log.read(path).documents():
        key = str(document.get("id"))[:DIGITS].encode()
        if key not in new:
            continue
        try:
            record = Record.model_validate(document)
        except ValidationError:
            report(Damage(path.name, "this record is not of a kind that this version knows", document.get("id")))
            continue
        if partition.holds(record):
            cells.setdefault((str(partition.week), facts_of(record)), []).append(key)
        else:
            report(Damage(path.name, "this record belongs into another file", record.id))
    return cells
