"""Screens that lie over the journey and leave it as it was: help now, why am I seeing this, are you still there."""

from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Static

from criteria.answers import Answers
from criteria.assess import cards_so_far
from criteria.journey import Step
from criteria.rules import Level
from screens.base import KioskScreen, Scroller
from screens.blocks import BlockView
from screens.frame import Foot, KeyHint, KeyLine, KioskButton, TitleLine
from screens.letter import Reason, card_block, certain_first
from screens.pages import page_lines
from screens.step_view import line
from screens.words import Words


class Overlay(KioskScreen):
    """A page over the journey, with one button that closes it. Back closes it too."""

    def __init__(self, words: Words, step: Step) -> None:
        super().__init__()
        self.words, self.step = words, step

    def compose(self) -> ComposeResult:
        """Lay out the frame around the page."""
        yield Static(self.words.texts.ui.too_small, id="too-small", markup=False)
        with Container(id="frame"):
            yield TitleLine(id="title-line")
            with Container(id="body"), Scroller(id="view", classes=self.name_of_page()):
                yield from self.page()
            yield from self.foot()
            yield KeyLine(id="keys")

    def foot(self) -> ComposeResult:
        """Lay out the foot."""
        with Container(id="foot-box"):
            yield Foot(id="foot")

    def name_of_page(self) -> str:
        """Return the class that styles the page."""
        return ""

    def page(self) -> ComposeResult:
        """Lay out the page."""
        yield from ()

    def first_stop(self) -> str:
        """Return what has the focus at first."""
        return "#carry_on"

    def on_resize(self) -> None:
        """Look again whether there is more to read."""
        self.call_after_refresh(self._show_more)

    def close_label(self) -> str:
        """Return the word on the button."""
        return self.words.texts.ui.close

    async def on_mount(self) -> None:
        """Label the frame, and put the focus on the button."""
        keys, ui = self.words.texts.keys, self.words.texts.ui
        self.query_one(TitleLine).show(self.step, self.words)
        for foot in self.query(Foot):
            foot.show(back=None, extra=None, carry_on=self.close_label())
        hints = [
            KeyHint(keys.help, ui.help, "ask_help", urgent=True),
            KeyHint(keys.back, self.close_label(), "ask_back"),
            KeyHint(keys.leave, ui.leave, "ask_leave"),
        ]
        await self.query_one(KeyLine).show(hints, self.app.size.width)
        self.set_focus(self.query_one(self.first_stop()))
        self.call_after_refresh(self._watch_scroll)

    def _watch_scroll(self) -> None:
        scroller = self.scroller()
        self.watch(scroller, "scroll_y", self._show_more)
        self.watch(scroller, "virtual_size", self._show_more, init=False)

    def _show_more(self) -> None:
        for more in self.query("#more").results(Static):
            below = self.scroller().scroll_y < self.scroller().max_scroll_y
            more.update(f"↓ {self.words.texts.ui.more_below}" if below else "")
            more.set_class(below, "-below")

    def on_kiosk_button_pressed(self, event: KioskButton.Pressed) -> None:
        """Close."""
        if event.button.id == "carry_on":
            self.action_ask_back()

    def action_ask_back(self) -> None:
        """Close, and leave the journey as it was."""
        if self.is_current:
            self.dismiss()


class HelpOverlay(Overlay):
    """When to get help now: the card for everyone, after the cards that the answers so far have brought."""

    def __init__(self, words: Words, step: Step, answers: Answers) -> None:
        super().__init__(words, step)
        self.blocks = [card_block(card, answers, words) for card in certain_first(cards_so_far(answers), answers)]

    def name_of_page(self) -> str:
        """Look like the help card."""
        return "-urgent"

    def page(self) -> ComposeResult:
        """Lay out the person's own emergencies, the help card, then their other cards."""
        yield from (BlockView(block, can_focus=False) for block in self.blocks if block.level is Level.EMERGENCY)
        yield line(self.words.texts.help_card.title, "title")
        yield from page_lines(self.words.texts.help_card, self.words)
        yield from (BlockView(block, can_focus=False) for block in self.blocks if block.level is not Level.EMERGENCY)

    def action_ask_help(self) -> None:
        """Stay: this is the help."""


class WhyOverlay(Overlay):
    """Why a part of the result is there: the answers it rests on, and its sources with where and when."""

    def __init__(self, words: Words, step: Step, title: str, reason: Reason, answers: Answers) -> None:
        super().__init__(words, step)
        self.title_text, self.reason, self.answers = title, reason, answers

    def page(self) -> ComposeResult:
        """Lay out answers and sources."""
        why, words = self.words.texts.why, self.words
        yield line(why.title, "title")
        if self.title_text not in map(words, words.texts.statements.values()):
            yield line(self.title_text, "subject")
        if self.reason.because:
            yield line(why.because, "hint")
            for question in self.reason.because:
                yield line(words.title_of(question), "asked")
                yield line(words.answer(question, self.answers.get(question)), "said")
        else:
            yield line(why.fixed, "hint")
        for source in self.reason.sources:
            yield from self._source(source)

    def _source(self, source: str) -> ComposeResult:
        texts = self.words.texts
        is_article = source.startswith("S")
        where = self.words.sources.article if is_article else self.words.sources.guidance[source]
        yield line(f"{texts.why.source if is_article else texts.why.guidance} ({source})", "heading")
        yield line(self.words((texts.statements if is_article else texts.guidance)[source]), "text")
        address = f"\n{' · '.join(where.addresses)}" if where.addresses else ""
        yield line(f"{where.title}{address}\n{texts.why.checked}: {where.checked.isoformat()}", "source")
