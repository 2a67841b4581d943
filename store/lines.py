"""How records lie in a file: a TinyDB table with one record a line, sorted by random id, all of it under checksums.

The file is `{"_default":{`, a line `"<id as a number>":{"check":"<crc32>",...}` for each record, and a last line with a
second table that holds the checksum of the whole file. As long as that one holds, nobody needs to look at the lines'
own; when it does not, they tell which records are sound. A flipped byte that leaves valid JSON is seen by both.
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson

from store.record import Record

TABLE: Final = "_default"
CHECK: Final = "check"
_HEAD: Final = b'{"_default":{\n'
_BETWEEN: Final = b",\n"
_TAIL: Final = b'\n},"_file":{"1":{"sum":"%08x"}}}\n'
_TAIL_LENGTH: Final = len(_TAIL % 0)
_LINE: Final = re.compile(rb'"([0-9]{1,39})":\{"check":"([0-9a-f]{8})",([^\n]*)\}')


class Line(Mapping[str, Any]):
    """A stored record, parsed only when somebody looks into it: writing its neighbour copies its bytes."""

    __slots__ = ("raw",)

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    @property
    def key(self) -> str:
        """The id as TinyDB writes it: a decimal number."""
        return self.raw[1 : self.raw.index(b'"', 1)].decode()

    @property
    def record_id(self) -> str:
        """The id as records have it: 32 hexadecimal digits."""
        return f"{int(self.key):032x}"

    @property
    def check(self) -> str | None:
        """The checksum that the line carries."""
        match = _LINE.fullmatch(self.raw)
        return None if match is None else match[2].decode()

    def document(self) -> dict[str, Any]:
        """Return the stored fields, without the checksum."""
        fields: dict[str, Any] = orjson.loads(self.raw[self.raw.index(b":") + 1 :])
        del fields[CHECK]
        return fields

    def become(self, fields: Mapping[str, Any]) -> None:
        """Hold other fields under the same id, which is how TinyDB updates a document in place."""
        self.raw = line_of(self.key, fields).raw

    def is_sound(self) -> bool:
        """Say whether the line is whole and its checksum holds."""
        match = _LINE.fullmatch(self.raw)
        return match is not None and match[2] == _checksum(match[1], match[3])

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 - as any document of TinyDB
        """Return one stored field."""
        return self.document()[key]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names of the stored fields."""
        return iter(self.document())

    def __len__(self) -> int:
        """Return the number of stored fields."""
        return len(self.document())


@dataclass(frozen=True)
class Damage:
    """Something in the log that is not as it was written; `record` and `line` where they can be told."""

    file: str
    what: str
    record: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        """Return one sentence for staff; it holds no answer."""
        where = "" if self.line is None else f", line {self.line}"
        which = "" if self.record is None else f", record {self.record}"
        return f"{self.file}{where}{which}: {self.what}."


@dataclass(frozen=True)
class Contents:
    """What a file of the log holds: its sound lines by TinyDB's key, and what is damaged."""

    lines: Mapping[str, Line]
    damage: tuple[Damage, ...] = ()


def document_of(record: Record) -> dict[str, Any]:
    """Return the fields of a record as they are stored: none that is null, `simulated` only where it is so."""
    fields = record.model_dump(mode="json", exclude_none=True)
    if not record.simulated:
        del fields["simulated"]
    return fields


def line_of(key: str, fields: Mapping[str, Any]) -> Line:
    """Return `fields` as a line under `key`, with its checksum."""
    if isinstance(fields, Line):
        return fields
    body = orjson.dumps(fields)[1:-1]
    return Line(b'"%b":{"check":"%b",%b}' % (key.encode(), _checksum(key.encode(), body), body))


def bytes_of(lines: Mapping[str, Mapping[str, Any]]) -> bytes:
    """Return the whole file for these records, sorted by id."""
    body = _HEAD + _BETWEEN.join([line_of(key, lines[key]).raw for key in sorted(lines)])
    return body + _TAIL % zlib.crc32(body)


def lines_if_sound(data: bytes) -> dict[str, Line] | None:
    """Return the lines of a file that is exactly as it was written; None where anything in it is not."""
    body = data[:-_TAIL_LENGTH]
    if not body.startswith(_HEAD) or data[-_TAIL_LENGTH:] != _TAIL % zlib.crc32(body):
        return None
    # The checksum holds, so that each piece is a line, and a line begins with its key.
    return {raw[1 : raw.index(b'"', 1)].decode(): Line(raw) for raw in body[len(_HEAD) :].split(_BETWEEN)}


def documents_if_sound(data: bytes) -> list[dict[str, Any]] | None:
    """Return all documents of a file at once, with their checksums: four times as fast as line by line."""
    body = data[:-_TAIL_LENGTH]
    if not body.startswith(_HEAD) or data[-_TAIL_LENGTH:] != _TAIL % zlib.crc32(body):
        return None
    return list(orjson.loads(data)[TABLE].values())


def _checksum(key: bytes, body: bytes) -> bytes:
    return b"%08x" % zlib.crc32(body, zlib.crc32(key))
