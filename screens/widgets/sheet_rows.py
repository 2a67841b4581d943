"""The page to be photographed as rows of cells, black on white whatever the theme."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.cells import cell_len
from textual.content import Content

from screens.widgets.lines import BULLET, Lines, hanging, wrapped
from screens.wording.sheet import SheetLine

_NAME: Final = 16
"""Columns of the names at the left; a longer one stands before its text."""

_PAPER: Final = "$code-ink on $code-ground"
_URGENT: Final = "$code-ground on $code-ink"


def _rows_of(line: SheetLine, width: int) -> Iterator[Content]:
    if line.rule:
        yield Content("─" * width)
    elif line.urgent:
        for row in wrapped(line.name, width - 4, "bold") if line.name else hanging(f"{BULLET} ", line.text, width - 4):
            inside = Content("  ") + row
            yield inside.pad_right(width - inside.cell_length).stylize_before(_URGENT)
    elif not (line.name and line.text):
        text = line.name or line.text
        rows = wrapped(text, width, "bold" if line.name else "")
        # A line that ends with a colon is to be filled in by hand.
        yield from rows[:-1]
        free = width - rows[-1].cell_length - 1
        yield rows[-1] + Content(" " + "_" * min(12, free)) if text.endswith(":") and free > 1 else rows[-1]
    elif cell_len(line.name) < _NAME:
        yield from hanging(line.name.ljust(_NAME), line.text, width, "", "bold")
    else:
        yield from (Content.styled(f"{line.name}  ", "bold") + Content(line.text)).wrap(width)


def _all(lines: Sequence[SheetLine], width: int) -> list[Content]:
    return [row for line in lines for row in _rows_of(line, width)]


def sheet_pages(forms: Sequence[Sequence[SheetLine]], width: int, height: int) -> list[list[Content]]:
    """Return the page as windows of at most `height` rows: the first of its forms that fits one, or the last form.

    What is urgent, and what to do, begins every window.
    """
    drawn = [_all(form, width) for form in forms]
    rows = next((rows for rows in drawn if len(rows) <= height), drawn[-1])
    if len(rows) <= height:
        return [rows]
    head = _all([line for line in forms[-1] if line.urgent and line.name], width)[: max(0, height - 2)]
    pages, rest = [rows[:height]], rows[height:]
    while rest:
        room = max(1, height - len(head))
        pages.append([*head, *rest[:room]])
        rest = rest[room:]
    return pages


class SheetRows(Lines):
    """One window of the page, filled to its edges."""

    def __init__(self) -> None:
        super().__init__(classes="sheet")
        self.rows: list[Content] = []
        self.columns = 0

    def show(self, rows: list[Content], columns: int, height: int) -> None:
        """Show rows of `columns` cells in the middle, and empty ones below them."""
        self.rows = [*rows, *[Content("")] * (height - len(rows))]
        self.columns = columns
        self.refresh(layout=True)

    def lines(self, width: int) -> list[Content]:
        """Return the rows on paper."""
        left = max(0, (width - self.columns) // 2)
        made = (Content(" " * left) + row for row in self.rows)
        return [row.pad_right(max(0, width - row.cell_length)).stylize_before(_PAPER) for row in made]
