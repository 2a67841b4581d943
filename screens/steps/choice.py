"""A question with options: one row each, a marker and a digit; one choice, or as many as wanted."""

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any, ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from criteria.journey import Step
from screens.base import binding
from screens.steps.base import StepView, line
from screens.widgets.lines import POINTER, Lines, hanging
from screens.wording.words import Words

DIGITS: Final = "1234567890-="
"""The keys of the options, in order: the digit row of a keyboard from left to right."""

_MARKER_COLUMNS: Final = 12
"""Columns that a row spends on pointer, digit, marker and padding."""


class ChoiceRow(Lines, can_focus=True):
    """One option. It is chosen with Enter, space, its digit or a click, and never by merely having the focus."""

    BINDINGS: ClassVar[list[BindingType]] = [binding("enter", "choose(True)", "choose"), binding("space", "choose", "toggle")]

    class Chosen(Message):
        """The row was chosen explicitly, by a key or with the mouse."""

        def __init__(self, row: "ChoiceRow", *, by_enter: bool) -> None:
            super().__init__()
            self.row = row
            self.by_enter = by_enter

    def __init__(self, key: str, option: str, label: str, *, many: bool, chosen: bool) -> None:
        super().__init__(classes="choice")
        self.key, self.option, self.label, self.many = key, option, label, many
        self.chosen = chosen
        self.set_class(chosen, "-chosen")

    def lines(self, width: int) -> list[Content]:
        """Return pointer, digit, marker and label; the label hangs beside them."""
        inside = ("x" if self.many else "●") if self.chosen else " "
        marker = f"[{inside}]" if self.many else f"({inside})"
        return hanging(f"{POINTER if self.has_focus else ' '} {self.key} {marker} ", self.label, width)

    def mark(self, *, chosen: bool) -> None:
        """Show the row as chosen or not."""
        if chosen is not self.chosen:
            self.chosen = chosen
            self.set_class(chosen, "-chosen")
            self.refresh()

    def action_choose(self, by_enter: bool = False) -> None:  # noqa: FBT001, FBT002 - an action's parameters have no names
        """Choose this option."""
        self.post_message(self.Chosen(self, by_enter=by_enter))

    def on_click(self, event: events.Click) -> None:
        """Choose with the mouse."""
        event.stop()
        self.focus()
        self.post_message(self.Chosen(self, by_enter=False))


class ChoiceView(StepView):
    """A question with one answer; with `many`, an answer of several options in which `alone` excludes the others."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(  # noqa: PLR0913 - a question has that many parts
        self,
        step: Step,
        words: Words,
        room: Size,
        *,
        question: str,
        title: str,
        hint: str,
        options: Mapping[str, str],
        chosen: Sequence[str] = (),
        many: bool = False,
        alone: str = "declined",
    ) -> None:
        super().__init__(step, words, room)
        self.question, self.title_text, self.hint, self.many, self.alone = question, title, hint, many, alone
        self.rows = [
            ChoiceRow(key, option, label, many=many, chosen=option in chosen)
            for key, (option, label) in zip(DIGITS[: len(options)], options.items(), strict=True)
        ]

    def compose(self) -> ComposeResult:
        """Lay out the question and its rows with as much space as the window allows."""
        yield line(self.title_text, "title")
        yield line(self.hint, "hint")
        yield from self.rows
        self._set_spacing(self.room)

    @property
    def hints(self) -> tuple[tuple[str, str, str], ...]:
        """The digits choose too."""
        digits = [row.key for row in self.rows]
        keys = f"1-{digits[-1]}" if "0" not in digits else " ".join(("1-9", *digits[9:]))
        return ((keys, self.words.texts.ui.choose, "take"), ("↑ ↓", self.words.texts.ui.move, "move(1)"))

    def first_focus(self) -> Widget | None:
        """Return to what was chosen before; otherwise nowhere, so that nothing is chosen by habit."""
        return next((row for row in self.rows if row.chosen), None)

    def given(self) -> Mapping[str, Any] | None:
        """Return the chosen option or options."""
        chosen = self.marks()
        if not chosen:
            return None
        return {self.question: chosen if self.many else chosen[0]}

    def marks(self) -> list[str]:
        """Return the options that are marked."""
        return [row.option for row in self.rows if row.chosen]

    async def restore_marks(self, marks: list[str]) -> None:
        """Mark them."""
        for row in self.rows:
            row.mark(chosen=row.option in marks)

    def on_choice_row_chosen(self, event: ChoiceRow.Chosen) -> None:
        """Mark the row; Enter on a row that is chosen already carries on, space and digits take a choice of many back."""
        event.stop()
        if event.row.chosen and event.by_enter:
            self.screen.call_later(self.screen.run_action, "carry_on")
        else:
            self._choose(event.row)

    def _choose(self, row: ChoiceRow) -> None:
        if not self.many:
            for other in self.rows:
                other.mark(chosen=other is row)
            return
        row.mark(chosen=not row.chosen)
        if row.chosen:
            for other in self.rows:
                if other is not row and self.alone in {row.option, other.option}:
                    other.mark(chosen=False)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the space between rows to the window."""
        self._set_spacing(event.size)

    def _set_spacing(self, room: Size) -> None:
        columns = max(10, room.width - _MARKER_COLUMNS)
        lines = sum(len(wrap(row.label, columns)) for row in self.rows)
        above = len(wrap(self.title_text, max(10, room.width))) + len(wrap(self.hint, max(10, room.width))) + 2
        self.set_class(above + lines + 2 * len(self.rows) <= room.height, "-roomy")
        self.set_class(above + lines + len(self.rows) <= room.height, "-airy")

    def pick(self, key: str) -> None:
        """Choose the row that bears `key`; pressing it again changes nothing in a question with one answer."""
        row = next((row for row in self.rows if row.key == key), None)
        if row is not None:
            row.focus()
            if self.many or not row.chosen:
                # At once, not by a message: over a slow line the Enter that follows comes in the same piece.
                self._choose(row)
