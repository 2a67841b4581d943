"""Check your answers: every question asked with its answer, each of which can be changed."""

from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size

from criteria.journey import STEP_OF, Journey, Step
from criteria.questions import Question
from screens.base import binding
from screens.messages import ChangeAsked
from screens.steps.base import StepView, line
from screens.widgets.lines import POINTER, Lines, beside, hanging
from screens.wording.words import Words, part_of

LEAST_WIDTH: Final = 56
"""Columns that a question and its answer need side by side without a word being cut."""


class AnswerRow(Lines, can_focus=True):
    """One question with its answer; Enter or a click changes it."""

    BINDINGS: ClassVar[list[BindingType]] = [binding("enter,space", "press", "change")]

    def __init__(self, step: Step, question: Question | None, words: Words, answer: str) -> None:
        super().__init__(classes="answer")
        self.step, self.question, self.answer = step, question, answer
        self.name_text = words.texts.check.consent if question is None else words.name_of(question)
        self.change = words.texts.ui.change

    def lines(self, width: int) -> list[Content]:
        """Return pointer, question, answer and the word for changing it, side by side; where that is narrow, in two lines."""
        last = len(self.change)
        pointer, muted = (POINTER, "") if self.has_focus else ("", "$muted")
        if width < LEAST_WIDTH:
            name = beside(
                [(pointer, 2, ""), (self.name_text, width - last - 4, muted), ("", 2, ""), (self.change, last, "underline")]
            )
            return [*name, *hanging("  ", self.answer, width, "bold")]
        left = (width - last - 6) // 2
        return beside(
            [
                (pointer, 2, ""), (self.name_text, left, muted), ("", 2, ""),
                (self.answer, width - left - last - 6, "bold"), ("", 2, ""), (self.change, last, "underline"),
            ]
        )  # fmt: skip

    def action_press(self) -> None:
        """Ask to change this answer."""
        self.screen.post_message(ChangeAsked(self.step, self.question))

    def on_click(self, event: events.Click) -> None:
        """Ask with the mouse."""
        event.stop()
        self.focus()
        self.action_press()


class CheckView(StepView):
    """The check page, made of what the journey asks now and of nothing that it asked before."""

    wraps = True

    def __init__(self, words: Words, room: Size, journey: Journey) -> None:
        super().__init__(Step.CHECK, words, room)
        self.journey = journey

    def compose(self) -> ComposeResult:
        """Lay out the questions by part."""
        text = self.words.texts
        yield line(text.check.title, "title")
        yield line(text.check.lead, "hint")
        if self.journey.consent is not None:
            said = text.checklist.yes if self.journey.consent.value == "yes" else text.checklist.no
            yield AnswerRow(Step.CONSENT, None, self.words, said)
        part = ""
        for question in self.journey.asked():
            step = STEP_OF[question]
            if part_of(step) != part:
                part = part_of(step)
                yield line(text.ui.parts[part], "heading")
            answer = self.words.answer(question, self.journey.answers.get(question))
            yield AnswerRow(step, question, self.words, answer)

    @property
    def hints(self) -> tuple[tuple[str, str, str], ...]:
        """The arrows go to a row, and Enter changes it."""
        ui = self.words.texts.ui
        return (("↑ ↓", ui.move, "move(1)"), (ui.enter, ui.change, "take"))

    @property
    def carry_on_label(self) -> str | None:
        """Show the summary."""
        return self.words.texts.check.show
