"""The parts of the report as rows and as widgets: cards, findings, paragraphs, points, and the heading of a folded section."""

from collections.abc import Iterator
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from criteria.rules import Level
from screens.base import binding
from screens.messages import WhyAsked
from screens.widgets.lines import BULLET, POINTER, Lines, beside, hanging, wrapped
from screens.wording.report import Block, Kind

LEVEL_STYLES: Final = {
    Level.EMERGENCY: "bold $emergency-ink on $emergency",
    Level.WATCH_FOR: "bold $appointment-ink on $appointment",
    Level.SAME_DAY: "bold $same-day-ink on $same-day",
    Level.APPOINTMENT: "bold $appointment-ink on $appointment",
}
"""How the word of a level is drawn, here and in the contents of the report."""

_FOCUS: Final = "bold $focus-ink on $focus"
"""The title of the block in focus: a ground of its own is seen from further away than a frame, and without colour too."""

_VERDICT: Final = "bold $keycap-ink on $keycap"
"""One look for all three verdicts: none of them is better than another."""

_EDGE: Final = 2
"""Columns on the left: a bar and a space."""


def block_rows(block: Block, width: int, *, focused: bool = False) -> list[Content]:
    """Return a block as rows of `width` cells: its head, then its text behind a bar. How many does not depend on the focus."""
    inside = max(1, width - _EDGE)
    head = list(_head(block, inside, focused=focused))
    body = list(_body(block, inside))
    if not head and body and focused:
        body[0] = Content.styled(body[0].plain, _FOCUS)
    first = Content.styled(POINTER, "bold") if focused else Content(" ")
    bar = Content.styled("┃", "$primary") if focused else Content.styled("│" if head else " ", "$line")
    sides = [Content(" ")] * len(head) + [bar] * len(body)
    sides[:1] = [first]
    return [side + " " + row for side, row in zip(sides, head + body, strict=True)]


def _head(block: Block, width: int, *, focused: bool) -> Iterator[Content]:
    style = _FOCUS if focused else "bold"
    if block.level is not None:
        chip, beside = f" {block.label} ", f"  {block.title}"
        if cell_len(chip + beside) <= width:
            yield Content.styled(chip, LEVEL_STYLES[block.level]) + Content.styled(beside, style)
            return
        for part in wrapped(block.label, width - 2):
            yield Content.styled(f" {part.plain} ", LEVEL_STYLES[block.level])
    if block.level is None and block.label:
        columns = len(block.label) + 2
        title, *rest = wrapped(block.title, width - columns - 1, style)
        space = Content.styled(" " * (width - columns - title.cell_length), style if focused else "")
        yield title + space + Content.styled(f" {block.label} ", "bold $focus on $focus-ink" if focused else _VERDICT)
        yield from rest
    else:
        yield from wrapped(block.title, width, style)


def _body(block: Block, width: int) -> Iterator[Content]:
    first = block.level is Level.EMERGENCY
    # In an emergency what to do stands where it is seen first, also in a window of a few lines.
    yield from wrapped(block.action, width, "bold") if first else ()
    for text in block.lines:
        yield from hanging(f"{BULLET} ", text, width, "", "$primary") if block.kind is Kind.POINT else wrapped(text, width)
    for point in block.points:
        yield from hanging(f"{BULLET} ", point, width, "", "$primary")
    yield from () if first else wrapped(block.action, width, "bold")
    yield from wrapped(block.later, width)


class BlockView(Lines):
    """One block of the report, or those of its rows that stand on one page; the key for "why" tells where it is from."""

    BINDINGS: ClassVar[list[BindingType]] = [binding("space", "why", "why_here")]

    def __init__(self, block: Block, *, can_focus: bool = True, rows: slice | None = None) -> None:
        super().__init__(classes="block")
        self.block, self.rows, self.can_focus = block, rows or slice(None), can_focus

    def lines(self, width: int) -> list[Content]:
        """Return the rows of the block; of one that goes on from the page before, the first of these has the pointer."""
        rows = block_rows(self.block, width, focused=self.has_focus)[self.rows]
        if self.has_focus and self.rows.start:
            rows[0] = Content.styled(POINTER, "bold") + rows[0][1:]
        return rows

    def action_why(self) -> None:
        """Ask where this block comes from."""
        if self.block.reason is not None:
            self.screen.post_message(WhyAsked(self.block.title or self.block.lines[0], self.block.reason))

    def on_click(self, event: events.Click) -> None:
        """Put the focus here; a second click asks why."""
        event.stop()
        if self.can_focus:
            if self.has_focus:
                self.action_why()
            self.screen.set_focus(self)


class FoldHead(Lines, can_focus=True):
    """The heading of a folded section: space or a click opens and closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [binding("space,enter", "press", "fold")]

    class Toggled(Message):
        """The section is to be opened or closed."""

    def __init__(self, title: str, does: str, *, is_open: bool) -> None:
        super().__init__(classes="fold")
        self.title_text, self.does, self.is_open = title, does, is_open

    def lines(self, width: int) -> list[Content]:
        """Return the sign, the heading and, where there is room, what Enter does."""
        sign = f"{POINTER if self.has_focus else ' '} {'-' if self.is_open else '+'} "
        if len(sign) + len(self.title_text) + len(self.does) + 2 > width:
            return hanging(sign, self.title_text, width, "bold")
        columns = ((sign, 4, ""), (self.title_text, width - len(self.does) - 5, "bold"), (self.does, len(self.does), ""))
        return beside(columns)

    def action_press(self) -> None:
        """Open or close."""
        self.post_message(self.Toggled())

    def on_click(self, event: events.Click) -> None:
        """Open or close with the mouse."""
        event.stop()
        self.screen.set_focus(self)
        self.action_press()
