"""The parts of the result as widgets: cards, findings, paragraphs, headings and sections that unfold."""

from collections.abc import Iterator
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from criteria.rules import Level
from screens.base import binding
from screens.messages import WhyAsked
from screens.steps.base import line
from screens.widgets.lines import BULLET, Lines, beside, hanging, wrapped
from screens.wording.report import Block, Kind, Section
from screens.wording.words import Words

_LEVEL_STYLES: Final = {
    Level.EMERGENCY: "bold $emergency-ink on $emergency",
    Level.WATCH_FOR: "bold $same-day-ink on $same-day",
    Level.SAME_DAY: "bold $same-day-ink on $same-day",
    Level.APPOINTMENT: "bold $appointment-ink on $appointment",
}


_FOCUS_STYLE: Final = "bold $focus-ink on $focus"
"""The title of the block in focus: a ground of its own is seen from further away than a frame, and without colour too."""


class BlockView(Lines):
    """One block of the report. In focus, Enter or the key for "why" tells where it comes from."""

    BINDINGS: ClassVar[list[BindingType]] = [binding("enter,space", "why", "why_here")]

    def __init__(self, block: Block, *, can_focus: bool = True, chip: str | None = None) -> None:
        level = f"-{block.level.value}" if block.level is not None else ""
        super().__init__(classes=f"block -{block.kind.value} {level}")
        self.block = block
        self.chip = chip
        self.set_class(block.kind is Kind.FINDING and not block.lines, "-brief")
        self.can_focus = can_focus

    def lines(self, width: int) -> Iterator[Content]:
        """Yield label, title, lines, points and what to do."""
        block = self.block
        space = [Content("")] if self.chip is not None and not self.screen.has_class("-short") else []
        yield from self._head(width)
        first = block.level is Level.EMERGENCY
        if first:
            # What to do stands where it is seen first, also in a window of a few lines.
            yield from wrapped(block.action, width, "bold")
        yield from space if block.lines else []
        for text in block.lines:
            yield from hanging(f" {BULLET} ", text, width, "", "$primary") if block.kind is Kind.POINT else wrapped(text, width)
        for point in block.points:
            yield from hanging(f" {BULLET} ", point, width, "", "$primary")
        if block.action and not first:
            yield from space
            yield from wrapped(block.action, width, "bold")
        if block.later:
            yield from wrapped(block.later, width)

    def _head(self, width: int) -> Iterator[Content]:
        block, style = self.block, _FOCUS_STYLE if self.has_focus else "bold"
        if block.level is not None:
            for part in wrapped(block.label, width - 2):
                yield Content.styled(f" {part.plain} ", self.chip or _LEVEL_STYLES[block.level])
            yield from wrapped(block.title, width, style)
        elif block.label:
            columns = ((block.title, width - len(block.label) - 2), ("", 2), (block.label, len(block.label)))
            yield from beside([(text, columns, style) for text, columns in columns])
        else:
            yield from wrapped(block.title, width, style)

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
            self.focus()


class FoldHead(Lines, can_focus=True):
    """The heading of a folded section: Enter, space or a click opens and closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [binding("enter,space", "press", "fold")]

    class Toggled(Message):
        """The section is to be opened or closed."""

    def __init__(self, title: str, unfold: str, fold: str) -> None:
        super().__init__(classes="fold")
        self.title_text, self.unfold, self.fold = title, unfold, fold
        self.is_open = False

    def lines(self, width: int) -> list[Content]:
        """Return the sign, the heading and, where there is room, what Enter does."""
        sign, does = ("- ", self.fold) if self.is_open else ("+ ", self.unfold)
        if len(self.title_text) + len(does) + 5 > width:
            return hanging(sign, self.title_text, width, "bold")
        return beside([(sign, 2, ""), (self.title_text, width - len(does) - 2, "bold"), (does, len(does), "")])

    def show(self, *, is_open: bool) -> None:
        """Show whether the section is open."""
        self.is_open = is_open
        self.refresh()

    def action_press(self) -> None:
        """Open or close."""
        self.post_message(self.Toggled())

    def on_click(self, event: events.Click) -> None:
        """Open or close with the mouse."""
        event.stop()
        self.focus()
        self.action_press()


class SectionView(Vertical):
    """A heading and its blocks. The blocks of a folded section do not exist until it is opened."""

    def __init__(self, section: Section, words: Words) -> None:
        super().__init__(classes="section")
        self.section, self.words = section, words
        self.is_open = not section.folded

    def compose(self) -> ComposeResult:
        """Lay out the heading, and the blocks unless they are folded away."""
        if self.section.folded:
            result = self.words.texts.result
            yield FoldHead(self.section.title, result.unfold, result.fold)
        else:
            yield line(self.section.title, "heading")
            yield from self._body()

    def _body(self) -> ComposeResult:
        if self.section.lead:
            yield line(self.words(self.section.lead), "hint")
        yield from (BlockView(block) for block in self.section.blocks)

    async def on_fold_head_toggled(self, event: FoldHead.Toggled) -> None:
        """Make the blocks, or remove them."""
        event.stop()
        await self.toggle()

    async def toggle(self) -> None:
        """Open what is folded, or fold it again."""
        self.is_open = not self.is_open
        async with self.batch():
            self.query_one(FoldHead).show(is_open=self.is_open)
            if self.is_open:
                await self.mount_all(self._body())
            else:
                await self.query(".block, .hint").remove()
