"""Raw records for another log: all that this log holds, with the batches that are released, so that each is released once only.

A line is one JSON object: its CRC-32 and a `batch`, a `record`, or the number of lines before the `end`. What is in no batch
yet is handed over: the ledger notes it first, and this log never releases it; the log that imports it does.
"""

import zlib
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import orjson

from store.disk import LogError
from store.ledger import DIGITS, LOCK, Batch, Facts, Kind, Ledger, fields_of, read_ledger, write_ledger
from store.lines import Progress, Report, document_of
from store.log import SessionLog
from store.partition import SHARDS
from store.record import iso_week
from store.survey import ids_in

NOT_HERE: Final = Facts(None, simulated=False, dated=False, kind=Kind.HANDED_OVER, language=None, channel=None)
"""The facts of records that this log must not release."""


def hand_over(log: SessionLog, today: date, report: Report) -> Ledger:
    """Note in the ledger every record that is in no batch as handed over, and return the ledger.

    Raises:
        LogError: the ledger is damaged, or the log cannot be read or written.
    """
    with log.writing(LOCK):
        ledger = sound_ledger(log)
        known = {shard: ledger.of_shard(shard) for shard in SHARDS}
        new, weeks = set[bytes](), {iso_week(today)}
        for path, partition in log.files():
            pending = {key for key in ids_in(log, path, report) if key not in known[partition.shard]}
            if pending and partition.week is not None:
                weeks.add(partition.week)
            new |= pending
        if new:
            # It stays in the ledger for as long as any of its records may be in the log.
            batch = not_here(max(weeks), len(new))
            ids = b"".join(sorted(new))
            with log.translated():
                write_ledger(log, [(batch, ids)])
            ledger.add(batch, ids)
    return ledger


def raw_lines(log: SessionLog, ledger: Ledger, report: Report, progress: Progress | None = None) -> Iterator[tuple[str, bytes]]:
    """Iterate over the lines of a file for another log, and what each holds: a `batch`, a `record`, or the `end`.

    Records that came after `ledger` was read are left out.

    Raises:
        LogError: the log cannot be read.
    """
    number = 0
    for batch, ids in zip(ledger.batches, ledger.ids_of(), strict=True):
        if batch.facts.kind is not Kind.HANDED_OVER:
            yield "batch", raw_line("batch", fields_of(batch, bytes(ids)))
            number += 1
    shard, known = "", dict[bytes, int]()
    for record in log.scan(report, progress):
        if record.id[0] != shard:
            shard = record.id[0]
            known = ledger.of_shard(shard)
        if record.id[:DIGITS].encode() in known:
            yield "record", raw_line("record", document_of(record))
            number += 1
    yield "end", raw_line("end", number)


def raw_line(name: str, value: object) -> bytes:
    """Return one line under its name, with its checksum."""
    body = orjson.dumps({name: value})
    return b'{"check":"%08x",%b\n' % (zlib.crc32(body), body[1:])


def raw_value(line: bytes) -> dict[str, Any]:
    """Return the name and value in a line.

    Raises:
        ValueError: it is not as it was written.
    """
    body = b"{" + line.removesuffix(b"\n")[len(b'{"check":"12345678",') :]
    if line.removesuffix(b"\n") != b'{"check":"%08x",%b' % (zlib.crc32(body), body[1:]):
        raise ValueError
    found = orjson.loads(body)
    if not isinstance(found, dict):
        raise TypeError
    return found


def not_here(week: str, size: int) -> Batch:
    """Return a batch of records that this log must not release, kept in the ledger as long as those of `week` are."""
    return Batch(week, week, NOT_HERE, size)


def sound_ledger(log: SessionLog) -> Ledger:
    """Read the ledger.

    Raises:
        LogError: it is damaged, or cannot be read.
    """
    ledger = read_ledger(log)
    if ledger.damage:
        raise LogError(f"{ledger.damage[0]} Restore it from a copy; until then nothing is exported raw or imported.")
    return ledger
