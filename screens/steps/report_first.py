"""The first page of the report: when to get help and the number, then a numbered contents."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from screens.widgets.action_row import ActionRow
from screens.widgets.blocks import LEVEL_STYLES
from screens.widgets.lines import Lines, wrapped
from screens.widgets.number import NumberBlock
from screens.widgets.said import unwatched_size
from screens.widgets.told import Entry, ToldPane
from screens.wording.emergency import Alarm
from screens.wording.parts import Part
from screens.wording.words import Words

TAKE_AWAY: Final = "7"
FINISH: Final = "8"

NARROW: Final = 56
LOW_PAGE: Final = 13
"""Columns and rows of a page below which it has no heading, and its contents end with taking it along and finishing."""


WIDE: Final = 72
"""Columns from which each line of the contents says what the part holds; below that only what is urgent or read has a word."""


class Heading(Lines):
    """The title of the report and, beside it where there is room, what it is not."""

    def __init__(self, title: str, said: str, brief: str) -> None:
        super().__init__(classes="report-heading")
        self.title_text, self.said, self.brief = title, said, brief

    def lines(self, width: int) -> list[Content]:
        """Return one line with what fits beside the title; in the smallest windows no title, which the frame has."""
        beside = next((said for said in (self.said, self.brief) if cell_len(f"{self.title_text}  {said}") <= width), None)
        if beside is None:
            return wrapped(self.brief, width, "$muted")
        return [Content.assemble((self.title_text, "bold"), "  ", (beside, "$muted"))]


class Panes(Horizontal):
    """The heading and the contents, and beside them what was told."""

    virtual_size = unwatched_size()

    def __init__(self, left: Sequence[Widget], told: ToldPane, columns: int) -> None:
        beside = Vertical(*left, classes="contents")
        beside.styles.width = columns
        super().__init__(beside, told, classes="panes")


@dataclass(frozen=True)
class FirstPage:
    """The widgets of the page, and the row that can have the focus without the number leaving the view."""

    widgets: list[Widget]
    first: ActionRow | None


def _rows(parts: Sequence[Part], words: Words, read: frozenset[str], *, narrow: bool, wide: bool) -> list[ActionRow]:
    text = words.texts.result
    rows = []
    for number, part in enumerate(parts, 1):
        phrase = text.read if part.id in read else part.phrase if wide else ""
        if part.level is None:
            row = ActionRow(str(number), part.id, part.title, aside=phrase, aside_style="$muted")
        else:
            row = ActionRow(str(number), part.id, part.title, aside=part.phrase, aside_style=LEVEL_STYLES[part.level])
            row.keeps_aside = True
        rows.append(row)
    if narrow:
        rows += [ActionRow(TAKE_AWAY, "take_away", text.take_away), ActionRow(FINISH, "finish", text.finish)]
    for row in rows:
        row.is_tile = False
    return rows


@dataclass(frozen=True)
class Told:
    """What the person told, for the pane at the right; `columns` of the contents at its left."""

    entries: Sequence[Entry]
    columns: int


def first_page(  # noqa: PLR0913 - a page has that many parts
    parts: Sequence[Part], words: Words, alarm: Alarm | None, read: frozenset[str], size: Size, *, told: Told | None
) -> FirstPage:
    """Return the first page for a view of `size`: the number takes what the contents leave; `told` stands beside them."""
    text, narrow = words.texts.result, size.width < NARROW or size.height < LOW_PAGE
    column = told.columns if told else size.width
    heading = Heading(text.title, words(text.opening_short), words(text.no_opinion))
    rows = _rows(parts, words, read, narrow=narrow, wide=column >= WIDE)
    above = 0 if narrow else len(heading.lines(column))
    most = size.height - above - sum(len(row.lines(column)) for row in rows)
    if alarm is not None:
        block = NumberBlock.of_alarm(alarm)
        block.newest_is_bold = False
    else:
        said = [words(words.texts.ui.unwell)]
        block = NumberBlock(words.values["emergency_number"], words.texts.help_card.title, said=said)
    # In the smallest windows an emergency comes first, and the contents below it.
    block.fit(size.height - 1 if narrow and alarm is not None else most)
    taken = block.height_at(size.width)
    airy = taken + 1 + above + 2 * len(rows) <= size.height
    for row in rows:
        row.set_class(airy, "-airy")
    heading.set_class(taken < most, "-apart")
    widgets: list[Widget] = [block, *rows, heading] if narrow else [block, heading, *rows]
    if told:
        apart = int(taken < most)
        pane = ToldPane(text.told, told.entries, size.height - taken - apart)
        pane.styles.margin = (apart, 0, 0, 2)
        widgets = [block, Panes([heading, *rows], pane, told.columns)]
    return FirstPage(widgets, rows[0] if taken + above + 1 <= size.height else None)
