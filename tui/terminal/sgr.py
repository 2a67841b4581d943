"""Shorter frames: of each style only what differs from the one before is sent (SGR, ECMA-48 8.3.117)."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

RESET: Final = "\x1b[0m"

_PIECE: Final = re.compile(
    r"\x1b\[([0-9;]+)m([^\x1b]*)\x1b\[0m|(\x1b\[[0-9;]*H|[\r\n]+)|\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b.|[^\x1b\r\n]+", re.DOTALL
)
"""What the framework writes for each piece of a row: the whole style, the words, and a reset; moves; and what has no style."""

_PART: Final = re.compile(r"[34]8;2;\d+;\d+;\d+|[34]8;5;\d+|\d+")
_INK: Final = re.compile(r"3[0-9]|9[0-7]")
_GROUND: Final = re.compile(r"4[0-9]|10[0-7]")

_BOLD: Final = "1"
_NOT_BOLD: Final = "22"


class _Style(NamedTuple):
    ink: str = ""
    ground: str = ""
    looks: frozenset[str] = frozenset()
    """Bold, underlined and so on."""


@lru_cache(maxsize=1024)
def _style_of(codes: str) -> _Style:
    parts = _PART.findall(codes)
    ink = next((part for part in parts if _INK.match(part)), "")
    ground = next((part for part in parts if _GROUND.match(part)), "")
    return _Style(ink, ground, frozenset(parts) - {ink, ground})


@lru_cache(maxsize=4096)
def _next(before: _Style, wanted: _Style, *, is_blank: bool) -> tuple[str, _Style]:
    """Return what leads from one style to the next, and that one: of blanks only the ground can be seen."""
    if is_blank and wanted.ground and (before.looks | wanted.looks) <= {_BOLD}:
        wanted = wanted._replace(ink=before.ink, looks=before.looks)
    gone = before.looks - wanted.looks
    if gone - {_BOLD} or (before.ink and not wanted.ink) or (before.ground and not wanted.ground):
        codes = ["0", *sorted(wanted.looks), wanted.ink, wanted.ground]
    else:
        codes = [*sorted(wanted.looks - before.looks), *(_NOT_BOLD for _ in gone)]
        codes += [after for was, after in zip(before[:2], wanted[:2], strict=True) if was != after]
    codes = [code for code in codes if code]
    return f"\x1b[{';'.join(codes)}m" if codes else "", wanted


def shortened(frame: str) -> str:
    """Return a frame in fewer bytes, for the same cells; it begins and ends in the terminal's own style, as before."""
    now = _Style()

    def piece(found: re.Match[str]) -> str:
        nonlocal now
        if found[3]:
            return found[3]
        if found[1] is None:
            before, now = now, _Style()
            return found[0] if before == now else RESET + found[0]
        if not found[2]:
            return ""
        sequence, now = _next(now, _style_of(found[1]), is_blank=found[2].isspace())
        return sequence + found[2]

    sent = _PIECE.sub(piece, frame)
    return sent if now == _Style() else sent + RESET
