"""The deny list, for texts in the language files and for screens as they were drawn."""

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Final

_FRAME: Final = re.compile("[\u2500-\u25ff|]+")
"""Lines and blocks that a drawn screen puts between the words of one sentence."""


@cache
def deny_list(language: str) -> tuple[tuple[str, str], ...]:
    """Return each pattern for `language` with the sentence that it has to catch."""
    listed = tomllib.loads((files("assets") / "deny.toml").read_text("utf-8"))
    return tuple((entry["pattern"], entry["catches"]) for entry in listed[language])


def denied(text: str, language: str) -> list[str]:
    """Return every denied phrase in `text`, which may be a drawn screen: frames and line breaks do not hide a phrase."""
    plain = " ".join(_FRAME.sub(" ", unicodedata.normalize("NFC", text)).split())
    return [found[0] for pattern, _ in deny_list(language) for found in re.finditer(pattern, plain, re.IGNORECASE)]
