"""The screen of the journey: a frame that stays, and the view of the current step, exchanged in one batch."""

import asyncio
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from criteria.journey import Journey
from criteria.questions import Question
from screens.base import binding
from screens.grid import Grid
from screens.messages import Request
from screens.steps.base import StepView
from screens.steps.drafts import Drafts
from screens.steps.views import view_for
from screens.tap_counter import TapCounter
from screens.widgets.blocks import BlockView
from screens.widgets.frame import KioskButton
from screens.widgets.framed import FramedScreen
from screens.widgets.title_line import TitleLine
from screens.widgets.view_position import restore_focus, restore_view_position, view_position
from screens.wording.words import Words

_USES: Final = frozenset(
    f"request('{name}')"
    for name in (Request.HELP, Request.LANGUAGE, Request.BIGGER, Request.COLOURS, Request.LEAVE, Request.STAFF)
)


class SurveyScreen(FramedScreen):
    """Shows one step of a journey at a time; it decides nothing about what comes next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(binding(str(digit), f"pick('{digit}')", f"digit_{digit}") for digit in range(1, 10)),
        binding("f4", "why", "why"),
        binding("f12,ctrl+o", "request('staff')", "staff"),
        binding("f5", "request('plain')", "plain"),
    ]

    def __init__(self, journey: Journey, words: Words) -> None:
        super().__init__(journey, words)
        self.staff_taps, self.drafts = TapCounter(), Drafts()
        self.exchanging = asyncio.Lock()

    def first_view(self) -> ComposeResult:
        """Lay out the journey's step."""
        yield self._new_view()

    def on_mount(self) -> None:
        """Label the frame around the first step."""
        if self.view is not None:
            self._label(self.view)

    def _new_view(self) -> StepView:
        view = view_for(self.journey, self.words, Grid.of(self.app.size, is_big=self.has_class("-big")).room())
        view.turned, view.call = self._turned, self.call
        return view

    def _label(self, view: StepView) -> None:
        self.show_frame(view)
        self.show_keys(view)
        first = view.first_focus()
        if first is not None:
            self.set_focus(first)

    async def show(self, journey: Journey, words: Words, asked_at: Question | None = None) -> None:
        """Exchange the body for that of the journey's current step; the focus goes to `asked_at` where it is a row there.

        One exchange at a time: the screen's own first one and one that the app asks for may come at the same moment.
        """
        async with self.exchanging:
            await self._exchange(journey, words, asked_at)

    async def _exchange(self, journey: Journey, words: Words, asked_at: Question | None) -> None:
        before = self.view
        self.journey, self.words = journey, words
        view = self._new_view()
        view.asked_at = asked_at
        self.drafts.keep(before, journey)
        async with self.batch():
            self.set_focus(None)
            if before is not None:
                await before.remove()
            await self._frame.mount(view, after="#progress")
            if not view.is_attached:
                # The app has ended meanwhile.
                return
            await self.drafts.give(view)
            self._label(view)

    async def set_language(self, words: Words) -> None:
        """Draw the step in another language; marks, focus and scroll position stay."""
        before = self.view
        if before is None:
            self.words = words
            return
        marks, place = before.marks(), view_position(self)
        async with self.batch():
            await self.show(self.journey, words)
            await self.query_one(StepView).restore_marks(marks)
            restore_focus(place, self)
        self.call_after_refresh(restore_view_position, place, self)

    async def set_size(self, *, is_big: bool) -> None:
        """Show bigger text, or the usual one."""
        await super().set_size(is_big=is_big)
        if self.view is not None:
            self.view.size_changed()
            self.show_place()
            self.show_foot(self.view)

    def _turned(self) -> None:
        """Show the frame of another page of the step, and what has the focus there first."""
        if self.view is not None:
            self.show_frame(self.view)
            self.show_keys(self.view)
            self.set_focus(self.view.first_focus())

    def on_kiosk_button_pressed(self, event: KioskButton.Pressed) -> None:
        """Do what a button at the foot says. A press that arrives during an exchange was for the step before it."""
        if self.exchanging.locked():
            return
        if event.button.id == "back":
            self.action_ask_back()
        elif event.button.id == "extra" and self.view is not None:
            self.view.extra()
        elif event.button.id == "finish":
            self.action_request(Request.FINISH)
        elif event.button.id == "carry_on":
            self.action_carry_on()

    def action_ask_back(self) -> None:
        """Go back a page within the step, or ask to go back a step."""
        if self.view is None or not self.view.back_within():
            super().action_ask_back()

    def action_sideways(self, direction: int) -> None:
        """Turn a page of the step, or move between the buttons at the foot."""
        if self.view is None or not self.view.turn_sideways(direction):
            super().action_sideways(direction)

    def action_mark(self, reply: str) -> None:
        """Give a reply by a click on the line of keys."""
        if self.view is not None:
            self.view.mark_focused(reply)

    def action_take(self) -> None:
        """Choose by a click on the line of keys."""
        if self.view is not None:
            self.view.choose_focused()

    def action_carry_on(self) -> None:
        """Answer the step, or say what is missing."""
        if self.view is not None:
            missing = self.view.carry_on()
            self.notice(missing or "")

    def action_go_on(self) -> None:
        """Do what 0 does: answer the step, or say what is missing."""
        if self.view is not None and not self.exchanging.locked():
            self.notice(self.view.go_on() or "")

    def action_pick(self, digit: str) -> None:
        """Choose by digit."""
        if self.view is not None:
            self.notice("")
            self.view.pick(digit)

    def action_why(self) -> None:
        """Ask why the part in focus is there; where none is, the first one that is in view."""
        if self.view is None:
            return
        in_view = (block for block in self.query(BlockView) if block.can_focus and block.region.overlaps(self.view.region))
        here = self.focused if isinstance(self.focused, BlockView) else next(in_view, None)
        if here is not None:
            here.action_why()

    def on_key(self, event: events.Key) -> None:
        """Close the last page with any key but those for help, leaving and the looks of a page."""
        if self.view is None or not self.view.any_key_closes:
            return
        bound = self.active_bindings.get(event.key)
        if bound is None or bound.binding.action not in _USES:
            event.stop()
            event.prevent_default()
            self.action_carry_on()

    def on_click(self, event: events.Click) -> None:
        """Count taps on the title line: it is the way into the staff area where there are no keys."""
        title = self.query_one(TitleLine)
        if event.widget is not None and title in event.widget.ancestors_with_self and self.staff_taps.tapped(event.time):
            self.action_request(Request.STAFF)
