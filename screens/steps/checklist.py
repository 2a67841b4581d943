"""All symptoms on one screen or, in bigger text, one after the other; each is yes, no or not sure."""

from collections.abc import Mapping
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.widget import Widget

from criteria.journey import Journey
from criteria.questions import SYMPTOMS, Reply
from criteria.steps import Step
from screens.grid import Grid
from screens.steps.base import StepView, line
from screens.widgets.action_row import ActionRow
from screens.widgets.large import Title
from screens.widgets.said import Said
from screens.widgets.symptom_row import OFFERED, SymptomRow
from screens.wording.words import Words


class ChecklistView(StepView):
    """The checklist. Continue says once that rows are blank; the second time, blank rows are declined."""

    hints_together = len(OFFERED)

    def __init__(self, words: Words, room: Size, journey: Journey) -> None:
        super().__init__(Step.CHECKLIST, words, room)
        self.add_class("-checklist", "-asks")
        answers, self.lead = journey.answers, words.hint(words.texts.checklist.lead, journey)
        self.rows = [SymptomRow(symptom, words, answers.get(symptom), self.replied) for symptom in SYMPTOMS]
        self.said_blank = self.said_none = False
        self.answered_before = answers.get(SYMPTOMS[0]) is not None
        self.at = 0

    def compose(self) -> ComposeResult:
        """Lay out question, rows, the row for none, and the hint of the row in focus."""
        text = self.words.texts.checklist
        yield Title(text.title)
        yield line(self.lead, "hint")
        yield line("", "place")
        yield from self.rows
        yield ActionRow("4", "none", text.none)
        yield line("", "row-hint")
        yield line(self.lead, "hint -after")
        self.size_changed()

    def on_resize(self) -> None:
        """Show the hint once, below all rows, where there is no room for one below each."""
        self.set_class(not Grid.of(self.app.size).has_row_hints(len(self.rows)), "-dense")

    @property
    def hints(self) -> tuple[tuple[str, str, str], ...]:
        """The digits of the replies, and how to go to another row."""
        text, ui = self.words.texts.checklist, self.words.texts.ui
        replies = enumerate(("yes", "no", "unsure"), 1)
        digits = ((str(digit), str(getattr(text, reply)), f"mark('{reply}')") for digit, reply in replies)
        return (*digits, ("↑ ↓", ui.move, "move(1)"))

    @property
    def goes_one_by_one(self) -> bool:
        """Whether each row is a page of its own."""
        return self.screen.has_class("-big")

    def size_changed(self) -> None:
        """Show all rows, or the present one alone."""
        for index, row in enumerate(self.rows):
            row.display = index == self.at or not self.goes_one_by_one
            row.refresh(layout=True)
        self._say_place()

    def _say_place(self) -> None:
        for place in self.query(".place").results(Said):
            place.update(self.words(self.words.texts.checklist.place, count=str(self.at + 1), total=str(len(self.rows))))

    def _turn(self, index: int) -> None:
        self.at = index
        if self.goes_one_by_one:
            self.size_changed()
        self.screen.set_focus(self.rows[index])

    def first_focus(self) -> Widget | None:
        """Begin at the row to be changed, or the first; only a digit, a letter or an arrow sideways answers it."""
        self.at = next((index for index, row in enumerate(self.rows) if row.symptom is self.asked_at), 0)
        self.size_changed()
        return self.rows[self.at]

    def given(self) -> Mapping[str, Any] | None:
        """Return a reply for each symptom, or None the first time that rows are blank."""
        blank = any(row.reply is None for row in self.rows)
        if blank and not self.said_blank and not self.answered_before:
            self.said_blank = True
            return None
        return {row.symptom: row.reply or Reply.DECLINED for row in self.rows}

    def marks(self) -> tuple[list[Reply | None], bool, int]:
        """Return the replies, whether it was said that some are missing, and the row where one is."""
        return [row.reply for row in self.rows], self.said_blank, self.at

    async def restore_marks(self, marks: tuple[list[Reply | None], bool, int]) -> None:
        """Mark the rows, and go to that one."""
        replies, self.said_blank, self.at = marks
        for row, reply in zip(self.rows, replies, strict=True):
            row.mark(reply)
        self.size_changed()

    def missing(self) -> str:
        """Say that rows are blank, and that they may be; the focus goes there, so that a key held down does not go on."""
        self._turn(next(index for index, row in enumerate(self.rows) if row.reply is None))
        return self.words.texts.checklist.left_blank

    def carry_on(self) -> str | None:
        """Go on to the next page of the list, and from its last one to the next step."""
        if self.goes_one_by_one:
            after = [
                index for index, row in enumerate(self.rows) if index > self.at and (row.reply is None or not self.said_blank)
            ]
            if after and not (self.said_blank and self.rows[self.at].reply is None):
                self._turn(after[0])
                return None
        return super().carry_on()

    def back_within(self) -> bool:
        """Go back to the page before."""
        if self.goes_one_by_one and self.at > 0:
            self._turn(self.at - 1)
            return True
        return False

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the hint of the row in focus."""
        if isinstance(event.widget, SymptomRow):
            self.at = self.rows.index(event.widget)
        row = event.widget
        # It stands apart from its row, and says which one that is.
        hint = self.words.said(row.label, row.hint) if isinstance(row, SymptomRow) else ""
        # Its height is fixed: the page need not be laid out again for it.
        self.query_one(".row-hint", Said).update(hint, layout=False)

    def replied(self, row: SymptomRow, *, moves_on: bool) -> None:
        """Go to the next row after a reply by its own key, but stay on one that is blank and say how it is answered."""
        self.said_none = False
        blank = row.reply is None
        self.say(self.words.texts.checklist.how if blank else "")
        if moves_on and not blank:
            self._after(self.rows.index(row))

    def _after(self, index: int) -> None:
        if index + 1 < len(self.rows):
            self._turn(index + 1)
        else:
            self.screen.set_focus(self.screen.query_one("#carry_on"))

    def mark_focused(self, reply: str) -> None:
        """Give the present row a reply, by a click on the line of keys."""
        row = self.rows[self.at]
        self.screen.set_focus(row)
        row.action_reply(reply)

    def pick(self, key: str) -> None:
        """Answer every row with no, also while the button at the foot has the focus."""
        if key == "4":
            self._answer_none()

    def on_action_row_taken(self, event: ActionRow.Taken) -> None:
        """Answer every row with no."""
        event.stop()
        self._answer_none()

    def _answer_none(self) -> None:
        if any(row.reply in {Reply.YES, Reply.UNSURE} for row in self.rows) and not self.said_none:
            # One wrong key must not remove a yes.
            self.said_none = True
            self.say(self.words.texts.checklist.none_again)
            return
        for row in self.rows:
            row.mark(Reply.NO)
        self.said_none = False
        self.at = len(self.rows) - 1
        self.size_changed()
        self.say("")
        self.screen.set_focus(self.screen.query_one("#carry_on"))
