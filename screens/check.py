"""Check your answers: every question asked with its answer, each of which can be changed."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.geometry import Size
from textual.widgets import Static

from criteria.journey import STEP_OF, Journey, Step
from screens.base import binding
from screens.messages import ChangeAsked
from screens.step_view import PointedRow, Pointer, StepView, line
from screens.words import Words, part_of


class AnswerRow(Horizontal, PointedRow, can_focus=True):
    """One question with its answer; Enter or a click changes it."""

    BINDINGS: ClassVar[list[BindingType]] = [binding("enter,space", "press", "change")]

    def __init__(self, step: Step, name: str, answer: str, change: str) -> None:
        super().__init__(classes="answer")
        self.step, self.name_text, self.answer, self.change = step, name, answer, change

    def compose(self) -> ComposeResult:
        """Lay out pointer, question, answer, and the word for changing it."""
        yield Pointer()
        yield Static(self.name_text, classes="question", markup=False)
        yield Static(self.answer, classes="given", markup=False)
        yield Static(self.change, classes="change", markup=False)

    def action_press(self) -> None:
        """Ask to change this answer."""
        self.screen.post_message(ChangeAsked(self.step))

    def on_click(self, event: events.Click) -> None:
        """Ask with the mouse."""
        event.stop()
        self.focus()
        self.action_press()


class CheckView(StepView):
    """The check page, made of what the journey asks now and of nothing that it asked before."""

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
            yield AnswerRow(Step.CONSENT, text.check.consent, said, text.ui.change)
        part = ""
        for question in self.journey.asked():
            step = STEP_OF[question]
            if part_of(step) != part:
                part = part_of(step)
                yield line(text.ui.parts[part], "heading")
            answer = self.words.answer(question, self.journey.answers.get(question))
            yield AnswerRow(step, self.words.name_of(question), answer, text.ui.change)

    @property
    def carry_on_label(self) -> str | None:
        """Show the summary."""
        return self.words.texts.check.show
