"""Reading a file of the log whatever has become of it: what is damaged is named, what is sound is saved."""

import re
from collections.abc import Iterator
from typing import Any, Final

import orjson

from store.lines import CHECK, TABLE, Contents, Damage, Line, line_of, lines_if_sound

_START: Final = re.compile(rb'"[0-9]{1,39}":\{"check":"')
_END: Final = re.compile(rb"\}")
_ID: Final = re.compile(rb'"id":"([0-9a-f]{32})"')


def contents_of(file: str, data: bytes) -> Contents:
    """Read the file named `file`. Never fails, and never takes a damaged file for an empty one."""
    lines = lines_if_sound(data)
    return Contents(lines) if lines is not None else _salvaged(file, data)


def _salvaged(file: str, data: bytes) -> Contents:
    lines = _rewritten(data)
    damage = []
    starts = [match.start() for match in _START.finditer(data)]
    for start, end in zip(starts, [*starts[1:], len(data)], strict=False):
        piece = data[start:end]
        # Whatever follows a record may be what is damaged, so any closing brace may be its last.
        cuts = (Line(piece[: match.end()]) for match in _END.finditer(piece))
        line = next((line for line in cuts if line.is_sound()), None)
        if line is not None:
            lines[line.key] = line
        elif Line(piece).key not in lines:
            name = _ID.search(piece)
            number = data.count(b"\n", 0, start) + 1
            damage.append(Damage(file, "this record is damaged", name and name[1].decode(), number))
    count = f"{len(lines)} {'record' if len(lines) == 1 else 'records'}"
    whole = Damage(file, f"the file is not as it was written; {count} in it can be read")
    return Contents(lines, (whole, *damage))


def _rewritten(data: bytes) -> dict[str, Line]:
    """Read a file that another program wrote back, such as TinyDB with its own storage: same content, other layout."""
    return {key: line for key, fields in _pairs(data) if (line := _sound_line(key, fields)) is not None}


def _pairs(data: bytes) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        table = orjson.loads(data)[TABLE]
        yield from ((key, dict(fields)) for key, fields in table.items())
    except (ValueError, TypeError, LookupError, AttributeError):
        return


def _sound_line(key: str, fields: dict[str, Any]) -> Line | None:
    check = fields.pop(CHECK, None)
    line = line_of(key, fields)
    return line if line.is_sound() and line.check == check else None
