"""The report, read from top to bottom; every part says why it is there."""

from textual.app import ComposeResult
from textual.geometry import Size
from textual.widget import Widget

from criteria.answers import Answers
from criteria.assess import assess
from criteria.journey import Step
from screens.messages import Request, RequestMade
from screens.steps.base import StepView, line
from screens.widgets.blocks import SectionView
from screens.wording.report import report_sections
from screens.wording.words import Words


class ResultView(StepView):
    """The report, with buttons to take it along and to finish."""

    def __init__(self, words: Words, room: Size, answers: Answers) -> None:
        super().__init__(Step.RESULT, words, room)
        self.sections = report_sections(answers, assess(answers), words)

    def compose(self) -> ComposeResult:
        """Lay out the sections."""
        text = self.words.texts.result
        yield line(text.title, "title")
        for section in self.sections:
            yield SectionView(section, self.words)

    @property
    def carry_on_label(self) -> str | None:
        """Finish."""
        return self.words.texts.result.finish

    @property
    def extra_label(self) -> str | None:
        """Take it with you."""
        return self.words.texts.result.take_away

    @property
    def hints(self) -> tuple[tuple[str, str, str], ...]:
        """The key for why."""
        return ((self.words.texts.keys.why, self.words.texts.ui.why, "why"),)

    def first_focus(self) -> Widget | None:
        """Leave the focus nowhere: a report is read before it is closed."""
        return None

    def marks(self) -> list[bool]:
        """Return which sections are open."""
        return [section.is_open for section in self.query(SectionView)]

    async def restore_marks(self, marks: list[bool]) -> None:
        """Open them."""
        for section, is_open in zip(self.query(SectionView), marks, strict=True):
            if section.is_open is not is_open:
                await section.toggle()

    def carry_on(self) -> str | None:
        """Ask to finish; that clears everything, so it is asked once more."""
        self.screen.post_message(RequestMade(Request.FINISH))
        return None

    def extra(self) -> None:
        """Ask for the take-away."""
        self.screen.post_message(RequestMade(Request.TAKE_AWAY))
