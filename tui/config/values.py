"""The kinds of values that a site sets."""

import os
import re
import shlex
import unicodedata
from pathlib import Path
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo

Number = Annotated[str, Field(pattern=r"^[*#+(]*[0-9][0-9*# ()+-]*$", min_length=2, max_length=20)]

WebAddress = Annotated[str, Field(pattern=r"^https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?$", max_length=55)]
"""So long that address and code fit into a QR code of version 4 together."""

_UNSEEN: Final = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
"""Characters that count as printable and show nothing."""


def is_seen(text: str, *, assigned: bool = False) -> bool:
    """Return whether every character is seen and none reorders a line; `assigned` passes what Unicode has not assigned."""
    without = (letter for letter in text if not (assigned and unicodedata.category(letter) == "Cn"))
    return "".join(without).isprintable() and not _UNSEEN.search(text)


def _visible(text: str) -> str:
    """Refuse characters that nobody sees, and those that reorder a line."""
    if not is_seen(text) or not text.strip():
        raise ValueError("holds characters that nobody sees")
    return text


Line = Annotated[str, Field(min_length=1, max_length=40), AfterValidator(_visible)]


def with_home(path: str) -> str:
    """Return a path with `~` replaced by the home folder, where there is one."""
    return os.path.expanduser(path)  # noqa: PTH111 - the other one raises where there is none


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
