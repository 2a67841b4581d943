"""A part of the report as pages: whole blocks that fit the window; only one that is longer than a page is divided."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from textual.content import Content
from textual.widget import Widget

from screens.rendering.letters import drawn
from screens.widgets.blocks import BlockView, FoldHead, block_rows
from screens.widgets.lines import Lines, hanging, wrapped
from screens.wording.parts import Part
from screens.wording.report import Block, Kind, Section
from screens.wording.words import Words

_SMALL: Final = 10
"""Rows of a page up to which a block may be divided as soon as less than half of the page is used."""

_LEAST: Final = 3
"""Rows of a block that stand at the foot of a page at least, where it goes on overleaf."""


@dataclass(frozen=True)
class Piece:
    """A block, a heading or a lead, or the heading of a folded section."""

    block: Block | None = None
    text: str = ""
    style: str = ""
    fold: Section | None = None

    def height(self, width: int) -> int:
        """Return how many rows it takes."""
        if self.block is not None:
            return len(block_rows(self.block, width))
        return len(wrapped(self.text, width)) if self.fold is None else 1

    @property
    def is_close(self) -> bool:
        """Whether it stands right below its like: a point of a list, and a finding that has nothing to add."""
        return self.block is not None and (
            self.block.kind is Kind.POINT or (self.block.kind is Kind.FINDING and not self.block.lines)
        )


@dataclass(frozen=True)
class Placed:
    """A piece on a page: the rows of it that stand there, and the empty rows above."""

    piece: Piece
    rows: slice
    above: int


Page = tuple[Placed, ...]


class TextRows(Lines):
    """A heading or a lead."""

    def __init__(self, text: str, style: str) -> None:
        super().__init__(classes="rows")
        self.text, self.style = text, style

    def lines(self, width: int) -> list[Content]:
        """Return the text, broken between words."""
        return wrapped(self.text, width, self.style)


class PartTitle(Lines):
    """The digit and the title of a part; at the right edge which page this is."""

    def __init__(self, digit: str, title: str, *, large: bool = False) -> None:
        super().__init__(classes="part-title")
        self.digit, self.title_text, self.page, self.large = digit, title, "", large

    def lines(self, width: int) -> list[Content]:
        """Return the title beside its digit; the page where there is room for it, as it stands at the foot as well."""
        if self.large and (letters := drawn(f"{self.digit}  {self.title_text}", width)):
            return [*(Content.styled(row, "$primary") for row in letters), Content.styled(self.page, "$muted")]
        rows = hanging(f" {self.digit} ", f" {self.title_text}", width, "bold", "bold $keycap-ink on $keycap")
        space = width - rows[0].cell_length - len(self.page)
        if len(rows) == 1 and self.page and space > 0:
            rows[0] = rows[0].pad_right(space) + Content.styled(self.page, "$muted")
        return rows


def pieces(part: Part, words: Words, opened: frozenset[str]) -> list[Piece]:
    """Return what a part is made of; a folded section has its blocks only when it was opened."""
    made = []
    for index, section in enumerate(part.sections):
        if section.folded:
            made.append(Piece(fold=section))
            if section.id not in opened:
                continue
        elif index > 0:
            made.append(Piece(text=section.title, style="bold $primary"))
        if section.lead:
            made.append(Piece(text=words(section.lead), style="$muted"))
        made += [Piece(block=block) for block in _said_once(section.blocks)]
    return made


def _said_once(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks; of cards that ask for the same, one after the other, the first says what to do."""
    before = None
    for block in blocks:
        yield replace(block, action="") if before is not None and (block.level, block.action) == before else block
        before = (block.level, block.action)


def paginate(found: Sequence[Piece], width: int, height: int) -> list[Page]:
    """Return pages of at most `height` rows: a piece goes to the next page whole where it fits there."""
    pages: list[list[Placed]] = [[]]
    height, used = max(1, height), 0
    for index, piece in enumerate(found):
        rows, start = piece.height(width), 0
        above = 0 if not pages[-1] or (piece.is_close and found[index - 1].is_close) else 1
        # A heading is not left behind at the foot of a page.
        needs = rows + (0 if piece.block is not None else 1 + _LEAST)
        left = height - used - above
        # In a small window whole blocks would leave most of a page empty.
        stays_whole = needs <= height and (height > _SMALL or 2 * used >= height)
        if used and needs > left and (stays_whole or left < _LEAST):
            pages.append([])
            used = above = 0
        while rows - start > height - used - above:
            stop = start + height - used - above
            pages[-1].append(Placed(piece, slice(start, stop), above))
            pages.append([])
            start, used, above = stop, 0, 0
        pages[-1].append(Placed(piece, slice(start, None), above))
        used += above + rows - start
    return [tuple(page) for page in pages if page]


def widgets_of(page: Page, words: Words, opened: frozenset[str]) -> list[Widget]:
    """Return the widgets of a page, with their distances."""
    made: list[Widget] = []
    for placed in page:
        piece = placed.piece
        widget: Widget
        if piece.block is not None:
            widget = BlockView(piece.block, rows=placed.rows)
        elif piece.fold is not None:
            is_open = piece.fold.id in opened
            result = words.texts.result
            widget = FoldHead(piece.fold.title, result.fold if is_open else result.unfold, is_open=is_open)
        else:
            widget = TextRows(piece.text, piece.style)
        widget.styles.margin = (placed.above, 0, 0, 0)
        made.append(widget)
    return made
