"""Bigger text that is bigger: titles, and in the largest windows choices too, in letters of 5 by 8 dots."""

from typing import Final

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from screens.rendering.letters import ROWS, drawn
from screens.widgets.lines import Lines, wrapped

TITLES: Final = Size(120, 40)
"""The window from which on a title has large letters."""

CHOICES: Final = Size(160, 48)
"""The window from which on choices have them too."""

HALF_BLOCKS: Final = "-half-blocks"
"""The class of an app whose terminal has half blocks in its font; the Linux console has none."""

_MOST: Final = 4 * ROWS
"""Rows of large letters that leave room for what follows."""


def has_letters(widget: Widget, least: Size) -> bool:
    """Return whether large letters are wanted, can be drawn, and have room."""
    size = widget.app.size
    fits = size.width >= least.width and size.height >= least.height
    return fits and widget.screen.has_class("-big") and widget.app.has_class(HALF_BLOCKS)


class Title(Lines):
    """The title of a question."""

    def __init__(self, text: str) -> None:
        super().__init__(classes="title")
        self.text = text

    def lines(self, width: int) -> list[Content]:
        """Return the title in large letters, or as words where those have no room."""
        rows = drawn(self.text, width) if has_letters(self, TITLES) else ()
        if rows and len(rows) <= _MOST:
            return [*map(Content, rows), Content("")]
        return wrapped(self.text, width)
