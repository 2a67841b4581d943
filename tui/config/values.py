"""The kinds of values that a site sets."""

import re
import shlex
from pathlib import Path
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo

from tui.config.allowed import NAME_MOST, NUMBER, NUMBER_LEAST, NUMBER_MOST, is_seen
from tui.config.files import with_home

Number = Annotated[str, Field(pattern=NUMBER, min_length=NUMBER_LEAST, max_length=NUMBER_MOST)]

WebAddress = Annotated[str, Field(pattern=r"^https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?$", max_length=55)]
"""So long that address and code fit into a QR code of version 4 together."""


def _visible(text: str) -> str:
    """Refuse characters that nobody sees, and those that reorder a line."""
    if not is_seen(text) or not text.strip():
        raise ValueError("holds characters that nobody sees")
    return text


Line = Annotated[str, Field(min_length=1, max_length=NAME_MOST), AfterValidator(_visible)]


def _as_path(value: object, info: ValidationInfo) -> object:
    """Take a path as people write it: `~` is a home folder, and a relative one begins at the folder of the file that has it."""
    if not isinstance(value, str):
        return value
    path = with_home(value)
    if not value.strip() or path.startswith("~"):
        raise ValueError("names nothing")
    return Path((info.context or {}).get("folder", ""), path)


SitePath = Annotated[Path, BeforeValidator(_as_path)]


def _as_words(value: object) -> object:
    return shlex.split(value) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_as_words)]


def _within_reason(pin_hash: str) -> str:
    """Refuse parameters with which checking a PIN would take all memory or too long."""
    memory, passes, lanes = (int(number) for number in re.findall(r"[mtp]=([0-9]+)", pin_hash))
    if not (8 * lanes <= memory <= MOST_KIB and 1 <= passes <= MOST_PASSES and 1 <= lanes <= MOST_LANES):
        raise ValueError("asks for too much or too little")
    return pin_hash


MOST_KIB: Final = 1024 * 1024
MOST_PASSES, MOST_LANES = 20, 16
_ARGON2ID: Final = r"^\$argon2id\$v=19\$m=[0-9]{1,7},t=[0-9]{1,2},p=[0-9]{1,2}\$[A-Za-z0-9+/]{11,64}\$[A-Za-z0-9+/]{22,86}$"
PinHash = Annotated[str, Field(pattern=_ARGON2ID), AfterValidator(_within_reason)]
