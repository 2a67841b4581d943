"""QR codes as half blocks, two modules in each cell. The fonts of the Linux console have none: there is no code there.

A text with accents is said to be UTF-8 (ECI), so that no reader takes them for those of another encoding.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import segno

QUIET: Final = 4
"""Light modules on every side of a code (ISO/IEC 18004, 6.3.8)."""

MOST_CODES: Final = 2
"""Nobody scans more codes than these one after the other: where the words need more, there is none."""

_SMALLEST_MODULES: Final = 17
_LARGEST: Final = 10
"""The largest version that is drawn: modules of a larger one are too small to scan."""

_HALVES: Final = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}

Rows = tuple[str, ...]


def _made(text: str, version: int) -> "segno.QRCode | None":
    """Return the smallest code that holds `text`, up to a version; None where it does not fit."""
    accents = not text.isascii()
    import segno  # noqa: PLC0415 - its tables take a quarter of the time to the first frame, which needs none

    for size in range(1, version + 1):
        try:
            return segno.make(
                text, error="l", version=size, mode="byte", encoding="utf-8", eci=accents, boost_error=False, micro=False
            )
        except segno.DataOverflowError:
            continue
    return None


def _drawn(code: "segno.QRCode") -> Rows:
    side = int(code.symbol_size(border=0)[0])
    blank = [False] * (side + 2 * QUIET)
    modules = [[False] * QUIET + [bool(dark) for dark in row] + [False] * QUIET for row in code.matrix]
    lines = [blank] * QUIET + modules + [blank] * (QUIET + (side % 2))
    pairs = zip(lines[0::2], lines[1::2], strict=True)
    return tuple("".join(_HALVES[upper, lower] for upper, lower in zip(*pair, strict=True)) for pair in pairs)


def largest_version(columns: int, rows: int) -> int:
    """Return the largest version whose code fits in `columns` x `rows` cells with its quiet zone; 0 or less where none does."""
    return min((min(2 * rows, columns) - 2 * QUIET - _SMALLEST_MODULES) // 4, _LARGEST)


def codes(texts: Sequence[str], columns: int, rows: int) -> tuple[Rows, ...]:
    """Return the texts as codes that fit in `columns` x `rows` cells: one that holds them all, or one for each.

    Each is given as rows of cells. Empty where they do not fit, or where there would be more than `MOST_CODES`.
    """
    version = largest_version(columns, rows)
    if (whole := _made("\n".join(texts), version)) is not None:
        return (_drawn(whole),)
    made = [code for text in texts if (code := _made(text, version)) is not None]
    return tuple(_drawn(code) for code in made) if len(made) == len(texts) <= MOST_CODES else ()
