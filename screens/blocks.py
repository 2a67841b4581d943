"""The parts of the result as widgets: cards, findings, paragraphs, headings and sections that unfold."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static

from screens.base import binding
from screens.letter import Block, Kind, Section
from screens.messages import WhyAsked
from screens.step_view import line
from screens.words import Words


class BlockView(Vertical):
    """One block of the letter. In focus, Enter or the key for "why" tells where it comes from."""

    BINDINGS: ClassVar[list[BindingType]] = [binding("enter,space", "why", "why_here")]

    def __init__(self, block: Block, *, can_focus: bool = True) -> None:
        level = f"-{block.level.value}" if block.level is not None else ""
        super().__init__(classes=f"block -{block.kind.value} {level}")
        self.block = block
        self.set_class(block.kind is Kind.FINDING and not block.lines, "-brief")
        self.can_focus = can_focus

    def compose(self) -> ComposeResult:
        """Lay out label, title, lines, points and what to do."""
        block = self.block
        if block.kind is Kind.CARD:
            yield line(block.label, "chip")
            yield line(block.title, "card-title")
        elif block.title:
            with Horizontal(classes="finding-head"):
                yield line(block.title, "finding-title")
                yield line(block.label, "verdict")
        if block.kind is Kind.POINT:
            yield from self._points(block.lines)
        else:
            yield from (line(text, "text") for text in block.lines)
        yield from self._points(block.points)
        if block.action:
            yield line(block.action, "action")

    def _points(self, points: tuple[str, ...]) -> ComposeResult:
        for point in points:
            with Horizontal(classes="point"):
                yield line("•", "bullet")
                yield line(point, "label")

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


class FoldHead(Horizontal, can_focus=True):
    """The heading of a folded section: Enter, space or a click opens and closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [binding("enter,space", "press", "fold")]

    class Toggled(Message):
        """The section is to be opened or closed."""

    def __init__(self, section: Section, words: Words) -> None:
        super().__init__(classes="fold")
        self.section, self.words = section, words

    def compose(self) -> ComposeResult:
        """Lay out the sign, the heading and what Enter does."""
        yield Static("+", classes="sign", markup=False)
        yield Static(self.section.title, classes="label", markup=False)
        yield Static(self.words.texts.result.unfold, classes="fold-hint", markup=False)

    def show(self, *, is_open: bool) -> None:
        """Show whether the section is open."""
        self.query_one(".sign", Static).update("-" if is_open else "+")
        result = self.words.texts.result
        self.query_one(".fold-hint", Static).update(result.fold if is_open else result.unfold)

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
            yield FoldHead(self.section, self.words)
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
        self.is_open = not self.is_open
        async with self.batch():
            self.query_one(FoldHead).show(is_open=self.is_open)
            if self.is_open:
                await self.mount_all(self._body())
            else:
                await self.query(".block, .hint").remove()
