"""How far a visit is: which of its four steps, and which question of how many, once that is known."""

from dataclasses import dataclass
from typing import Final

from criteria.answers import Answers
from criteria.journey import Journey
from criteria.questions import OPENED_BY_YES_TO, Reply
from criteria.steps import Step, questions_of, visible_steps
from screens.wording.words import Words, part_of

PARTS: Final = ("start", "symptoms", "history", "result")
"""The four named steps of a visit; their number does not change when questions branch."""

_OPENERS: Final = frozenset(OPENED_BY_YES_TO.values())


@dataclass(frozen=True)
class Progress:
    """The place of one page: its part (0 to 3), how much of that part is done (0 to 1), and its question's number."""

    part: int
    done: float
    number: int | None = None
    total: int | None = None

    def count(self, words: Words) -> str:
        """Return "3 of 6", or nothing where the number is not known."""
        if self.number is None:
            return ""
        return words(words.texts.checklist.place, count=str(self.number), total=str(self.total))

    def question(self, words: Words) -> str:
        """Return "question 3 of 6", or nothing where the number is not known."""
        if self.number is None:
            return ""
        return words(words.texts.ui.question, count=str(self.number), total=str(self.total))


def _asking(answers: Answers, part: str) -> list[Step]:
    return [step for step in visible_steps(answers) if part_of(step) == part and questions_of(step)]


def _open_ended(answers: Answers, part: str) -> Answers:
    """Return the answers with yes for everything in `part` that opens questions and is not answered yet."""
    after = answers
    while True:
        unanswered = {
            question: Reply.YES
            for step in _asking(after, part)
            for question in questions_of(step)
            if question in _OPENERS and after.get(question) is None
        }
        if not unanswered:
            return after
        after = after.with_given(unanswered)


def progress_of(journey: Journey) -> Progress | None:
    """Return where a journey is; None on the welcome page, which is before the first step."""
    step, name = journey.step, part_of(journey.step)
    part = PARTS.index(name)
    if step is Step.WELCOME:
        return None
    if name == "start":
        order = [each for each in journey.steps() if part_of(each) == "start" and each is not Step.WELCOME]
        return Progress(part, (order.index(step) + 1) / (len(order) + 1))
    if name == "result":
        return Progress(part, {Step.CHECK: 0.0, Step.RESULT: 0.5, Step.GOODBYE: 1.0}.get(step, 0.8))
    return _of_question(journey, part)


def _of_question(journey: Journey, part: int) -> Progress:
    # Never more questions than this: the bar may jump ahead, and never goes back.
    longest = _asking(_open_ended(journey.answers, PARTS[part]), PARTS[part])
    order = list(Step)
    passed = [step for step in longest if order.index(step) <= order.index(journey.step)]
    done = len(passed) / (len(longest) + 1)
    # The checklist is no question among others. A card that interrupts keeps the number of the question before it.
    number, total = (len([step for step in steps if step is not Step.CHECKLIST]) for steps in (passed, longest))
    if number == 0 or longest != _asking(journey.answers, PARTS[part]):
        return Progress(part, done)
    return Progress(part, done, number, total)
