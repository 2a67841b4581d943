"""Four named steps of a visit: bars that fill, the present one marked, and the number of the question once it is known."""

from itertools import accumulate

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from screens.grid import Grid
from screens.widgets.said import unwatched_size
from screens.wording.progress import PARTS, Progress
from screens.wording.words import Words

_BAR = 5
_GAP = 2


def _bar(width: int, done: float) -> Content:
    # As soon as it has begun there is something to see, and it is whole only when all is done.
    full = width if done >= 1 else min(width - 1, max(1, int(width * done))) if done > 0 else 0
    return Content.assemble(("━" * full, "$primary"), ("─" * (width - full), "$line"))


class ProgressLine(Widget):
    """Names, bars and number in three rows, or in one; a small window has the title line for it."""

    virtual_size = unwatched_size()

    def __init__(self, *, id: str) -> None:  # noqa: A002 - the framework's name
        super().__init__(id=id)
        self.progress: Progress | None = None
        self.names: list[str] = []
        self.number = ""

    def show(self, progress: Progress | None, words: Words) -> None:
        """Draw how far the visit is; nothing on a page before its first step."""
        self.progress = progress
        self.names = [words.texts.ui.parts[part] for part in PARTS]
        self.number = progress.question(words) if progress else ""
        self.refresh()

    def _done(self, index: int, progress: Progress) -> float:
        return 1.0 if index < progress.part else progress.done if index == progress.part else 0.0

    def render(self) -> Content:
        """Draw as much as the window has rows for."""
        grid = Grid.of(self.app.size, is_big=self.screen.has_class("-big"))
        if self.progress is None or not self.names:
            return Content("")
        rows = self._one_row(grid.width, self.progress) if grid.progress_rows == 1 else self._rows(grid.width, self.progress)
        return Content("\n").join([row.pad_left(grid.margin) for row in rows])

    def _one_row(self, width: int, progress: Progress) -> list[Content]:
        said = Content.styled(" · ".join(filter(None, (self.names[progress.part], self.number))), "bold $primary")
        bars = Content(" ").join([_bar(_BAR, self._done(index, progress)) for index in range(len(PARTS))])
        if said.cell_length + _GAP + bars.cell_length > width:
            return [said]
        return [said.pad_right(width - said.cell_length - bars.cell_length) + bars]

    def _rows(self, width: int, progress: Progress) -> list[Content]:
        # Where the names do not fit beside each other, the present one stands alone over bars of the same width.
        names = self.names if self._fit(width) else [""] * len(PARTS)
        free = width - sum(map(cell_len, names)) - _GAP * (len(PARTS) - 1)
        shares = [free * (index + 1) // len(PARTS) - free * index // len(PARTS) for index in range(len(PARTS))]
        widths = [cell_len(name) + share for name, share in zip(names, shares, strict=True)]
        styles = ["$foreground"] * progress.part + ["bold $primary"] + ["$muted"] * (len(PARTS) - progress.part - 1)
        heads = [
            Content.styled(name, style).pad_right(each - cell_len(name))
            for name, style, each in zip(names, styles, widths, strict=True)
        ]
        gap = Content(" " * _GAP)
        start = [0, *accumulate(each + _GAP for each in widths)][progress.part]
        alone = self.names[progress.part]
        head = Content.styled(alone, "bold $primary").pad_left(min(start, max(0, width - cell_len(alone))))
        bars = gap.join(_bar(each, self._done(index, progress)) for index, each in enumerate(widths))
        return [gap.join(heads) if self._fit(width) else head, bars, Content(self.number).pad_left(start)]

    def _fit(self, width: int) -> bool:
        return sum(map(cell_len, self.names)) + _GAP * (len(PARTS) - 1) <= width
