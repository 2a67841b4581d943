"""All keys with what they do, for the end of the help page."""

from rich.cells import cell_len
from textual.content import Content

from assets.models import Texts
from screens.widgets.key_line import cap
from screens.widgets.lines import Lines, wrapped
from screens.wording.keyboard import keys_in_words

_GAP = 2
_LEAST_BESIDE = 20
"""Columns that the words beside the keys need at least."""


class KeyTable(Lines):
    """Keys on caps, and beside or below them what they do."""

    def __init__(self, texts: Texts, *, speaks: bool) -> None:
        super().__init__(classes="key-table")
        self.rows = list(keys_in_words(texts, speaks=speaks))

    def lines(self, width: int) -> list[Content]:
        """Return a row for each action; in a narrow window the words stand below the keys."""
        columns = max(sum(cell_len(key) + 3 for key in keys) for keys, _ in self.rows) + _GAP
        rows: list[Content] = []
        for keys, said in self.rows:
            caps = Content(" ").join(cap(key) for key in keys)
            if width - columns >= _LEAST_BESIDE:
                first, *rest = wrapped(said, width - columns)
                rows += [caps.pad_right(columns - caps.cell_length) + first, *(line.pad_left(columns) for line in rest)]
            else:
                rows += [caps, *(line.pad_left(_GAP) for line in wrapped(said, width - _GAP))]
        return rows
