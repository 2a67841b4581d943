"""The staff area: plain facts about the kiosk, and what staff can do. Of people it knows counts that hide small ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import ItemGrid

from criteria.steps import Step
from screens.base import binding
from screens.messages import Request, RequestMade
from screens.overlays.base import Overlay
from screens.steps.base import line
from screens.widgets.facts import Facts
from screens.widgets.frame import KioskButton
from screens.widgets.said import Notice, Said
from screens.wording.stages import Stage, stage_name
from screens.wording.words import Words

_BUTTON: Final = 24
"""Columns that a button takes at least; where they fit, all stand in one row."""


@dataclass(frozen=True)
class State:
    """How the log is, what failed since staff last looked, and how much room the disk has.

    Attributes:
        problems: kinds of faults of the log, as keys of the texts.
        failed_writes: visits that could not be kept.
        errors: visits that ended with an error; `last_error` is the place of the last one.
        free: the free space on the disk, with its unit.
        today: the day on which this was found out; None says nothing about sources.
        calls: how often people called staff; None where the site has no way to.
    """

    problems: tuple[str, ...]
    failed_writes: int
    errors: int
    last_error: str
    free: str
    today: date | None = None
    calls: int | None = None


@dataclass(frozen=True)
class Visits:
    """All visits and those that are released, as people may see them.

    `damaged`: how many damaged records were met on the way. `stages`: how far people get.
    """

    all: str
    released: str
    damaged: int
    stages: tuple[Stage, ...] = ()


class StaffScreen(Overlay):
    """Facts first, then what can be done. Nothing is done but by a button or its digit."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding(str(digit), f"pick('{digit}')", f"digit_{digit}") for digit in (1, 2, 3, 4)
    ]

    def __init__(self, words: Words, *, can_export: bool, can_call: bool = False) -> None:
        super().__init__(words, Step.WELCOME)
        self.can_export, self.can_call = can_export, can_call
        self.state: State | None = None
        self.visits: Visits | None = None

    def name_of_page(self) -> str:
        """Take both panes."""
        return "-spans"

    def page(self) -> ComposeResult:
        """Lay out the facts, and a button for each thing that can be done."""
        text = self.words.texts.staff
        yield line(text.title, "title")
        yield line(self._headline(), "text -headline")
        facts = Facts()
        self._fill(facts)
        yield facts
        if not self.can_export:
            yield line(text.no_export, "hint")
        with ItemGrid(id="acts", min_column_width=_BUTTON):
            if self.can_export:
                yield KioskButton(f"1  {text.export}", id="export", classes="wide primary")
            yield KioskButton(f"2  {text.leave}", id="leave-kiosk", classes="wide")
            yield KioskButton(f"3  {text.seen}", id="seen", classes=f"wide {'-shown' if self._is_noted() else ''}")
            if self.can_call:
                yield KioskButton(f"4  {text.test_call}", id="test_call", classes="wide")

    def foot(self) -> ComposeResult:
        """Lay out the line that says how it went, and the button that closes."""
        yield Notice()
        yield from super().foot()

    def _headline(self) -> str:
        text, state, visits = self.words.texts.staff, self.state, self.visits
        if state is None or visits is None:
            return text.one_moment
        count = sum(not is_well for is_well, _, _ in self._health())
        look = self.words(text.to_look_at, count=str(count)) if count else text.all_well
        return f"{self.words(text.visits, total=visits.all, count=visits.released)} {look}"

    def _fill(self, facts: Facts) -> None:
        texts = self.words.texts
        facts.headings = texts.staff.how_far, texts.staff.running
        stages = self.visits.stages if self.visits else ()
        most = max((stage.got for stage in stages), default=0) or 1
        facts.bars = [(stage_name(stage.name, texts), str(stage.got), stage.got / most) for stage in stages]
        facts.health = list(self._health())

    def _health(self) -> Iterator[tuple[bool, str, str]]:
        text, state, visits = self.words.texts.staff, self.state, self.visits
        if state is None:
            return
        damaged = self.words(text.damaged, count=str(visits.damaged)) if visits and visits.damaged else ""
        problems = [*(text.problems[kind] for kind in state.problems), *filter(None, [damaged])]
        yield (not problems, text.log, text.not_in_order if problems else text.in_order)
        yield from ((False, problem, "") for problem in problems)
        yield (not state.failed_writes, text.failed_writes, str(state.failed_writes))
        last = f"; {self.words(text.last_error, place=state.last_error)}" if state.last_error else ""
        yield (not state.errors, text.errors, f"{state.errors}{last}")
        yield (True, text.free, state.free)
        if state.calls is not None:
            yield (True, text.calls, str(state.calls))
        if state.today:
            sources, dates = self.words.sources, self.words.texts.dates
            yield (True, text.read_again, dates.say(sources.next_due()))
            if overdue := sources.overdue(state.today):
                yield (False, text.overdue, ", ".join(name.removeprefix("guidance.") for name in overdue))

    def _is_noted(self) -> bool:
        return self.state is not None and bool(self.state.failed_writes or self.state.errors)

    async def show(self, *, state: State | None = None, visits: Visits | None = None) -> None:
        """Show what has been found out by now."""
        self.state, self.visits = state or self.state, visits or self.visits
        facts = self.query_one(Facts)
        self._fill(facts)
        facts.refresh(layout=True)
        self.query_one(".-headline", Said).update(self._headline())
        noted, button = self._is_noted(), self.query_one("#seen")
        if button.has_focus and not noted:
            self.set_focus(self.query_one("#carry_on"))
        button.set_class(noted, "-shown")

    def say(self, text: str) -> None:
        """Tell how it went."""
        self.query_one(Notice).say(text)

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
        elif name in {Request.EXPORT, Request.SEEN, Request.TEST_CALL}:
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
