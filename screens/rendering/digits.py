"""A telephone number in large digits, drawn with full blocks only: the fonts of the Linux console have those."""

from typing import Final

ROWS: Final = 5
"""Rows of a digit; each is 6 cells wide."""

_DRAWN: Final = (
    "0       1       2       3       4       5       6       7       8       9       +",
    "██████    ██    ██████  ██████  ██  ██  ██████  ██████  ██████  ██████  ██████        ",
    "██  ██  ████        ██      ██  ██  ██  ██      ██          ██  ██  ██  ██  ██    ██  ",
    "██  ██    ██    ██████   █████  ██████  ██████  ██████     ██   ██████  ██████  ██████",
    "██  ██    ██    ██          ██      ██      ██  ██  ██    ██    ██  ██      ██    ██  ",
    "██████  ██████  ██████  ██████      ██  ██████  ██████    ██    ██████  ██████        ",
)

_GLYPHS: Final = {
    sign: tuple(row[8 * at : 8 * at + 6].ljust(6) for row in _DRAWN[1:]) for at, sign in enumerate(_DRAWN[0].split())
} | dict.fromkeys((" ", "-"), ("  ",) * ROWS)


def drawn(number: str, columns: int) -> tuple[str, ...]:
    """Return `number` as 5 rows of at most `columns` cells, the digits 2 cells apart, or 1 where there is less room.

    Empty where it is too long even so, and where it holds a sign that is not drawn: `*`, `#` or a bracket.
    """
    if any(sign not in _GLYPHS for sign in number):
        return ()
    for gap in (2, 1):
        rows = tuple((" " * gap).join(_GLYPHS[sign][row] for sign in number) for row in range(ROWS))
        if len(rows[0]) <= columns:
            return rows
    return ()
