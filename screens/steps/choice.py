"""A question with options: one choice, or as many as wanted."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Size
from textual.widget import Widget

from criteria.steps import Step, questions_of
from screens.steps.base import StepView, line
from screens.widgets.choices import LAST_DIGIT, ChoiceRow, Choices, Mark, key_of
from screens.widgets.large import Title
from screens.wording.words import Words


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
        label: str = "",
    ) -> None:
        super().__init__(step, words, room)
        self.add_class("-asks")
        self.has_pane = bool(questions_of(step))
        self.question, self.title_text, self.hint, self.many, self.alone = question, title, hint, many, alone
        self.label = label or words.texts.ui.carry_on
        self.rows = [
            ChoiceRow(key_of(index), option, label, mark=Mark.MANY if many else Mark.ONE, chosen=option in chosen)
            for index, (option, label) in enumerate(options.items())
        ]

    def compose(self) -> ComposeResult:
        """Lay out the question and its rows; in a small window the hint stands below them."""
        yield Title(self.title_text)
        yield line(self.hint, "hint")
        yield Choices(self.rows)
        yield line(self.hint, "hint -after")

    @property
    def carry_on_label(self) -> str | None:
        """The question's own word for going on."""
        return self.label

    @property
    def hints(self) -> tuple[tuple[str, str, str], ...]:
        """The digits choose too."""
        ui = self.words.texts.ui
        digits = f"1-{min(len(self.rows), LAST_DIGIT)}"
        return ((digits, ui.choose, "take"), ("↑ ↓", ui.move, "move(1)"), (ui.enter, self.label, "go_on"))

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

    def pick(self, key: str) -> None:
        """Choose the row that bears `key`; pressing it again changes nothing in a question with one answer.

        After the ninth row the 9 goes one further down each time, and from the last one back to the ninth.
        """
        index = int(key) - 1
        after = self.rows[LAST_DIGIT - 1 :]
        if int(key) == LAST_DIGIT and self.screen.focused in after:
            index += (after.index(self.screen.focused) + 1) % len(after)
        if index < len(self.rows):
            row = self.rows[index]
            self.screen.set_focus(row)
            if self.many or not row.chosen:
                # At once, not by a message: over a slow line the Enter that follows comes in the same piece.
                self._choose(row)
