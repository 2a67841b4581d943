"""Words in large letters: 5 by 8 dots each, two dots a cell with half blocks, so that a line of words is 4 rows high.

A letter is some columns of dots, the lowest bit on top. Small letters leave the two upper rows free, where accents are
composed; a capital with an accent gives one of its rows for it.
"""

import unicodedata
from functools import lru_cache
from typing import Final

ROWS: Final = 4
"""Rows of a line of words."""

_SPACE: Final = 3
_GAP: Final = 1

_COLUMNS: Final = """
! 5f        " 07 00 07     ' 07           ( 1c 22 41     ) 41 22 1c     , 80 60        - 08 08 08     . 60 60
/ 60 18 06 01    : 6c      ; 80 6c        ? 02 01 59 09 06    + 08 08 3e 08 08    % 23 13 08 64 62    & 36 49 56 20 50
0 3e 51 49 45 3e    1 42 7f 40    2 62 51 49 49 46    3 22 41 49 49 36    4 18 14 12 7f 10    5 27 45 45 45 39
6 3c 4a 49 49 30    7 01 71 09 05 03    8 36 49 49 49 36    9 06 49 49 29 1e
A 7c 12 11 12 7c    B 7f 49 49 49 36    C 3e 41 41 41 22    D 7f 41 41 41 3e    E 7f 49 49 49 41    F 7f 09 09 09 01
G 3e 41 49 49 3a    H 7f 08 08 08 7f    I 41 7f 41    J 20 40 41 3f 01    K 7f 08 14 22 41    L 7f 40 40 40 40
M 7f 02 0c 02 7f    N 7f 04 08 10 7f    O 3e 41 41 41 3e    P 7f 09 09 09 06    Q 3e 41 51 21 5e    R 7f 09 19 29 46
S 26 49 49 49 32    T 01 01 7f 01 01    U 3f 40 40 40 3f    V 1f 20 40 20 1f    W 3f 40 38 40 3f    X 63 14 08 14 63
Y 03 04 78 04 03    Z 61 51 49 45 43
a 20 54 54 54 78    b 7f 48 44 44 38    c 38 44 44 44 28    d 38 44 44 48 7f    e 38 54 54 54 18    f 08 7e 09 02
g 18 a4 a4 a4 7c    h 7f 08 04 04 78    i 44 7d 40    j 80 84 7d    k 7f 10 28 44    l 41 7f 40    m 7c 04 04 78 04 04 78
n 7c 08 04 04 78    o 38 44 44 44 38    p fc 24 24 24 18    q 18 24 24 24 fc    r 7c 08 04 04 08    s 48 54 54 54 24
t 04 3f 44 40    u 3c 40 40 20 7c    v 1c 20 40 20 1c    w 1c 60 18 08 18 60 1c    x 44 28 10 28 44    y 1c a0 a0 a0 7c
z 44 64 54 4c 44
"""

_ACCENTS: Final = {
    "\u0301": (0, 0, 2, 1, 0),  # acute
    "\u0300": (0, 1, 2, 0, 0),  # grave
    "\u0302": (0, 2, 1, 2, 0),  # circumflex
    "\u0303": (2, 1, 2, 1, 0),  # tilde
    "\u0308": (0, 1, 0, 1, 0),  # diaeresis
    "\u0327": (0, 0, 0x80, 0, 0),  # cedilla
}
_TURNED: Final = {"¿": "?", "¡": "!"}
_JOINED: Final = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"}


def _plain() -> dict[str, tuple[int, ...]]:
    drawn: dict[str, list[int]] = {}
    letter = ""
    for part in _COLUMNS.split():
        if len(part) == 1:
            letter = part
            drawn[letter] = []
        else:
            drawn[letter].append(int(part, 16))
    return {sign: tuple(columns) for sign, columns in drawn.items()}


_PLAIN: Final = _plain()


def _accented(base: str, accent: str) -> tuple[int, ...]:
    columns, above = list(_PLAIN[base]), _ACCENTS[accent]
    width = max(len(columns), 5 if accent == "\u0303" else 3)
    left = (width - len(columns)) // 2
    columns = [0] * left + columns + [0] * (width - len(columns) - left)
    shift = (5 - width) // 2
    marks = [above[at + shift] if 0 <= at + shift < len(above) else 0 for at in range(width)]
    if accent == "\u0327":
        return tuple(column | mark for column, mark in zip(columns, marks, strict=True))
    if base.isupper():
        # Its fourth row goes: what stands above it moves down, and the first row is the accent's.
        columns = [(column & 0x70) | ((column & 0x07) << 1) for column in columns]
        marks = [1 if mark else 0 for mark in marks]
        return tuple((column & ~1) | mark for column, mark in zip(columns, marks, strict=True))
    return tuple((column & ~3) | mark for column, mark in zip(columns, marks, strict=True))


@lru_cache(256)
def _columns_of(sign: str) -> tuple[int, ...] | None:
    """Return the columns of a sign; None where it cannot be drawn."""
    if sign in " \u00a0":
        return (0,) * _SPACE
    if sign in _TURNED:
        # Upside down, one row lower.
        return tuple(int(f"{column:07b}"[::-1], 2) << 1 for column in reversed(_PLAIN[_TURNED[sign]]))
    if sign in _JOINED:
        return tuple(column for part in _JOINED[sign] for column in _PLAIN[part])
    base, *accents = tuple(unicodedata.normalize("NFD", sign))
    if base not in _PLAIN or any(accent not in _ACCENTS for accent in accents):
        return None
    return _accented(base, accents[0]) if accents else _PLAIN[base]


def can_draw(text: str) -> bool:
    """Return whether every sign of a text can be drawn."""
    return all(_columns_of(sign) is not None for sign in text)


def _word(word: str) -> list[int]:
    columns: list[int] = []
    for sign in word:
        columns += [*(_columns_of(sign) or ()), *[0] * _GAP]
    return columns[:-_GAP]


@lru_cache(64)
def drawn(text: str, width: int) -> tuple[str, ...]:
    """Return a text as rows of half blocks, broken between words; empty where a sign or a word cannot be drawn in `width`."""
    if not can_draw(text):
        return ()
    lines: list[list[int]] = [[]]
    for word in text.split(" "):
        columns = _word(word)
        if len(columns) > width:
            return ()
        between = [0] * (_SPACE + _GAP) if lines[-1] else []
        if len(lines[-1]) + len(between) + len(columns) > width:
            lines.append(columns)
        else:
            lines[-1] = [*lines[-1], *between, *columns]
    return tuple(row for line in lines for row in _rows(line))


def _rows(columns: list[int]) -> list[str]:
    return ["".join(" ▀▄█"[(column >> (2 * row)) & 3] for column in columns) for row in range(ROWS)]
