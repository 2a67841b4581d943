"""What a terminal can do: its size and colours, whether anything can be drawn on it, and how it is cleared."""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import Final

from tui.terminal.modes import CLEAR

ALL_COLOURS: Final = 1 << 24
_WITHOUT_COLOUR: Final = ("dumb", "unknown", "vt", "linux-m", "xterm-mono")
_MANY_COLOURS: Final = frozenset({"256color", "kitty"})
_TRUE_COLOUR: Final = frozenset({"truecolor", "24bit"})
"""Names of terminals and values of COLORTERM, as the framework's library for colours (rich) understands them."""

LARGEST: Final = (400, 200)
"""Most columns and rows that are drawn; a terminal that reports a larger size stays empty beyond them, and costs no memory."""

_CANNOT: Final = frozenset({"", "dumb", "unknown"})


EMPTY_LINES: Final = 60
"""Empty lines that scroll old text away on a terminal without a code to clear it; more lines than such a terminal shows."""


@cache
def _can_move_its_cursor(name: str) -> bool:
    with suppress(ImportError, OSError):
        import curses  # noqa: PLC0415 - a Python without it knows no terminals, and is no reason to fail

        try:
            curses.setupterm(name, sys.__stdout__.fileno() if sys.__stdout__ is not None else 1)
            return curses.tigetstr("cup") is not None
        except curses.error:
            return True
    return True


def can_draw(environment: Mapping[str, str]) -> bool:
    """Say whether the terminal can have its cursor moved; one that the system has never heard of is trusted to."""
    name = environment.get("TERM", "")
    return name not in _CANNOT and _can_move_its_cursor(name)


def clearing(environment: Mapping[str, str]) -> str:
    """Return the codes that clear the terminal, or nothing where it has none."""
    return CLEAR if can_draw(environment) else ""


def colours_of(environment: Mapping[str, str]) -> int:
    """Return how many colours the terminal has; 0 where it has none, or where NO_COLOR asks for none."""
    term = environment.get("TERM", "dumb").strip().lower()
    if environment.get("NO_COLOR") or term.startswith(_WITHOUT_COLOUR):
        return 0
    if term == "linux":
        return 16
    if environment.get("COLORTERM", "").strip().lower() in _TRUE_COLOUR:
        return ALL_COLOURS
    return 256 if term.rpartition("-")[2] in _MANY_COLOURS else 16


def size_of(descriptor: int) -> tuple[int, int]:
    """Return the columns and rows of a terminal, at most `LARGEST`; 80 and 24 where its line reports none."""
    columns, rows = 0, 0
    with suppress(OSError):
        columns, rows = os.get_terminal_size(descriptor)
    return min(columns or 80, LARGEST[0]), min(rows or 24, LARGEST[1])
