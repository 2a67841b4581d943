"""The six symptoms on one screen: each row is yes, no or not sure; a hint in plain words for the row in focus."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from criteria.answers import Answers
from criteria.journey import Step
from criteria.questions import SYMPTOMS, Question, Reply
from screens.base import binding
from screens.frame import KioskButton
from screens.lines import POINTER, Lines, beside, hanging
from screens.messages import Hinted
from screens.step_view import StepView, line
from screens.words import Words

OFFERED: Final = (Reply.YES, Reply.NO, Reply.UNSURE)
"""The replies a row offers, in the order of the digits 1, 2 and 3; a row left blank is declined."""


class SymptomRow(Lines, can_focus=True):
    """One symptom and its three replies; under it, in focus, its hint in plain words."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("right", "reply('next')", "reply_right"),
        binding("left", "reply('previous')", "reply_left"),
        binding("space", "reply('next')", "reply_space"),
        binding("enter", "press", "row_on"),
        binding("1", "reply('yes')", "yes"),
        binding("2", "reply('no')", "no"),
        binding("3", "reply('unsure')", "unsure"),
    ]

    class Replied(Message):
        """The row has, or lacks, a reply; `moves_on` where the next row is wanted."""

        def __init__(self, row: "SymptomRow", *, moves_on: bool) -> None:
            super().__init__()
            self.row = row
            self.moves_on = moves_on

    def __init__(self, symptom: Question, words: Words, reply: Reply | None) -> None:
        super().__init__(classes="symptom")
        self.symptom = symptom
        self.reply: Reply | None = reply if reply in OFFERED else None
        checklist = words.texts.checklist
        self.label = checklist.symptoms[symptom].label
        self.hint = checklist.symptoms[symptom].hint
        self.cells = {offered: f" ( ) {getattr(checklist, offered.value)} " for offered in OFFERED}

    def lines(self, width: int) -> list[Content]:
        """Return pointer, symptom and replies side by side, and the hint below where the screen has a line for it."""
        chosen_style = "bold $focus on $focus-ink" if self.has_focus else "bold $keycap-ink on $keycap"
        pointer = POINTER if self.has_focus else ""
        columns = [(pointer, 2, ""), (self.label, width - 2 - self._cells_width(), "bold" if self.has_focus else "")]
        for reply, cell in self.cells.items():
            chosen = reply is self.reply
            columns += [
                ("", 1, ""),
                (cell.replace("( )", "(●)") if chosen else cell, len(cell), chosen_style if chosen else ""),
            ]
        rows = beside(columns)
        if not self.screen.has_class("-short"):
            rows += hanging("  ", self.hint, width) if self.has_focus else [Content("")]
        return rows

    def _cells_width(self) -> int:
        return sum(len(cell) + 1 for cell in self.cells.values())

    def mark(self, reply: Reply | None) -> None:
        """Show `reply`; None leaves the row blank."""
        self.reply = reply
        self.refresh()

    def action_reply(self, reply: str) -> None:
        """Take a reply by name, or step to the next or the previous one; a key that comes when the focus has gone is late."""
        if self.screen.focused is not self:
            return
        if reply in {"next", "previous"}:
            step = 1 if reply == "next" else -1
            here = OFFERED.index(self.reply) + step if self.reply is not None else (0 if step > 0 else len(OFFERED) - 1)
            self.mark(OFFERED[here % len(OFFERED)])
        else:
            self.mark(Reply(reply))
        moves_on = reply in list(Reply)
        if moves_on:
            # At once, not by a message: keys that are already waiting must not change this row's reply.
            self.screen.set_focus(None)
        self.post_message(self.Replied(self, moves_on=moves_on))

    def action_press(self) -> None:
        """Go on to the next row: Enter answers nothing, so that one held down answers and skips nothing."""
        self.post_message(self.Replied(self, moves_on=True))

    def on_click(self, event: events.Click) -> None:
        """Choose the reply under the mouse."""
        event.stop()
        self.focus()
        offset = event.get_content_offset(self)
        start = self.content_size.width - self._cells_width()
        for reply, cell in self.cells.items():
            if offset is not None and start < offset.x <= start + len(cell):
                self.mark(reply)
                self.post_message(self.Replied(self, moves_on=False))
            start += len(cell) + 1

    def on_focus(self) -> None:
        """Make room for a hint of several lines."""
        self.refresh(layout=True)

    def on_blur(self) -> None:
        """Take the room back."""
        self.refresh(layout=True)


class ChecklistView(StepView):
    """The checklist. Continue says once that rows are blank; the second time, blank rows are declined."""

    BINDINGS: ClassVar[list[BindingType]] = [binding("0", "reply('none')", "none")]
    hints_go_together = True

    def __init__(self, words: Words, room: Size, answers: Answers) -> None:
        super().__init__(Step.CHECKLIST, words, room)
        self.add_class("-checklist")
        self.rows = [SymptomRow(symptom, words, answers.get(symptom)) for symptom in SYMPTOMS]
        self.said_blank = False
        self.answered_before = answers.get(SYMPTOMS[0]) is not None

    def compose(self) -> ComposeResult:
        """Lay out question, rows, the row for none, and the hint of the row in focus."""
        text = self.words.texts.checklist
        yield line(text.title, "title")
        yield line(text.lead, "hint")
        yield from self.rows
        yield line("", "row-hint")
        yield KioskButton(f"0  {text.none}", id="none", classes="wide")

    @property
    def hints(self) -> tuple[tuple[str, str, str], ...]:
        """The digits and letters of the replies."""
        keys, text = self.words.texts.keys, self.words.texts.checklist
        return ((f"1 {keys.yes}", text.yes, ""), (f"2 {keys.no}", text.no, ""), (f"3 {keys.unsure}", text.unsure, ""))

    def first_stop(self) -> Widget | None:
        """Begin at the row to be changed, or the first; only a digit, a letter or an arrow sideways answers it."""
        return next((row for row in self.rows if row.symptom is self.asked_at), self.rows[0])

    def given(self) -> Mapping[str, Any] | None:
        """Return a reply for each symptom, or None the first time that rows are blank."""
        blank = any(row.reply is None for row in self.rows)
        if blank and not self.said_blank and not self.answered_before:
            self.said_blank = True
            return None
        return {row.symptom: row.reply or Reply.DECLINED for row in self.rows}

    def missing(self) -> str:
        """Say that rows are blank, and that they may be; the focus goes there, so that a key held down does not go on."""
        self.screen.set_focus(next(row for row in self.rows if row.reply is None))
        return self.words.texts.checklist.left_blank

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the hint of the row in focus."""
        hint = event.widget.hint if isinstance(event.widget, SymptomRow) else ""
        self.query_one(".row-hint", Static).update(hint)

    def on_symptom_row_replied(self, event: SymptomRow.Replied) -> None:
        """Go to the next row after a reply by its own key, but stay on one that is blank and say how it is answered."""
        event.stop()
        blank = event.row.reply is None
        self.screen.post_message(Hinted(self.words.texts.checklist.how if blank else ""))
        if event.moves_on and not blank:
            self._after(event.row)

    def _after(self, row: SymptomRow) -> None:
        following = [*self.rows, self.screen.query_one("#carry_on")][self.rows.index(row) + 1]
        self.screen.set_focus(following)

    def action_reply(self, reply: str) -> None:
        """Answer every row with no."""
        if reply == "none":
            for row in self.rows:
                row.mark(Reply.NO)
            self.screen.query_one("#carry_on").focus()

    def on_kiosk_button_pressed(self, event: KioskButton.Pressed) -> None:
        """Answer every row with no, by button."""
        event.stop()
        self.action_reply("none")
