"""What a terminal can do: whether anything can be drawn on it, and how it is cleared."""

import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import Final

PLAIN_MODES: Final = "\x1b[!p\x1b[4l\x1b[20l\x1b[?5l\x1b[?6l"
"""Soft reset, and by name for terminals without one: letters replace, lines end alone, colours as they are, whole screen."""

WIPE: Final = f"{PLAIN_MODES}\x1b[0m\x1b[2J\x1b[3J\x1b[H"
"""Screen and scrollback cleared: all that is ever sent to a terminal beside lines, and only between two people."""

_CANNOT: Final = frozenset({"", "dumb", "unknown"})


EMPTY_LINES: Final = 60
"""What moves out of sight where nothing can be cleared; more lines than any terminal shows that cannot draw."""


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
    return WIPE if can_draw(environment) else ""
