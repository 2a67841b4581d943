"""The format of a file: a TinyDB table with one record a line, sorted by random id, with checksums.

The file is `{"_default":{`, a line `"<id as a number>":{"check":"<crc32>",...}` for each record, and a last line with a
second table that holds the CRC-32 of the whole file. While that one is right, the checksums of the lines need not be
computed; when it is wrong, they tell which records are sound. Both notice a flipped bit that leaves valid JSON.
"""

import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson

from store.record import Record

TABLE: Final = "_default"
CHECK: Final = "check"
ENCODING: Final = "latin-1"
"""A sound file is ASCII; in a damaged one, this maps each byte to a character of its own."""

_HEAD: Final = '{"_default":{\n'
_TAIL: Final = '\n},"_file":{"1":{"sum":"%08x"}}}\n'
_TAIL_LENGTH: Final = len(_TAIL % 0)
_KEY: Final = slice(1, 40)
_LINE: Final = re.compile(r'"([0-9]{39})":\{"check":"([0-9a-f]{8})",([^\n]*)\},')


def printable(name: str) -> str:
    """Return a name with `?` for each character that would act on a terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in name)


@dataclass(frozen=True)
class Damage:
    """Something in the log that is not as it was written.

    Attributes:
        file: the name of the file.
        what: what is wrong, as the end of a sentence.
        record: the id of the record, where it can be read.
        line: the number of the line from 1, where it is known.
    """

    file: str
    what: str
    record: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        """Return one sentence for staff, without any answer, and without anything that would act on a terminal."""
        where = "" if self.line is None else f", line {self.line}"
        which = "" if self.record is None else f", record {self.record}"
        return f"{printable(self.file)}{where}{printable(which)}: {self.what}."


Report = Callable[[Damage], object]
"""Called with each damage that a reader meets."""

Progress = Callable[[int, int], object]
"""Called with how many are done and how many there are in all."""


@dataclass(frozen=True)
class Contents:
    """The contents of a file: its sound lines by TinyDB's key, and what is damaged."""

    lines: Mapping[str, str]
    damage: tuple[Damage, ...] = ()

    def documents(self) -> list[dict[str, Any]]:
        """Return the stored fields of every sound line; no fields for a line that is not a JSON object."""
        return [document_in(line) for line in self.lines.values()]


def document_of(record: Record) -> dict[str, Any]:
    """Return the fields of a record as they are stored: without those that are None, and `simulated` only where true."""
    fields = record.model_dump(mode="json", exclude_none=True)
    if not record.simulated:
        del fields["simulated"]
    return fields


def key_of(record_id: str) -> str:
    """Return the key of a record in TinyDB: its id as a decimal number of 39 digits, so that keys sort like ids."""
    return f"{int(record_id, 16):039}"


def line_of(key: str, fields: Mapping[str, Any]) -> str:
    """Return `fields` as a line under `key`, with its checksum and the comma after it."""
    body = orjson.dumps(fields).decode(ENCODING)[1:-1]
    return f'"{key}":{{"check":"{_checksum(key, body)}",{body}}},'


def key_in(line: str) -> str:
    """Return the key that a line begins with."""
    return line[_KEY]


def check_in(line: str) -> str | None:
    """Return the checksum in a line, or None where the line is incomplete or its checksum is wrong."""
    match = _LINE.fullmatch(line)
    return match[2] if match is not None and match[2] == _checksum(match[1], match[3]) else None


def document_in(line: str) -> dict[str, Any]:
    """Return the stored fields of a sound line without the checksum; none where it is not a JSON object."""
    try:
        fields = orjson.loads(line[line.index(":") + 1 : -1])
    except ValueError:
        return {}
    if not isinstance(fields, dict):
        return {}
    fields.pop(CHECK, None)
    return fields


def bytes_of(lines: Mapping[str, str]) -> bytes:
    """Return the whole file with these lines, sorted by id; no bytes where there are no lines."""
    if not lines:
        return b""
    body = "\n".join([lines[key] for key in sorted(lines)]).removesuffix(",")
    data = f"{_HEAD}{body}".encode(ENCODING)
    return data + (_TAIL % zlib.crc32(data)).encode(ENCODING)


def is_sound(data: bytes) -> bool:
    """Return whether a file is exactly as it was written."""
    tail = _TAIL % zlib.crc32(memoryview(data)[:-_TAIL_LENGTH])
    return data.endswith(tail.encode(ENCODING)) and data.startswith(_HEAD.encode(ENCODING))


def lines_if_sound(data: bytes) -> dict[str, str] | None:
    """Return the lines of a file by key, or None where the file is not exactly as it was written."""
    if not is_sound(data):
        return None
    lines = data[len(_HEAD) : -_TAIL_LENGTH].decode(ENCODING).split("\n")
    lines[-1] += ","
    return {line[_KEY]: line for line in lines}


def _checksum(key: str, body: str) -> str:
    return f"{zlib.crc32(body.encode(ENCODING), zlib.crc32(key.encode(ENCODING))):08x}"
