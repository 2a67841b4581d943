"""The second pane of a wide window: what the person has answered so far, and the question they are at."""

from textual.content import Content

from criteria.journey import Journey
from criteria.questions import SYMPTOMS, Question
from criteria.steps import Step, questions_of
from screens.widgets.lines import POINTER, Lines, hanging
from screens.widgets.told import entry_rows
from screens.wording.told import told
from screens.wording.words import Words


class VisitPane(Lines):
    """Names and answers, as many as there are rows for, the newest last."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - the framework's name
        super().__init__(id=id)
        self.heading = ""
        self.answered: list[tuple[str, str, str]] = []
        self.here = ""
        self.is_whole = False

    def show(self, journey: Journey, words: Words) -> None:
        """Show the answers before the present step, and the name of its question."""
        self.is_whole = journey.step is Step.RESULT
        if self.is_whole:
            self.heading, self.answered, self.here = words.texts.result.told, told(journey.answers, words), ""
            self.refresh()
            return
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

    def least_rows(self, width: int) -> int:
        """Return how many rows it must have: what was told stands whole beside the report."""
        if not self.is_whole or not self.has_class("-shown"):
            return 0
        return 2 + sum(len(entry_rows(entry, width)) for entry in self.answered)

    def lines(self, width: int) -> list[Content]:
        """Return heading, answers and the present question; the oldest answers give way where there are too few rows."""
        entries = [entry_rows(entry, width) for entry in self.answered]
        last = hanging(f"{POINTER} ", self.here, width, "bold $primary", "$primary") if self.here else []
        room = max(0, self.size.height - len(last) - (2 if self.is_whole else 3))
        while entries and sum(map(len, entries)) > room:
            del entries[0]
        rows = [row for entry in entries for row in entry]
        return [Content.styled(self.heading, "bold $primary"), Content(""), *rows, Content(""), *last]


def _brief(question: Question, words: Words) -> str:
    return words.texts.checklist.symptoms[question].brief if question in SYMPTOMS else ""
