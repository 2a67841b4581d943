"""How far people get, and how the kiosk is running: facts for staff, side by side where the window is wide enough."""

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from screens.widgets.lines import Lines, hanging, wrapped

BESIDE: Final = 72
"""Columns from which on both stand side by side."""

_GAP: Final = 4
_BAR: Final = 8
_NUMBER: Final = 6
WELL, LOOK = "●", "■"
"""The signs of what is in order, and of what is to be looked at."""


class Facts(Lines):
    """Two lists with a heading each.

    `bars`: a name, a number as it is shown, and its share of the largest, 0 to 1.
    `health`: whether it is in order, what it is about, and how it is.
    """

    def __init__(self) -> None:
        super().__init__(id="facts")
        self.headings = ("", "")
        self.bars: Sequence[tuple[str, str, float]] = ()
        self.health: Sequence[tuple[bool, str, str]] = ()

    def lines(self, width: int) -> list[Content]:
        """Return both lists, side by side or one under the other."""
        if width < BESIDE:
            return [*self._bars(width), Content(""), *self._health(width)]
        left = (width - _GAP) // 2
        rows, more = self._bars(left), self._health(width - _GAP - left)
        height = max(len(rows), len(more))
        pairs = zip(_padded(rows, height), _padded(more, height), strict=True)
        return [one.pad_right(left + _GAP - one.cell_length) + other for one, other in pairs]

    def _bars(self, width: int) -> list[Content]:
        name = width - _BAR - _NUMBER - 1
        rows = [Content.styled(self.headings[0], "bold $primary")]
        for said, count, share in self.bars:
            cells = round(share * _BAR)
            first, *rest = wrapped(said, name) or [Content("")]
            bar = Content.styled("█" * cells, "$primary") + Content.styled("░" * (_BAR - cells), "$line")
            rows.append(first.pad_right(name + 1 - first.cell_length) + bar + Content.styled(count.rjust(_NUMBER), "bold"))
            rows += rest
        return rows

    def _health(self, width: int) -> list[Content]:
        rows = [Content.styled(self.headings[1], "bold $primary")]
        for is_well, said, how in self.health:
            sign, colour = (WELL, "$primary") if is_well else (LOOK, "$same-day")
            text = hanging(f"{sign} ", f"{said}: {how}" if how else said, width, "" if is_well else "bold", colour)
            rows += text
        return rows


def _padded(rows: Sequence[Content], height: int) -> list[Content]:
    return [*rows, *[Content("")] * (height - len(rows))]
