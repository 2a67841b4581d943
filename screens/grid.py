"""The one layout grid: margins, columns and rows of a page for every size of window, from 40x12 on.

It is also asked before the framework is imported, for what is shown until then.
"""

from typing import TYPE_CHECKING, Final, NamedTuple, Self

if TYPE_CHECKING:
    from textual.geometry import Size

SLIM, NARROW, NORMAL, WIDE, BROAD = 40, 60, 80, 100, 120
"""Columns from which on a window has more in a row."""

SHORT, LOW, MEDIUM, TALL, HIGH = 12, 20, 24, 30, 40
"""Rows from which on a window has more below each other."""

WIDTHS: list[tuple[int, str]] | None = [
    (0, "-too-narrow"), (SLIM, "-slim"), (NARROW, "-narrow"), (NORMAL, "-normal"), (WIDE, "-wide"), (BROAD, "-broad"),
]  # fmt: skip
HEIGHTS: list[tuple[int, str]] | None = [
    (0, "-too-short"), (SHORT, "-short"), (LOW, "-low"), (MEDIUM, "-medium"), (TALL, "-tall"), (HIGH, "-high"),
]  # fmt: skip
"""A screen has the class of its columns and the class of its rows, for the style sheet."""

_ONE, _BOTH, _LEFT, _LEFT_WIDE = 76, 114, 64, 72
_SEVERAL: Final = 6
_IN_A_COLUMN: Final = 9
_LETTERS: Final = 152
GAP: Final = 4
"""Columns between the column and the pane; a line stands in the third of them."""


class Grid(NamedTuple):
    """Where the parts of a page stand in a window of `columns` x `rows` cells. Columns and rows choose for themselves."""

    columns: int
    rows: int
    is_big: bool = False

    @classmethod
    def of(cls, size: "Size", *, is_big: bool = False) -> Self:
        """Return the grid of a window; with bigger text there is one pane."""
        return cls(size.width, size.height, is_big)

    @property
    def classes(self) -> tuple[str, str]:
        """The class of the columns, and the class of the rows."""
        sizes = ((WIDTHS or [], self.columns), (HEIGHTS or [], self.rows))
        columns, rows = (max(found for found in classes if found[0] <= cells)[1] for classes, cells in sizes)
        return columns, rows

    @property
    def width(self) -> int:
        """Columns between the margins: title line, progress, buttons and keys have the same edges."""
        if self.columns < NARROW:
            return self.columns - 2
        if NORMAL <= self.columns < WIDE:
            return _ONE
        # Large letters take as many columns as there are.
        most = min(_LETTERS, max(_BOTH, self.columns - 8)) if self.is_big else _BOTH
        return min(most, self.columns - 4)

    @property
    def margin(self) -> int:
        """Empty columns at the left; every part of the page begins after them."""
        return (self.columns - self.width) // 2

    @property
    def column(self) -> int:
        """Columns of the body and of its buttons."""
        if self.columns < WIDE or self.is_big:
            return self.width
        return _LEFT if self.columns < BROAD else _LEFT_WIDE

    @property
    def pane(self) -> int:
        """Columns of the second pane; 0 where there is none."""
        return max(0, self.width - self.column - GAP)

    @property
    def is_small(self) -> bool:
        """Whether only the title line says where the person is, and choices come before hints."""
        return self.columns < NARROW or self.rows < LOW

    @property
    def is_centred(self) -> bool:
        """Whether the content stands in the middle, with the buttons one row under it; elsewhere buttons never move."""
        return self.rows >= TALL

    @property
    def progress_rows(self) -> int:
        """Rows of the progress: names, bars and number; one for all; or none beside the title line."""
        if self.is_small:
            return 0
        return 1 if self.columns < NORMAL or self.rows < MEDIUM else 3

    @property
    def button_rows(self) -> int:
        """Rows of a button: three with its box, or one."""
        return 3 if self.rows >= MEDIUM else 1

    @property
    def tile_padding(self) -> int:
        """Rows of ground above and below the label of a choice."""
        return int(self.rows >= HIGH)

    def choice_columns(self, count: int) -> int:
        """Return in how many columns so many choices stand, read downwards."""
        return 2 if count > _IN_A_COLUMN and self.columns >= NARROW and not self.is_big else 1

    def choice_gap(self, count: int) -> int:
        """Return the empty rows between two of so many choices."""
        # Tiles with ground above and below their label can do without, where so many stand in one column.
        padded = self.tile_padding > 0 and self.choice_columns(count) == 1 and self.columns <= _LETTERS
        dense = self.rows < LOW or (count > _SEVERAL and (self.rows < TALL or padded))
        # Bigger text has tiles of three rows there, which need no gap; large letters need one.
        return 0 if dense or (self.is_big and self.rows >= HIGH and self.columns <= _LETTERS) else 1

    def has_row_hints(self, count: int) -> bool:
        """Return whether each of so many symptoms has a row for its hint below it, with "none of these" still in view."""
        around = len(("title", "lead", "gap", "none"))
        return self.rows >= MEDIUM and 2 * count + around <= self.room(has_number=False).height

    def top(self, *, has_step: bool, has_number: bool, is_close: bool = False) -> int:
        """Return the first row of the body of a page with or without progress, and with or without a question's number.

        `is_close`: the body begins right below the progress; nothing else of it has a number.
        """
        if self.rows < LOW:
            return 1
        if self.is_small or not has_step:
            return 2 if self.rows < MEDIUM else 3
        return (3 if self.progress_rows == 1 else 4 + has_number) - is_close

    def room(self, *, has_step: bool = True, has_number: bool = True, is_close: bool = False) -> "Size":
        """Return the largest body that is in view whole."""
        from textual.geometry import Size  # noqa: PLC0415 - as above

        below = self.button_rows + 1 + self.is_centred
        top = self.top(has_step=has_step, has_number=has_number, is_close=is_close)
        return Size(self.column, max(1, self.rows - below - top))
