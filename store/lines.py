"""How records lie in a file: a TinyDB table with one record a line, each with a checksum, sorted by random id.

The file is `{"_default":{`, then a line `"<id as a number>":{"check":"<crc32>",...}` for each record, then `}}`. The
checksum covers the number and every byte after it, so a flipped byte that leaves valid JSON is seen too. Anything
else than exactly this layout is damage, of which every record whose checksum holds is salvaged.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import orjson

from store.record import Record

TABLE: Final = "_default"
_HEAD: Final = b'{"_default":{\n'
_BETWEEN: Final = b",\n"
_TAIL: Final = b"\n}}\n"
_LINE: Final = re.compile(rb'"([0-9]{1,39})":\{"check":"([0-9a-f]{8})",([^\n]*)\}')
_START: Final = re.compile(rb'"[0-9]{1,39}":\{"check":"')
_ID: Final = re.compile(rb'"id":"([0-9a-f]{32})"')


class Line(Mapping[str, Any]):
    """A stored record, parsed only when somebody looks into it: writing a neighbour copies its bytes."""

    __slots__ = ("raw",)

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    def document(self) -> dict[str, Any]:
        """Return the stored fields, without the checksum."""
        fields: dict[str, Any] = orjson.loads(self.raw[self.raw.index(b":") + 1 :])
        del fields["check"]
        return fields

    def become(self, fields: Mapping[str, Any]) -> None:
        """Hold other fields under the same id, which is how TinyDB updates a document in place."""
        self.raw = line_of(self.raw[1 : self.raw.index(b'"', 1)].decode(), fields).raw

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


@dataclass
class Contents:
    """What a file of the log holds: its intact lines by TinyDB's key, and what is damaged."""

    lines: dict[str, Line] = field(default_factory=dict)
    damage: list[Damage] = field(default_factory=list)


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
    return Line(b'"%b":{"check":"%08x",%b}' % (key.encode(), _checksum(key.encode(), body), body))


def bytes_of(lines: Mapping[str, Mapping[str, Any]]) -> bytes:
    """Return the whole file for these records, sorted by id."""
    ordered = sorted(lines, key=int)
    return _HEAD + _BETWEEN.join(line_of(key, lines[key]).raw for key in ordered) + _TAIL


def contents_of(file: str, data: bytes) -> Contents:
    """Read the file named `file`; never fails, but names the damage and salvages what it can."""
    if data.startswith(_HEAD) and data.endswith(_TAIL):
        intact = _intact(data[len(_HEAD) : -len(_TAIL)].split(_BETWEEN))
        if intact is not None:
            return Contents(intact)
    return _salvaged(file, data)


def _checksum(key: bytes, body: bytes) -> int:
    return zlib.crc32(body, zlib.crc32(key))


def _key_if_intact(raw: bytes) -> str | None:
    match = _LINE.fullmatch(raw)
    if match is None:
        return None
    key, check, body = match.groups()
    return key.decode() if b"%08x" % _checksum(key, body) == check else None


def _intact(raws: Iterable[bytes]) -> dict[str, Line] | None:
    lines: dict[str, Line] = {}
    for raw in raws:
        key = _key_if_intact(raw)
        if key is None or key in lines:
            return None
        lines[key] = Line(raw)
    return lines


def _salvaged(file: str, data: bytes) -> Contents:
    contents = Contents(_rewritten(data))
    starts = [match.start() for match in _START.finditer(data)]
    for start, end in zip(starts, [*starts[1:], len(data)], strict=False):
        piece = data[start:end]
        raw = next((raw for raw in _candidates(piece) if _key_if_intact(raw) is not None), None)
        if raw is not None:
            contents.lines[raw[1 : raw.index(b'"', 1)].decode()] = Line(raw)
        elif not contents.lines.get(piece[1 : piece.index(b'"', 1)].decode()):
            name = _ID.search(piece)
            number = data.count(b"\n", 0, start) + 1
            what = "this record is damaged"
            contents.damage.append(Damage(file, what, name and name[1].decode(), number))
    kept = len(contents.lines)
    what = f"the file is not as it was written; {kept} {'record' if kept == 1 else 'records'} in it can be read"
    contents.damage.insert(0, Damage(file, what))
    return contents


def _candidates(piece: bytes) -> Iterator[bytes]:
    """Every beginning of `piece` that may be a whole line: whatever follows it may be what is damaged."""
    return (piece[: match.end()] for match in re.finditer(rb"\}", piece))


def _rewritten(data: bytes) -> dict[str, Line]:
    """Read a file that another program wrote back, such as TinyDB with its own storage: same content, other layout."""
    try:
        table = orjson.loads(data)[TABLE]
        pairs = [(key, dict(fields)) for key, fields in table.items()]
    except (ValueError, TypeError, LookupError, AttributeError):
        return {}
    lines = {}
    for key, fields in pairs:
        check = fields.pop("check", None)
        line = line_of(key, fields)
        if _key_if_intact(line.raw) == key and orjson.loads(line.raw[line.raw.index(b":") + 1 :])["check"] == check:
            lines[key] = line
    return lines
