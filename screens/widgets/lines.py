"""Widgets that are lines of words: one widget draws a whole row, which keeps a key's work small."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from screens.widgets.said import unwatched_size

BULLET: Final = "•"

POINTER: Final = "▶"
"""The sign before the row in focus, so that focus shows without colour."""


def wrapped(text: str, width: int, style: str = "") -> list[Content]:
    """Return `text` in one style as lines of at most `width` cells, broken between words."""
    return [line.rstrip() for line in Content.styled(text, style).wrap(max(1, width))] if text else []


def hanging(mark: str, text: str, width: int, style: str = "", mark_style: str = "") -> list[Content]:
    """Return a mark and `text` beside it; what wraps hangs under the text and not under the mark."""
    return list(_hanging(mark, text, width, style, mark_style))


@lru_cache(maxsize=256)
def _hanging(mark: str, text: str, width: int, style: str, mark_style: str) -> tuple[Content, ...]:
    first, *rest = wrapped(text, width - len(mark), style) or [Content("")]
    return (Content.styled(mark, mark_style) + first, *(line.pad_left(len(mark)) for line in rest))


def beside(columns: Sequence[tuple[str, int, str]]) -> list[Content]:
    """Return columns of (text, width, style) side by side; each wraps within its width."""
    cells = [[line.plain for line in wrapped(text, width)] for text, width, _ in columns]
    rows = []
    for row in range(max(map(len, cells))):
        parts = (cell[row] if row < len(cell) else "" for cell in cells)
        padded = (Content.styled(_filled(part, width), style) for part, (_, width, style) in zip(parts, columns, strict=True))
        rows.append(Content("").join(padded))
    return rows


def _filled(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))


class Lines(Widget):
    """A widget made of lines that depend on its width and state. Words are shown exactly as they are."""

    virtual_size = unwatched_size()

    def lines(self, width: int) -> Iterable[Content]:
        """Return the lines for a width in cells."""
        raise NotImplementedError

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Take the width there is."""
        del viewport
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines there are."""
        del container, viewport
        return len(list(self.lines(width)))

    def render(self) -> Content:
        """Draw the lines."""
        return Content("\n").join(self.lines(self.content_size.width))


class Points(Lines):
    """The points of a list, each behind a bullet; where the style has a row below the list, there is one below each point."""

    def __init__(self, points: Sequence[str]) -> None:
        super().__init__(classes="points")
        self.points = points

    def lines(self, width: int) -> list[Content]:
        """Hang each text beside its bullet."""
        space = [Content("")] * self.styles.margin.bottom
        rows = [row for point in self.points for row in (*space, *hanging(f" {BULLET} ", point, width, mark_style="$primary"))]
        return rows[len(space) :]
