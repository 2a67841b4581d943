"""How records lie in a file: a TinyDB table with one record a line, sorted by random id, all of it under checksums.

The file is `{"_default":{`, a line `"<id as a number>":{"check":"<crc32>",...}` for each record, and a last line with a
second table that holds the checksum of the whole file. As long as that one holds, nobody needs to look at the lines'
own; when it does not, they tell which records are sound. A flipped byte that leaves valid JSON is seen by both.
"""

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson

from store.record import Record

TABLE: Final = "_default"
CHECK: Final = "check"
ENCODING: Final = "latin-1"
"""A sound file is ASCII; of a damaged one, this keeps every byte apart."""

_HEAD: Final = '{"_default":{\n'
_TAIL: Final = '\n},"_file":{"1":{"sum":"%08x"}}}\n'
_TAIL_LENGTH: Final = len(_TAIL % 0)
_KEY: Final = slice(1, 40)
_LINE: Final = re.compile(r'"([0-9]{39})":\{"check":"([0-9a-f]{8})",([^\n]*)\},')


def printable(name: str) -> str:
    """Return a name as it can be shown: without what would move a cursor, and whatever bytes it is made of."""
    return "".join(letter if letter.isprintable() else "?" for letter in name)


@dataclass(frozen=True)
class Damage:
    """Something in the log that is not as it was written; `record` and `line` where they can be told."""

    file: str
    what: str
    record: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        """Return one sentence for staff; it holds no answer, and nothing that would act on their terminal."""
        where = "" if self.line is None else f", line {self.line}"
        which = "" if self.record is None else f", record {self.record}"
        return f"{printable(self.file)}{where}{printable(which)}: {self.what}."


@dataclass(frozen=True)
class Contents:
    """What a file of the log holds: its sound lines by TinyDB's key, and what is damaged."""

    lines: Mapping[str, str]
    damage: tuple[Damage, ...] = ()

    def documents(self) -> list[dict[str, Any]]:
        """Return the stored fields of every sound record; of one that is none, an empty record stands for it."""
        return [document_in(line) for line in self.lines.values()]


def document_of(record: Record) -> dict[str, Any]:
    """Return the fields of a record as they are stored: none that is null, `simulated` only where it is so."""
    fields = record.model_dump(mode="json", exclude_none=True)
    if not record.simulated:
        del fields["simulated"]
    return fields


def key_of(record_id: str) -> str:
    """Return the key under which TinyDB finds a record: its id as a number, of 39 digits so that all keys sort alike."""
    return f"{int(record_id, 16):039}"


def line_of(key: str, fields: Mapping[str, Any]) -> str:
    """Return `fields` as a line under `key`, with its checksum and the comma after it."""
    body = orjson.dumps(fields).decode(ENCODING)[1:-1]
    return f'"{key}":{{"check":"{_checksum(key, body)}",{body}}},'


def key_in(line: str) -> str:
    """Return the key that a line begins with."""
    return line[_KEY]


def check_in(line: str) -> str | None:
    """Return the checksum that a line carries, if it is whole and the checksum holds."""
    match = _LINE.fullmatch(line)
    return match[2] if match is not None and match[2] == _checksum(match[1], match[3]) else None


def document_in(line: str) -> dict[str, Any]:
    """Return the stored fields of a sound line, without the checksum."""
    try:
        fields = orjson.loads(line[line.index(":") + 1 : -1])
    except ValueError:
        return {}
    if not isinstance(fields, dict):
        return {}
    fields.pop(CHECK, None)
    return fields


def bytes_of(lines: Mapping[str, str]) -> bytes:
    """Return the whole file with these lines, sorted by id; nothing at all for none."""
    if not lines:
        return b""
    body = "\n".join([lines[key] for key in sorted(lines)]).removesuffix(",")
    data = f"{_HEAD}{body}".encode(ENCODING)
    return data + (_TAIL % zlib.crc32(data)).encode(ENCODING)


def is_sound(data: bytes) -> bool:
    """Say whether a file is exactly as it was written."""
    tail = _TAIL % zlib.crc32(memoryview(data)[:-_TAIL_LENGTH])
    return data.endswith(tail.encode(ENCODING)) and data.startswith(_HEAD.encode(ENCODING))


def lines_if_sound(data: bytes) -> dict[str, str] | None:
    """Return the lines of a file that is exactly as it was written; None where anything in it is not."""
    if not is_sound(data):
        return None
    lines = data[len(_HEAD) : -_TAIL_LENGTH].decode(ENCODING).split("\n")
    lines[-1] += ","
    return {line[_KEY]: line for line in lines}


def documents_if_sound(data: bytes) -> list[dict[str, Any]] | None:
    """Return all documents of a file at once, with their checksums: much faster than line by line.

    A checksum is no seal: what somebody else wrote under one is looked at line by line.
    """
    if not is_sound(data):
        return None
    try:
        return list(orjson.loads(data)[TABLE].values())
    except (ValueError, LookupError, AttributeError):
        return None


def _checksum(key: str, body: str) -> str:
    return f"{zlib.crc32(body.encode(ENCODING), zlib.crc32(key.encode(ENCODING))):08x}"
