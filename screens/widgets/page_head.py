"""The words at the head of the first and of the last page, with the emblem beside them where there is room."""

from collections.abc import Sequence

from textual.content import Content

from screens.grid import MEDIUM, NORMAL
from screens.rendering.emblem import COLUMNS, EMBLEM
from screens.rendering.letters import drawn
from screens.widgets.large import TITLES, has_letters
from screens.widgets.lines import BULLET, Lines, hanging, wrapped

_GAP = 4
_WIDEST = 72
"""Columns of a line of words, however wide the page is."""


class PageHead(Lines):
    """Title, paragraphs and points; at the right edge the emblem, from 80x24 on."""

    def __init__(self, title: str, said: Sequence[str], points: Sequence[str] = ()) -> None:
        super().__init__(classes="page-head")
        self.title_text, self.said, self.points = title, tuple(said), tuple(points)

    def lines(self, width: int) -> list[Content]:
        """Return the rows of words, the emblem beside them one row below the title."""
        has_emblem = self.app.size.width >= NORMAL and self.app.size.height >= MEDIUM
        beside = min(_WIDEST, width - COLUMNS - _GAP if has_emblem else width)
        space = [] if self.screen.has_class("-short") else [Content("")]
        large = drawn(self.title_text, beside) if has_letters(self, TITLES) else ()
        rows = [Content.styled(row, "$primary") for row in large] or wrapped(self.title_text, beside, "bold $primary")
        between = [] if self.screen.has_class("-low") else space
        for index, text in enumerate(self.said):
            rows += [*(between if index else space), *wrapped(text, beside)]
        rows += space if self.points else []
        for point in self.points:
            rows += hanging(f"{BULLET}  ", point, beside, mark_style="$primary")
        return self._with_emblem(rows, width) if has_emblem else rows

    @staticmethod
    def _with_emblem(rows: list[Content], width: int) -> list[Content]:
        rows += [Content("")] * (len(EMBLEM) + 1 - len(rows))
        for at, row in enumerate(EMBLEM, 1):
            blocks = row.strip()
            style = "$primary on $primary-ground" if "█" in blocks else "$primary"
            before = width - COLUMNS + row.index(blocks[0]) - rows[at].cell_length
            rows[at] = rows[at].pad_right(before) + Content.styled(blocks, style)
        return rows
