"""The staff area: plain facts about the kiosk, and what staff can do. Of people it knows counts that hide small ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from criteria.journey import Step
from screens.base import binding
from screens.messages import Request, RequestMade
from screens.overlays.base import Overlay
from screens.steps.base import line
from screens.widgets.frame import KioskButton
from screens.widgets.lines import Lines, Point, beside
from screens.wording.words import Words


@dataclass(frozen=True)
class State:
    """How the log is, what failed since staff last looked, and how much room the disk has."""

    problems: tuple[str, ...]
    failed_writes: int
    errors: int
    last_error: str
    free: str
    today: date | None = None
    """The day on which this was found out; None says nothing about sources."""


@dataclass(frozen=True)
class Visits:
    """All visits and those that are released, as people may see them, and how many damaged records were met on the way."""

    all: str
    released: str
    damaged: int


class Fact(Lines):
    """A name on the left and what it is on the right."""

    def __init__(self, name: str, said: str, *, part: bool = False) -> None:
        super().__init__(classes="fact")
        self.name_text, self.said = name, said
        self.indent = 2 if part else 0

    def lines(self, width: int) -> list[Content]:
        """Return both, side by side."""
        left, gap = width * 3 // 5, 2
        return beside(
            [
                ("", self.indent, ""),
                (self.name_text, left - self.indent - gap, ""),
                ("", gap, ""),
                (self.said, width - left, "bold"),
            ]
        )


class StaffScreen(Overlay):
    """Facts first, then what can be done. Nothing is done but by a button or its digit."""

    BINDINGS: ClassVar[list[BindingType]] = [binding(str(digit), f"pick('{digit}')", f"digit_{digit}") for digit in (1, 2, 3)]

    def __init__(self, words: Words, *, can_export: bool) -> None:
        super().__init__(words, Step.WELCOME)
        self.can_export = can_export
        self.state: State | None = None
        self.visits: Visits | None = None

    def page(self) -> ComposeResult:
        """Lay out the facts, and a button for each thing that can be done."""
        text = self.words.texts.staff
        yield line(text.title, "title")
        yield Vertical(*self._facts(), id="facts")
        if self.can_export:
            yield KioskButton(f"1  {text.export}", id="export", classes="wide primary")
        else:
            yield line(text.no_export, "hint")
        yield KioskButton(f"2  {text.leave}", id="leave-kiosk", classes="wide")
        yield KioskButton(f"3  {text.seen}", id="seen", classes=f"wide {'-shown' if self._is_noted() else ''}")

    def foot(self) -> ComposeResult:
        """Lay out the line that says how it went, and the button that closes."""
        yield line("", "notice")
        yield from super().foot()

    def _facts(self) -> Iterator[Widget]:
        text, state, visits = self.words.texts.staff, self.state, self.visits
        wait = text.one_moment
        yield Fact(text.visits, visits.all if visits else wait)
        yield Fact(text.released, visits.released if visits else wait, part=True)
        problems = [*(state.problems if state else ())]
        if visits and visits.damaged:
            problems.append(self.words(text.damaged, count=str(visits.damaged)))
        yield Fact(text.log, (text.not_in_order if problems else text.in_order) if state else wait)
        yield from map(Point, problems)
        yield Fact(text.failed_writes, str(state.failed_writes) if state else wait)
        yield Fact(text.errors, str(state.errors) if state else wait)
        if state and state.last_error:
            yield Point(self.words(text.last_error, place=state.last_error))
        yield Fact(text.free, state.free if state else wait)
        if state and state.today:
            sources, dates = self.words.sources, self.words.texts.dates
            yield Fact(text.read_again, dates.say(sources.next_due()))
            if overdue := sources.overdue(state.today):
                yield Fact(text.overdue, ", ".join(name.removeprefix("guidance.") for name in overdue))

    def _is_noted(self) -> bool:
        return self.state is not None and bool(self.state.failed_writes or self.state.errors)

    async def show(self, *, state: State | None = None, visits: Visits | None = None) -> None:
        """Show what has been found out by now."""
        self.state, self.visits = state or self.state, visits or self.visits
        facts = self.query_one("#facts", Vertical)
        async with self.batch():
            await facts.remove_children()
            await facts.mount_all(self._facts())
            noted = self._is_noted()
            button = self.query_one("#seen")
            if button.has_focus and not noted:
                self.set_focus(self.query_one("#carry_on"))
            button.set_class(noted, "-shown")
        self.call_after_refresh(self.show_more)

    def say(self, text: str) -> None:
        """Tell how it went."""
        notice = self.query_one(".notice", Static)
        notice.update(text)
        notice.set_class(bool(text), "-shown")
        self.call_after_refresh(self.show_more)

    def action_pick(self, digit: str) -> None:
        """Do what has that digit, if it is there."""
        for button in self.query(".wide").results(KioskButton):
            if button.display and str(button.content).startswith(digit):
                self._do(str(button.id))

    def on_kiosk_button_pressed(self, event: KioskButton.Pressed) -> None:
        """Do what the button says."""
        self._do(str(event.button.id))

    def _do(self, name: str) -> None:
        if name == "leave-kiosk":
            self.app.push_screen(LeaveKioskScreen(self.words, Step.WELCOME))
        elif name in {Request.EXPORT, Request.SEEN}:
            self.action_request(name)

    def action_ask_back(self) -> None:
        """Close."""
        if self.is_current:
            self.post_message(RequestMade(Request.STAFF_CLOSE))


class LeaveKioskScreen(Overlay):
    """Asks once more before the program ends. Staying has the focus."""

    def page(self) -> ComposeResult:
        """Lay out the question."""
        text = self.words.texts.staff
        yield line(text.leave_title, "title")
        yield line(text.leave_text, "text")
        yield KioskButton(text.leave, id="end-kiosk", classes="wide")

    def close_label(self) -> str:
        """Say that nothing happens."""
        return self.words.texts.staff.stay

    def on_kiosk_button_pressed(self, event: KioskButton.Pressed) -> None:
        """End the program; the button at the foot closes."""
        if event.button.id == "end-kiosk":
            self.screen.post_message(RequestMade(Request.END_KIOSK))
