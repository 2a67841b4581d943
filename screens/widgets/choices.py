"""Choices: one look for two to twelve of them at a given size of window. Never boxed: their states are signs and grounds."""

from collections.abc import Iterable
from enum import StrEnum
from itertools import pairwise
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.message import Message
from textual.widget import Widget

from screens.base import binding
from screens.grid import NARROW, Grid
from screens.widgets.large import CHOICES, has_letters
from screens.widgets.lines import Lines
from screens.widgets.said import unwatched_size
from screens.widgets.tile import Tile

LAST_DIGIT: Final = 9
AGAIN: Final = "9↓"
"""The cap of what follows the ninth row: pressing 9 again goes one further down each time."""

_COLUMNS_GAP: Final = 2
_BEFORE_LABEL: Final = 9
"""Columns of sign, cap and marker."""


def key_of(index: int) -> str:
    """Return what stands on the cap of a row, counted from 0."""
    return str(index + 1) if index < LAST_DIGIT else AGAIN


class Mark(StrEnum):
    """What stands in the marker of a chosen row."""

    ONE = "●"
    MANY = "x"
    """One of several answers."""

    def marker(self, *, chosen: bool) -> str:
        """Return the marker."""
        inside = self.value if chosen else " "
        return f"[{inside}]" if self is Mark.MANY else f"({inside})"


class ChoiceRow(Lines, can_focus=True):
    """One option. It is chosen with Enter, space, its digit or a click, and never by merely having the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [binding("enter", "choose(True)", "choose"), binding("space", "choose", "toggle")]

    class Chosen(Message):
        """The row was chosen explicitly, by a key or with the mouse."""

        def __init__(self, row: "ChoiceRow", *, by_enter: bool) -> None:
            super().__init__()
            self.row = row
            self.by_enter = by_enter

    def __init__(self, key: str, option: str, label: str, *, mark: Mark = Mark.ONE, chosen: bool = False) -> None:
        super().__init__(classes="choice")
        self.key, self.option, self.label, self.kind = key, option, label, mark
        self.chosen = chosen
        self.set_class(chosen, "-chosen")

    def lines(self, width: int) -> list[Content]:
        """Return the rows of the tile."""
        grid = Grid.of(self.app.size, is_big=self.screen.has_class("-big"))
        marker = self.kind.marker(chosen=self.chosen)
        tile = Tile(self.key, marker, self.label, self.chosen, self.has_focus)
        return (has_letters(self, CHOICES) and tile.in_letters(width)) or tile.lines(grid, width)

    def mark(self, *, chosen: bool) -> None:
        """Show the row as chosen or not."""
        if chosen is not self.chosen:
            self.chosen = chosen
            self.set_class(chosen, "-chosen")
            self.refresh()

    def action_choose(self, by_enter: bool = False) -> None:  # noqa: FBT001, FBT002 - an action's parameters have no names
        """Choose this option."""
        self.post_message(self.Chosen(self, by_enter=by_enter))

    def on_click(self, event: events.Click) -> None:
        """Choose with the mouse."""
        event.stop()
        self.screen.set_focus(self)
        self.post_message(self.Chosen(self, by_enter=False))


class ChoicesLayout(Layout):
    """Puts rows below each other; more than nine of them in two columns, read downwards, where the window has room."""

    name = "choices"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:  # noqa: FBT001, FBT002 - as the framework calls it
        """Return the place of each row."""
        del greedy
        parent.pre_layout(self)
        grid = Grid.of(parent.app.size, is_big=parent.screen.has_class("-big"))
        if isinstance(parent, Choices) and parent.across:
            return self._across(children, size, _fitting(children, size.width, parent.across, grid), grid)
        columns = grid.choice_columns(len(children))
        width = (size.width - _COLUMNS_GAP * (columns - 1)) // columns
        in_column = -(-len(children) // columns)
        placements = []
        y = 0
        for index, child in enumerate(children):
            y = y if index % in_column else 0
            rows = child.get_content_height(Size(width, 0), size, width)
            region = Region(index // in_column * (width + _COLUMNS_GAP), y, width, rows)
            placements.append(WidgetPlacement(region, NULL_OFFSET, NULL_SPACING, child))
            y += rows + grid.choice_gap(len(children))
        return placements

    @staticmethod
    def _across(children: list[Widget], size: Size, columns: int, grid: Grid) -> ArrangeResult:
        # The last column ends at the edge of the page.
        starts = [(size.width + _COLUMNS_GAP) * column // columns for column in range(columns + 1)]
        widths = [after - start - _COLUMNS_GAP for start, after in pairwise(starts)]
        placements, y = [], 0
        for start in range(0, len(children), columns):
            beside = children[start : start + columns]
            sized = list(zip(beside, starts, widths, strict=False))
            rows = max(child.get_content_height(Size(width, 0), size, width) for child, _, width in sized)
            for child, x, width in sized:
                region = Region(x, y, width, rows)
                placements.append(WidgetPlacement(region, NULL_OFFSET, NULL_SPACING, child))
            y += rows + grid.choice_gap(len(children))
        return placements


def _fitting(children: list[Widget], width: int, across: int, grid: Grid) -> int:
    """Return in how many columns no word has to be cut."""
    words = (word for child in children for word in getattr(child, "label", "").split())
    longest = max(map(cell_len, words), default=0) + _BEFORE_LABEL
    wanted = across if grid.columns >= NARROW else 1
    return next((columns for columns in range(wanted, 1, -1) if (width + _COLUMNS_GAP) // columns - _COLUMNS_GAP >= longest), 1)


_LAYOUT: Final = ChoicesLayout()


class Choices(Widget):
    """Holds the rows of one question, below each other or, with `across`, so many side by side."""

    virtual_size = unwatched_size()

    def __init__(self, rows: Iterable[Widget], *, across: int = 0) -> None:
        super().__init__(*rows, classes="choices")
        self.across = across

    @property
    def layout(self) -> Layout:
        """One or two columns."""
        return _LAYOUT
