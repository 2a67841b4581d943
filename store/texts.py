"""Reads a file of the log as texts, one a record, without parsing them: what a pass over a million records needs."""

import re
from pathlib import Path
from typing import Any, Final

import orjson

from store.lines import is_sound
from store.log import SessionLog

Text = tuple[bytes, bytes]
"""A record's id, and the fields after it as they are stored: JSON up to the closing brace."""

_TEXT: Final = re.compile(rb'"[0-9]{39}":\{"check":"[0-9a-f]{8}","version":1,"id":"([0-9a-f]{32})",([^\n]*)')
_LINES_AROUND: Final = 2
_ANSWERS: Final = b'"answers":{'
_WHAT_NOW: Final = re.compile(rb'\},"what_now":"([a-z_]+)"')


def texts(log: SessionLog, path: Path) -> list[Text]:
    """Return the text of each record in a file that can be read; none where the file has just been purged.

    Raises:
        LogError: the file cannot be read.
    """
    found = texts_if_sound(log.read_bytes(path) or b"")
    return [_text_of(document) for document in log.read(path).documents()] if found is None else found


def texts_if_sound(data: bytes) -> list[Text] | None:
    """Return the text of each record, or None where the file is damaged, or another program or version wrote it.

    A checksum proves nothing about who wrote a file: the texts are still to be validated.
    """
    if not is_sound(data):
        return None
    found: list[Text] = _TEXT.findall(data)
    return found if len(found) == data.count(b"\n") - _LINES_AROUND else None


def has_answers(text: bytes) -> bool:
    """Return whether a text has answers."""
    return _ANSWERS in text


def from_answers(text: bytes) -> bytes:
    """Return the part of a text that begins with its answers."""
    return text[text.index(_ANSWERS) :]


def answers_in(text: bytes) -> bytes:
    """Return the answers in a text that has them: JSON without the braces around it.

    Example:
        >>> answers_in(b'"ended":"result","answers":{"cough":"no","chest_pain":"yes"}},')
        b'"cough":"no","chest_pain":"yes"'
    """
    start = text.index(_ANSWERS) + len(_ANSWERS)
    return text[start : text.index(b"}", start)]


def what_now_in(text: bytes) -> str | None:
    """Return what the person said after the report that they will do now, or None where they did not say."""
    match = _WHAT_NOW.search(text)
    return match[1].decode() if match else None


def _text_of(document: dict[str, Any]) -> Text:
    fields = {name: value for name, value in document.items() if name not in {"version", "id"}}
    return str(document.get("id")).encode(), orjson.dumps(fields)[1:]
