"""The JSON Schema of the configuration: what pydantic says of the settings, and what it does not."""

import sys
from functools import cache
from itertools import count, groupby
from typing import Any, Final

from assets.catalog import load
from tui.config.allowed import is_seen
from tui.config.settings import SiteFile
from tui.config.values import MOST_KIB, MOST_LANES, MOST_PASSES

Schema = dict[str, Any]


def config_schema() -> Schema:
    """Return the schema of the configuration file. What it cannot say is in docs/operating.md."""
    schema = SiteFile.model_json_schema()
    sections = schema["$defs"]
    for section in sections.values():
        for field in section["properties"].values():
            _correct(field)
    sections["Site"]["properties"]["languages"]["items"] = {"enum": list(load().languages)}
    sections["StaffSettings"]["properties"]["pin_hash"]["pattern"] = _pin_hash()
    sections["StaffSettings"]["not"] = {"required": ["pin_hash", "pin_hash_file"]}
    return schema


def _correct(field: Schema) -> None:
    """Say what pydantic does not: no name holds a NUL, and a program with its arguments may be one string, as in a shell.

    TOML has no null, so that nothing may be one.
    """
    first, *more = [part for part in field.pop("anyOf", [field]) if part.get("type") != "null"]
    for part in (first, *more):
        if part.get("type") == "array":
            _correct(part["items"])
            if part.pop("minLength", 0):
                part["minItems"] = 1
                more.append({"type": "string", "pattern": _WORDS})
        elif "pattern" in part:
            part["pattern"] = part["pattern"].removesuffix("$") + _END
        elif part.get("type") == "string" and "enum" not in part:
            part["pattern"] = _PATH if part.pop("format", "") == "path" else _line() if "maxLength" in part else _NO_NUL
    field.update({"anyOf": [first, *more]} if more else first)


_END: Final = r"$(?!\n)"
"""The end of a text, also where `$` matches before a last line feed."""
_PATH: Final = r"^(?=[\s\S]*\S)(?!~[^/])[^\u0000]*" + _END
_NO_NUL: Final = r"^[^\u0000]*" + _END
_WORDS: Final = r"""^(?=[\s\S]*[^ \t\r\n])(?:[^\\'"\u0000]|\\[^\u0000]|'[^'\u0000]*'|"(?:[^"\\\u0000]|\\[^\u0000])*")*""" + _END


@cache
def _line() -> str:
    """Return the pattern of a text in which every character is seen; those that Unicode may yet assign are not in it."""
    hidden = [point for point in range(sys.maxunicode + 1) if not is_seen(chr(point), assigned=True)]
    after = count()
    runs = [list(run) for _, run in groupby(hidden, lambda point: point - next(after))]
    ranges = "".join(f"{_escaped(run[0])}-{_escaped(run[-1])}" for run in runs)
    return rf"^(?=[\s\S]*\S)[^{ranges}]*{_END}"


def _escaped(point: int) -> str:
    return f"\\u{point:04x}" if point < 1 << 16 else chr(point)


def _pin_hash() -> str:
    """Return the pattern of the hash of a PIN, with the limits of its parameters."""
    passes = rf"t=(?=[0-9]{{1,2}},)0*(?:{_between(1, MOST_PASSES)})"
    by_lanes = "|".join(
        rf"m=(?=[0-9]{{1,7}},)0*(?:{_between(8 * lanes, MOST_KIB)}),{passes},p=(?:{lanes}|{lanes:02})"
        for lanes in range(1, MOST_LANES + 1)
    )
    return rf"^\$argon2id\$v=19\$(?:{by_lanes})\$[A-Za-z0-9+/]{{11,64}}\$[A-Za-z0-9+/]{{22,86}}{_END}"


def _between(low: int, high: int) -> str:
    """Return a regular expression of the decimal numbers from `low`, at least 1, to `high`."""
    parts = []
    while low <= high:
        zeros = 0
        while low % 10 ** (zeros + 1) == 0 and low + 10 ** (zeros + 1) - 1 <= high:
            zeros += 1
        before, digit = divmod(low // 10**zeros, 10)
        last = min(9, digit + (high - low + 1) // 10**zeros - 1)
        parts.append(f"{before or ''}[{digit}-{last}]" + (f"[0-9]{{{zeros}}}" if zeros else ""))
        low = (10 * before + last + 1) * 10**zeros
    return "|".join(parts)
