"""The words of one language with the site's own values filled in. Plain strings in, plain strings out; no markup."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from typing import Any, Final

from assets.amounts import UNIT_OF, Amounts
from assets.models import Sources, Texts
from assets.sections import QuestionText
from criteria.journey import Journey
from criteria.questions import SYMPTOMS, Question
from criteria.rules import Criterion
from criteria.steps import FOR_ANOTHER, Step

COUNTS: Final = {"symptoms": str(len(SYMPTOMS)), "circumstances": str(len(Criterion))}
"""What a text says of how many there are."""


class _Placeholders(dict[str, str]):
    """What fills placeholders; a number with its unit is put into words where a text asks for it."""

    def __init__(self, values: Mapping[str, str], amounts: Amounts) -> None:
        super().__init__(values)
        self._amounts = amounts

    def __getitem__(self, name: str) -> str:
        value = super().__getitem__(name)
        return self._amounts.say(UNIT_OF[name], value) if name in UNIT_OF else value


@dataclass(frozen=True)
class Words:
    """A language, the sources, and what fills the placeholders (`emergency_number`, `site`, times)."""

    texts: Texts
    sources: Sources
    values: Mapping[str, str]
    languages: Mapping[str, str] = field(default_factory=dict)
    """Code and name of every language on offer, in order."""

    read_on: date | None = None
    """The day on which the guidance was last read, where that is so long ago that every visitor is told."""

    def __call__(self, text: str, **more: str) -> str:
        """Return `text` with its placeholders filled, numbers together with their unit."""
        return text.format_map(_Placeholders({**COUNTS, **self.values, **more}, self.texts.amounts)) if "{" in text else text

    def all_of(self, said: Iterable[str]) -> str:
        """Return several answers as one, with the sign that the language puts between them."""
        return reduce(lambda first, second: self(self.texts.ui.both, first=first, second=second), said)

    def said(self, question: str, answer: str) -> str:
        """Return a name and what was said to it."""
        return self(self.texts.result.said, question=question, answer=answer)

    def overdue(self) -> tuple[str, ...]:
        """Return the line of the first page that says when the guidance was last read; none while it is not overdue."""
        if self.read_on is None:
            return ()
        return (self(self.texts.welcome.overdue, day=self.texts.dates.say(self.read_on)),)

    def choice(self, step: Step) -> QuestionText:
        """Return the words of a choice about the visit itself."""
        return {
            Step.RESPONDENT: self.texts.respondent,
            Step.CONSENT: self.texts.consent,
            Step.WHAT_NOW: self.texts.what_now,
        }[step]

    def whose(self, journey: Journey) -> tuple[str, ...]:
        """Return the sentence that says whose answers are meant, for somebody who answers for another."""
        for_another = journey.respondent in FOR_ANOTHER and journey.step is not Step.RESPONDENT
        return (self(self.texts.respondent.for_another),) if for_another else ()

    def hint(self, text: str, journey: Journey) -> str:
        """Return the hint of a question, after the sentence that says whose answers are meant."""
        return " ".join((*self.whose(journey), self(text)))

    def title_of(self, question: Question) -> str:
        """Return the question as it was asked."""
        if question in SYMPTOMS:
            return self.texts.checklist.symptoms[question].label
        return self.texts.questions[question].title

    def name_of(self, question: Question) -> str:
        """Return the question's short name, as on the check page."""
        if question in SYMPTOMS:
            return self.texts.checklist.symptoms[question].label
        return self.texts.questions[question].short

    def answer(self, question: Question, answer: Any) -> str:  # noqa: ANN401 - each question has its own type
        """Return an answer in words; None and a declined symptom are "not answered"."""
        if answer is None:
            return self.texts.ui.not_answered
        if isinstance(answer, tuple):
            options = self.texts.questions[question].options
            return self.all_of(options[matter] for matter in answer)
        if question in SYMPTOMS:
            checklist = self.texts.checklist
            return str(getattr(checklist, answer.value))
        return self.texts.questions[question].options[answer]


@dataclass(frozen=True)
class Languages:
    """The languages on offer by code, in the site's order, with the sources and the site's values."""

    texts: Mapping[str, Texts]
    sources: Sources
    values: Mapping[str, str]
    read_on: date | None = None

    def words(self, code: str) -> Words:
        """Return the words of one language.

        Raises:
            KeyError: no language on offer has this code.
        """
        names = {code: texts.name for code, texts in self.texts.items()}
        return Words(self.texts[code], self.sources, self.values, names, self.read_on)


_BEGINNINGS: Final = (
    ("result", Step.CHECK), ("history", Step.CANCER_HISTORY), ("symptoms", Step.CHECKLIST), ("start", Step.WELCOME),
)  # fmt: skip
"""The four parts, the last one first, each with the step it begins with."""

_ORDER: Final = list(Step)


def part_of(step: Step) -> str:
    """Return which of the four parts `step` is in: start, symptoms, history or result.

    The progress line shows parts, because their number does not change when questions branch.
    """
    return next(part for part, first in _BEGINNINGS if _ORDER.index(step) >= _ORDER.index(first))
