"""The one screen of the journey: a frame that stays, and the body of the current step, exchanged in one batch."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.widgets import Static

from criteria.journey import Journey, Step
from criteria.questions import Question
from screens.base import KioskScreen, binding
from screens.blocks import BlockView
from screens.choice import DIGITS, ChoiceView
from screens.frame import Foot, KeyHint, KeyLine, KioskButton, ProgressLine, TitleLine
from screens.messages import Hinted
from screens.pages import InterruptionView, WelcomeView
from screens.step_view import StepView, line
from screens.views import view_for
from screens.words import Words

_NAMED = {"1": "1", "-": "minus"}


class SurveyScreen(KioskScreen):
    """Shows one step of a journey at a time; it decides nothing about what comes next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(binding(_NAMED.get(digit, digit), f"pick('{digit}')", f"digit_{index}") for index, digit in enumerate(DIGITS, 1)),
        binding("f4", "why", "why"),
    ]

    def __init__(self, journey: Journey, words: Words) -> None:
        super().__init__()
        self.journey, self.words = journey, words

    def compose(self) -> ComposeResult:
        """Lay out the frame."""
        yield Static(self.words.texts.ui.too_small, id="too-small", markup=False)
        with Container(id="frame"):
            yield TitleLine(id="title-line")
            yield ProgressLine(id="progress")
            yield Container(id="body")
            yield line("", "notice")
            with Container(id="foot-box"):
                yield Foot(id="foot")
            yield KeyLine(id="keys")

    async def on_mount(self) -> None:
        """Show the first step once the frame has its size."""
        self.call_after_refresh(self.show, self.journey, self.words)

    @property
    def view(self) -> StepView | None:
        """The body of the current step, once there is one."""
        return next(iter(self.query("#view").results(StepView)), None)

    async def show(self, journey: Journey, words: Words, asked_at: Question | None = None) -> None:
        """Exchange the body for that of the journey's current step; the focus goes to `asked_at` where it is a row there."""
        self.journey, self.words = journey, words
        body = self.query_one("#body")
        view = view_for(journey, words, body.content_size)
        view.asked_at = asked_at
        async with self.batch():
            self.set_focus(None)
            await body.remove_children()
            self._frame(view)
            await body.mount(view)
            await self._keys(view)
            first = view.first_stop()
            if first is not None:
                self.set_focus(first)
            self.watch(view, "scroll_y", self._show_more, init=False)
            self.watch(view, "virtual_size", self._show_more, init=False)
        self.call_after_refresh(self._show_more)

    def _frame(self, view: StepView) -> None:
        self.query_one(TitleLine).show(self.journey.step, self.words)
        self.query_one(ProgressLine).show(self.journey.step)
        self.query_one("#too-small", Static).update(self.words.texts.ui.too_small)
        self._notice("")
        back = self.words.texts.ui.back if view.has_back and self.journey.back() is not self.journey else None
        self.query_one(Foot).show(back=back, extra=view.extra_label, carry_on=view.carry_on_label)

    async def _keys(self, view: StepView) -> None:
        keys, ui = self.words.texts.keys, self.words.texts.ui
        hints = [KeyHint(keys.help, ui.help, "ask_help", urgent=True)]
        if view.has_back and self.journey.back() is not self.journey:
            hints.append(KeyHint(keys.back, ui.back, "ask_back"))
        if view.step is not Step.WELCOME:
            hints.append(KeyHint(keys.leave, ui.leave, "ask_leave"))
        hints += [KeyHint(key, does, action) for key, does, action in view.hints]
        together = len(view.hints) if view.hints_go_together else 0
        await self.query_one(KeyLine).show(hints, self.size.width, together)

    def _notice(self, text: str) -> None:
        notice = self.query_one(".notice", Static)
        notice.update(text)
        notice.set_class(bool(text), "-shown")
        self.call_after_refresh(self._show_more)

    def _show_more(self) -> None:
        view = self.view
        if view is None:
            return
        ui, more = self.words.texts.ui, self.query_one("#more", Static)
        below = view.scroll_y < view.max_scroll_y
        above = view.scroll_y > 0
        more.update(f"↓ {ui.more_below}" if below else f"↑ {ui.more_above}" if above else "")
        more.set_class(below, "-below")

    async def on_resize(self, event: events.Resize) -> None:
        """Fit the line of keys to the window, and look again whether there is more to read."""
        del event
        if self.view is not None:
            await self._keys(self.view)
            self.call_after_refresh(self._show_more)

    def on_kiosk_button_pressed(self, event: KioskButton.Pressed) -> None:
        """Do what a button at the foot says, unless it was pressed before this step was on the screen."""
        if event.time < getattr(self.app, "take_after", 0.0):
            return
        if event.button.id == "back":
            self.action_ask_back()
        elif event.button.id == "extra" and self.view is not None:
            self.view.extra()
        elif event.button.id == "carry_on":
            self.action_carry_on()

    def on_hinted(self, event: Hinted) -> None:
        """Tell the person."""
        self._notice(event.text)

    def step_now(self) -> Step:
        """Return the step that is shown."""
        return self.journey.step

    def action_carry_on(self) -> None:
        """Answer the step, or say what is missing."""
        if self.view is not None:
            missing = self.view.carry_on()
            self._notice(missing or "")

    def action_pick(self, digit: str) -> None:
        """Choose by digit."""
        if isinstance(self.view, ChoiceView | InterruptionView | WelcomeView):
            self._notice("")
            self.view.pick(digit)

    def action_why(self) -> None:
        """Ask why the part in focus is there; where none is, the first one that is in view."""
        if self.view is None:
            return
        in_view = (block for block in self.query(BlockView) if block.can_focus and block.region.overlaps(self.view.region))
        here = self.focused if isinstance(self.focused, BlockView) else next(in_view, None)
        if here is not None:
            here.action_why()
