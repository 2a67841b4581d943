"""The base of every overlay, which leaves the journey as it is; help now."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from criteria.answers import Answers
from criteria.assess import cards_so_far
from criteria.steps import Step
from screens.base import KioskScreen, binding
from screens.steps.base import line
from screens.steps.pages import CALL_KEY, help_lines
from screens.widgets.blocks import BlockView
from screens.widgets.call_row import CallRow
from screens.widgets.foot import Foot
from screens.widgets.frame import Frame, KioskButton
from screens.widgets.key_line import Hint, KeyLine, aloud_hints, scroll_hints
from screens.widgets.key_table import KeyTable
from screens.widgets.navigation import Scroller
from screens.widgets.number import NumberBlock
from screens.widgets.said import Said
from screens.widgets.title_line import TitleLine
from screens.widgets.view_position import restore_view_position, view_position
from screens.wording.emergency import alarm, emergencies
from screens.wording.report import card_block, certain_first
from screens.wording.words import Words


class Overlay(KioskScreen):
    """A page over the journey, with one button that closes it. Back closes it too."""

    BINDINGS: ClassVar[list[BindingType]] = [binding(CALL_KEY, f"pick('{CALL_KEY}')", f"digit_{CALL_KEY}")]

    def __init__(self, words: Words, step: Step) -> None:
        super().__init__()
        self.words, self.step = words, step

    def compose(self) -> ComposeResult:
        """Lay out the frame around the page."""
        yield Said(self.words(self.words.texts.ui.too_small), id="too-small")
        with Frame(id="frame"):
            yield TitleLine(id="title-line")
            with Scroller(id="view", classes=self.name_of_page()):
                yield from self.page()
            yield from self.foot()
            yield KeyLine(id="keys")

    def foot(self) -> ComposeResult:
        """Lay out the foot."""
        yield Foot(id="foot")

    def name_of_page(self) -> str:
        """Return the class that styles the page."""
        return ""

    def page(self) -> ComposeResult:
        """Lay out the page."""
        yield from ()

    def first_focus(self) -> str | None:
        """Return what has the focus at first."""
        return "#carry_on"

    async def set_size(self, *, is_big: bool) -> None:
        """Show bigger text, or the usual one."""
        await super().set_size(is_big=is_big)
        self.on_resize()

    def on_resize(self) -> None:
        """Fit the title line to the window."""
        for title in self.query(TitleLine):
            title.show(self.words, None)

    def close_label(self) -> str | None:
        """Return the word on the button."""
        return self.words.texts.ui.close

    def hints(self) -> list[Hint]:
        """Return the keys to show: help and close."""
        keys, ui = self.words.texts.keys, self.words.texts.ui
        return [
            Hint(keys.help, ui.help, "request('help')", urgent=True),
            Hint(keys.back, self.close_label() or ui.back, "ask_back"),
        ]

    def last_hint(self) -> Hint | None:
        """Return the key that stands apart: how to leave, where there is a visit to leave."""
        if self.step is Step.WELCOME:
            return None
        return Hint(self.words.texts.keys.leave, self.words.texts.ui.leave, "request('leave')")

    def on_mount(self) -> None:
        """Label the frame, and put the focus where it is wanted first."""
        self._label()
        first = self.first_focus()
        self.set_focus(self.query_one(first) if first else None)

    async def set_language(self, words: Words) -> None:
        """Say the same in other words; the focus and the view stay where they were."""
        place = view_position(self)
        self.translate(words)
        self.words = words
        await self.recompose()
        self._label()
        self.call_after_refresh(restore_view_position, place, self)

    def translate(self, words: Words) -> None:
        """Put into other words what was worded before."""

    def _label(self) -> None:
        self.query_one(TitleLine).show(self.words, None)
        for foot in self.query(Foot):
            foot.show(self.words, back=None, carry_on=self.close_label())
        self.show_keys()

    def show_keys(self) -> None:
        """Show the keys that do something here."""
        scroller = self.scroller()
        hints = [*self.hints(), *aloud_hints(self.words, speaks=self.speaks)]
        self.query_one(KeyLine).show(hints, self.last_hint(), scrolling=lambda: scroll_hints(scroller, self.words))

    def on_kiosk_button_pressed(self, event: KioskButton.Pressed) -> None:
        """Close."""
        if event.button.id == "carry_on":
            self.action_ask_back()

    def action_go_on(self) -> None:
        """Close."""
        self.action_ask_back()

    def action_pick(self, digit: str) -> None:
        """Go to the call for staff, where one is offered; Enter makes it."""
        for row in self.query(CallRow):
            if row.key == digit:
                self.set_focus(row)

    def action_ask_back(self) -> None:
        """Close, and leave the journey as it was."""
        if self.is_current:
            self.dismiss()


class HelpOverlay(Overlay):
    """When to get help now: the person's own emergencies, the card for everyone, then the cards of the answers so far."""

    def __init__(self, words: Words, step: Step, answers: Answers) -> None:
        super().__init__(words, step)
        self.answers = answers
        self.translate(words)

    def translate(self, words: Words) -> None:
        """Word the cards."""
        cards = certain_first(cards_so_far(self.answers), self.answers)
        self.blocks = [card_block(card, self.answers, words) for card in cards]

    def page(self) -> ComposeResult:
        """Lay out the person's own emergencies, the help card, then their cards."""
        certain = emergencies(self.answers)
        if certain:
            yield NumberBlock.of_alarm(alarm(certain, self.words), most=max(9, self.app.size.height // 2))
        yield from help_lines(self.words, is_title=bool(certain), call=self.call)
        yield from (BlockView(block, can_focus=False) for block in self.blocks)
        yield line(self.words.texts.keyboard.title, "heading")
        yield KeyTable(self.words.texts, speaks=self.speaks is not None)
