"""What a terminal can do: whether anything can be drawn on it, and how it is cleared."""

import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import Final

from tui.terminal.modes import CLEAR

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
