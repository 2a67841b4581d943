"""What is drawn of one choice, at every size of text."""

from dataclasses import dataclass
from typing import Final

from textual.content import Content

from screens.grid import Grid
from screens.rendering.letters import drawn
from screens.widgets.lines import POINTER, wrapped

CHOSEN: Final = "█"
"""The sign at the left edge of what is chosen."""

_CAP, _FOCUS_CAP = "bold $keycap-ink on $keycap", "bold $focus on $focus-ink"
_LARGE_CAP: Final = 7
_LARGE_HEAD: Final = 1 + _LARGE_CAP + 5
"""Columns of sign, cap and marker beside large letters."""


@dataclass(frozen=True)
class Tile:
    """What is drawn of one choice. `marker`: `( )`, `(●)` and the like."""

    key: str
    marker: str
    label: str
    chosen: bool
    focused: bool = False

    def lines(self, grid: Grid, width: int) -> list[Content]:
        """Return its rows: a sign for its state, its digit on a cap, and the label hanging beside that."""
        sign = Content.styled(CHOSEN, "$primary on $primary-ground") if self.chosen and not self.focused else Content(" ")
        key = f"{self.key:<2}" if grid.is_small else f"{self.key:^3}"
        head = Content.assemble(
            Content(POINTER) if self.focused else sign,
            (key, _FOCUS_CAP if self.focused else _CAP),
            f"{'' if grid.is_small else ' '}{self.marker} ",
        )
        beside = head.cell_length
        first, *rest = wrapped(self.label, width - beside) or [Content("")]
        around = [sign] * grid.tile_padding
        return [*around, head + first, *(sign.pad_right(beside - 1) + part for part in rest), *around]

    def in_letters(self, width: int) -> list[Content]:
        """Return its rows with digit and label in large letters; nothing where they have no room."""
        label = drawn(self.label, width - _LARGE_HEAD)
        digit = drawn(self.key[0], _LARGE_CAP - 2)
        if not label or not digit:
            return []
        sign = Content.styled(CHOSEN, "$primary on $primary-ground") if self.chosen and not self.focused else Content(" ")
        caps = [f" {row.center(_LARGE_CAP - 2)} " for row in digit]
        rows = []
        for at, row in enumerate(label):
            first = Content(POINTER) if self.focused and at == 0 else sign
            key = (
                Content.styled(caps[at], _FOCUS_CAP if self.focused else _CAP) if at < len(caps) else Content(" " * _LARGE_CAP)
            )
            marker = f" {self.marker} " if at == 1 else "     "
            rows.append(first + key + Content(f"{marker}{row}"))
        return rows
