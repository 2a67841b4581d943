"""Reading a file of the log whatever has become of it: what is damaged is named, what is sound is saved."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import orjson

from store.lines import CHECK, ENCODING, TABLE, Contents, Damage, check_in, key_in, line_of, lines_if_sound

_START: Final = re.compile(r'"[0-9]{39}":\{"check":"')
_DIGITS: Final = 39
_END: Final = re.compile(r"\}")
_ID: Final = re.compile(r'"id":"([0-9a-f]{32})"')


def contents_of(file: str, data: bytes) -> Contents:
    """Read the file named `file`. Never fails, and never takes a damaged file for an empty one."""
    lines = lines_if_sound(data)
    return Contents(lines) if lines is not None else _salvaged(file, data)


def _salvaged(file: str, data: bytes) -> Contents:
    lines = _rewritten(data)
    damage = []
    text = data.decode(ENCODING)
    starts = [match.start() for match in _START.finditer(text)]
    for start, end in pairwise([*starts, len(text)]):
        piece = text[start:end]
        # Whatever follows a record may be what is damaged, so any closing brace may be its last.
        cuts = (f"{piece[: match.end()]}," for match in _END.finditer(piece))
        line = next((line for line in cuts if check_in(line)), None)
        if line is not None:
            lines[key_in(line)] = line
        elif key_in(piece) not in lines:
            name = _ID.search(piece)
            number = text[:start].count("\n") + 1
            damage.append(Damage(file, "this record is damaged", name and name[1], number))
    count = f"{len(lines)} {'record' if len(lines) == 1 else 'records'}"
    whole = Damage(file, f"the file is not as it was written; {count} in it can be read")
    return Contents(lines, (whole, *damage))


def _rewritten(data: bytes) -> dict[str, str]:
    """Read a file that another program wrote back, such as TinyDB with its own storage: same content, other layout."""
    return {key_in(line): line for key, fields in _pairs(data) if (line := _sound_line(key, fields)) is not None}


def _pairs(data: bytes) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        table = orjson.loads(data)[TABLE]
        yield from ((key, dict(fields)) for key, fields in table.items())
    except (ValueError, TypeError, LookupError, AttributeError):
        return


def _sound_line(key: str, fields: dict[str, Any]) -> str | None:
    check = fields.pop(CHECK, None)
    line = line_of(key.zfill(_DIGITS), fields)
    return line if check_in(line) == check else None
