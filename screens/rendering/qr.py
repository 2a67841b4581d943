"""QR codes as block characters, dark on light whatever the theme: two modules in each cell.

The fonts of the Linux console have no half blocks; there a module is two full cells, and a code needs twice the room.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import segno

QUIET: Final = 3
"""Light modules kept free above and below a code; its sides have more."""

_CAPACITY: Final = (17, 32, 53, 78, 106, 134, 154, 192, 230, 271, 321, 367, 425, 458, 520, 586)
"""Bytes that versions 1 to 16 hold at error level L (ISO/IEC 18004, table 7). Larger ones have modules too small to scan."""

_HALVES: Final = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


MOST_CODES: Final = 20
"""Nobody scans more codes than this one after the other: where a text needs more, there is none."""


@dataclass(frozen=True)
class Code:
    """One code of a series: the text it holds, and its rows of cells, all of one width."""

    text: str
    rows: tuple[str, ...]


def _version_for(columns: int, rows: int, *, half_blocks: bool) -> int:
    modules = (min(2 * rows, columns) if half_blocks else min(rows, columns // 2)) - 2 * QUIET
    return min((modules - 17) // 4, len(_CAPACITY))


def _fits(text: str, version: int) -> bool:
    return len(text.encode()) <= _CAPACITY[version - 1]


def _pages(text: str, version: int) -> list[str]:
    pages, rest = [], text
    while rest:
        size = len(rest)
        while not _fits(f"(88/88) {rest[:size]}", version):
            size -= 1
        if size < len(rest):
            size = max(rest.rfind("\n", 2 * size // 3, size), rest.rfind(" ", 0, size)) + 1 or size
        pages.append(rest[:size].strip())
        rest = rest[size:]
    return pages


def _made(text: str, version: int) -> "segno.QRCode":
    import segno  # noqa: PLC0415 - its tables take a quarter of the time to the first frame, which needs none

    return segno.make(text, error="l", version=version, mode="byte", encoding="utf-8", boost_error=False, micro=False)


def _draw(text: str, version: int, *, half_blocks: bool) -> tuple[str, ...]:
    code = _made(text, version)
    side = int(code.symbol_size(border=0)[0])
    blank = [False] * (side + 2 * QUIET)
    modules = [[False] * QUIET + [bool(dark) for dark in row] + [False] * QUIET for row in code.matrix]
    if not half_blocks:
        whole = [blank] * QUIET + modules + [blank] * QUIET
        return tuple("".join("██" if dark else "  " for dark in line) for line in whole)
    lines = [blank] * QUIET + modules + [blank] * (QUIET + 1)
    pairs = zip(lines[0::2], lines[1::2], strict=True)
    return tuple("".join(_HALVES[upper, lower] for upper, lower in zip(*pair, strict=True)) for pair in pairs)


def codes(text: str, columns: int, rows: int, *, half_blocks: bool = True) -> tuple[Code, ...]:
    """Return `text` as the fewest codes of the largest version that fits in `columns` by `rows` cells.

    Several codes are numbered in their text, "(1/3) ...". Empty where not even the smallest code fits, and where the text
    would need more than `MOST_CODES`.
    """
    version = _version_for(columns, rows, half_blocks=half_blocks)
    if version < 1:
        return ()
    while version > 1 and _fits(text, version - 1):
        version -= 1
    if len(text.encode()) > MOST_CODES * _CAPACITY[version - 1]:
        return ()
    if _fits(text, version):
        return (Code(text, _draw(text, version, half_blocks=half_blocks)),)
    parts = _pages(text, version)
    if len(parts) > MOST_CODES:
        return ()
    numbered = [f"({index}/{len(parts)}) {part}" for index, part in enumerate(parts, 1)]
    return tuple(Code(part, _draw(part, version, half_blocks=half_blocks)) for part in numbered)
