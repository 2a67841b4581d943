"""The second pane of a wide window: what the person has answered so far, and the question they are at."""

from rich.cells import cell_len
from textual.content import Content

from criteria.journey import Journey, questions_of
from criteria.questions import SYMPTOMS, Question
from screens.widgets.lines import POINTER, Lines, hanging, wrapped
from screens.wording.words import Words


class VisitPane(Lines):
    """Names and answers, as many as there are rows for, the newest last."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - the framework's name
        super().__init__(id=id)
        self.heading = ""
        self.answered: list[tuple[str, str, str]] = []
        self.here = ""

    def show(self, journey: Journey, words: Words) -> None:
        """Show the answers before the present step, and the name of its question."""
        steps = journey.steps()
        before = steps[: steps.index(journey.step)]
        asked = [question for step in before for question in questions_of(step) if journey.answers.get(question) is not None]
        self.heading = words.texts.ui.so_far
        self.answered = [
            (words.name_of(question), _brief(question, words), words.answer(question, journey.answers.get(question)))
            for question in asked
        ]
        here = questions_of(journey.step)
        self.here = words.name_of(here[0]) if here else ""
        self.refresh()

    def lines(self, width: int) -> list[Content]:
        """Return heading, answers and the present question; the oldest answers give way where there are too few rows."""
        entries = [self._row(name, brief, answer, width) for name, brief, answer in self.answered]
        last = hanging(f"{POINTER} ", self.here, width, "bold $primary", "$primary") if self.here else []
        room = max(0, self.size.height - len(last) - 3)
        while entries and sum(map(len, entries)) > room:
            del entries[0]
        rows = [row for entry in entries for row in entry]
        return [Content.styled(self.heading, "bold $primary"), Content(""), *rows, Content(""), *last]

    @staticmethod
    def _row(name: str, brief: str, answer: str, width: int) -> list[Content]:
        """Return name and answer in one row; where they do not fit, the short name, or the answer below the name."""
        short = name if cell_len(name) + cell_len(answer) + 2 <= width else brief
        said = Content.styled(answer, "bold")
        if short and cell_len(short) + cell_len(answer) + 2 <= width:
            return [Content.styled(short, "$muted").pad_right(width - cell_len(short) - cell_len(answer)) + said]
        below = [part.pad_left(2) for part in wrapped(answer, width - 2, "bold")]
        return [*wrapped(name, width, "$muted"), *below]


def _brief(question: Question, words: Words) -> str:
    return words.texts.checklist.symptoms[question].brief if question in SYMPTOMS else ""
