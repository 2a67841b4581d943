"""The ledger: which records belong to which batch. Files that are written once, whole, and never changed."""

import re
import zlib
from array import array
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Any, Final, NamedTuple

import orjson

from store.disk import save
from store.lines import Damage
from store.log import SessionLog
from store.partition import SHARDS

LOCK: Final = "ledger"
DIGITS: Final = 16
"""So many digits of a record's id are in the ledger: enough to tell a million records apart."""

_NAME: Final = re.compile(r"ledger-([0-9]{6})\.jsonl")
_BATCHES: Final = 200
"""The most batches in a file, so that reading one takes little memory."""
_SUM: Final = b'{"sum":"%08x"}\n'


class Kind(StrEnum):
    """How far a visit got: to the result, past the checklist, not past it, or it was not to be kept.

    `HANDED_OVER` stands for all records that another log releases (`store.raw`): a batch of them is never told.
    """

    FINISHED = "finished"
    PARTIAL = "partial"
    EMPTY = "empty"
    DECLINED = "declined"
    HANDED_OVER = "handed_over"


class Facts(NamedTuple):
    """What an onlooker can know of a visit, and what all records of a batch share; None is not told."""

    questionnaire: str | None
    simulated: bool
    dated: bool
    kind: Kind
    language: str | None
    channel: str | None


class Batch(NamedTuple):
    """Records that are released together: the first and the last of their weeks, their facts, and their number."""

    first: str
    last: str
    facts: Facts
    size: int


@dataclass
class Ledger:
    """All batches there are.

    Attributes:
        batches: in the order in which they were released; a number is a place in this list.
        damage: one for each file that is not as it was written; its batches are unknown.
        files: each sound file, with the last week of its batches.
    """

    batches: list[Batch] = field(default_factory=list)
    damage: list[Damage] = field(default_factory=list)
    files: list[tuple[Path, str]] = field(default_factory=list)
    _ids: dict[str, bytearray] = field(default_factory=lambda: {shard: bytearray() for shard in SHARDS})
    _numbers: "dict[str, array[int]]" = field(default_factory=lambda: {shard: array("I") for shard in SHARDS})

    def add(self, batch: Batch, ids: bytes) -> Batch:
        """Add a batch with the first digits of its records' ids, sorted and joined, and return it."""
        parts = (ids[start : start + DIGITS] for start in range(0, len(ids), DIGITS))
        for shard, of_shard in groupby(parts, lambda part: chr(part[0])):
            joined = b"".join(of_shard)
            self._ids[shard] += joined
            self._numbers[shard].extend([len(self.batches)] * (len(joined) // DIGITS))
        self.batches.append(batch)
        return batch

    def of_shard(self, shard: str, among: Container[int] | None = None) -> dict[bytes, int]:
        """Return the number of the batch by the first digits of the id, for the records of a shard in some batches, or all."""
        ids = bytes(self._ids[shard])
        numbers = enumerate(self._numbers[shard])
        return {
            ids[place * DIGITS : (place + 1) * DIGITS]: number for place, number in numbers if among is None or number in among
        }

    def ids_of(self) -> list[bytearray]:
        """Return for each batch the first digits of its records' ids, sorted and joined."""
        found = [bytearray() for _ in self.batches]
        for shard in SHARDS:
            ids = self._ids[shard]
            for place, number in enumerate(self._numbers[shard]):
                found[number] += ids[place * DIGITS : (place + 1) * DIGITS]
        return found


def read_ledger(log: SessionLog) -> Ledger:
    """Read all files of the ledger.

    Raises:
        LogError: the folder or a file cannot be read.
    """
    ledger = Ledger()
    for path, _ in ledger_files(log):
        data = log.read_bytes(path)
        if data is None:
            continue
        try:
            last = max([ledger.add(*batch_in(orjson.loads(line))).last for line in _lines_if_sound(data)])
        except (ValueError, LookupError, TypeError):
            ledger.damage.append(Damage(path.name, "this part of the ledger is not as it was written"))
            continue
        ledger.files.append((path, last))
    return ledger


def ledger_files(log: SessionLog) -> list[tuple[Path, int]]:
    """Return the files of the ledger with their numbers, the oldest first.

    Raises:
        LogError: the folder cannot be read.
    """
    return [(path, int(match[1])) for path in log.paths() if (match := _NAME.fullmatch(path.name))]


def write_ledger(log: SessionLog, batches: Sequence[tuple[Batch, bytes]]) -> None:
    """Write batches under new names, durably, each file whole or not at all. The caller holds the ledger's lock.

    What is not written after a crash is made again: batches of what is still pending are the same.

    Raises:
        OSError: not all of it was written.
    """
    number = max((number for _, number in ledger_files(log)), default=0)
    for first in range(0, len(batches), _BATCHES):
        number += 1
        lines = b"".join(_line(batch, ids) for batch, ids in batches[first : first + _BATCHES])
        path, temporary = log.directory / f"ledger-{number:06}.jsonl", log.directory / f".tmp-{LOCK}"
        save(log.disk, path, lines + _SUM % zlib.crc32(lines), temporary=temporary, modified=0)
        log.disk.flush_folder(log.directory)


def _line(batch: Batch, ids: bytes) -> bytes:
    return orjson.dumps(fields_of(batch, ids), option=orjson.OPT_APPEND_NEWLINE)


def fields_of(batch: Batch, ids: bytes) -> dict[str, Any]:
    """Return a batch as it is stored, with the first digits of its records' ids, sorted and joined."""
    return {"first": batch.first, "last": batch.last, "facts": list(batch.facts), "ids": ids.decode()}


def _lines_if_sound(data: bytes) -> Iterator[bytes]:
    """Iterate over the lines with batches.

    Raises:
        ValueError: the file is not exactly as it was written; before the first line.
    """
    end = len(data) - len(_SUM % 0)
    if end <= 0 or data[end:] != _SUM % zlib.crc32(memoryview(data)[:end]):
        raise ValueError
    start = 0
    while start < end:
        stop = data.index(b"\n", start) + 1
        yield data[start:stop]
        start = stop


def batch_in(fields: Mapping[str, Any]) -> tuple[Batch, bytes]:
    """Return the batch in stored fields, with the first digits of its records' ids, sorted and joined.

    Raises:
        ValueError, LookupError, TypeError: it is not a batch.
    """
    questionnaire, simulated, dated, kind, language, channel = fields["facts"]
    ids = bytes(fields["ids"], "ascii")
    facts = Facts(questionnaire, simulated, dated, Kind(kind), language, channel)
    return Batch(fields["first"], fields["last"], facts, len(ids) // DIGITS), ids
