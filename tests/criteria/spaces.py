"""The whole answer space, in two halves that share no question, each walked from end to end.

A state is a tuple of choices, one from each axis; an axis is a first question with all that it can open. Every state
becomes a validated `Answers` and goes through the real function. What comes out is kept as small numbers, so that
later tests can compare any state with any other without evaluating anything again.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, islice, product
from typing import Any, Final, Generic, TypeAlias, TypeVar

from criteria.answers import Answers
from criteria.assess import ContextPart, SymptomPart, assess_context, assess_symptoms

State: TypeAlias = dict[str, Any]

CLOSED: Final = ("no", "unsure", "declined")
REPLIES: Final = ("yes", *CLOSED)

# Written from the journey, not read from the code: a question that the code lost would be missed here.
FOLLOW_UPS: Final = {
    "cough": ("cough_duration", ("under_3_weeks", "3_weeks_or_more", "unsure", "declined")),
    "blood_in_sputum": ("blood_amount", ("spots_or_streaks", "more", "unsure", "declined")),
    "chest_pain": ("chest_pain_kind", ("comes_and_goes", "sudden_or_severe", "unsure", "declined")),
    "breathlessness": ("breathing_kind", ("with_activity", "worse_than_usual", "at_rest", "unsure", "declined")),
    "weakness": ("weakness_kind", ("a_few_weeks", "sudden_or_one_sided", "unsure", "declined")),
    "weight_loss": ("weight_loss_amount", ("less", "over_5_percent", "unsure", "declined")),
}
"""Each symptom, its follow-up, and the follow-up's answers from the least to the most urgent, then the unknown ones."""

SITES: Final = (
    "breast", "colon", "prostate", "bladder", "kidney", "melanoma", "sarcoma", "lymphoma", "other", "unsure", "declined",
)  # fmt: skip
MATTERS: Final = ("people", "independence", "comfort", "time", "something_else")
TOLD: Final = {
    "primary_curable": REPLIES,
    "primary_removed": ("yes", "no", "planned", "unsure", "declined"),
    "only_metastasis": REPLIES,
    "well_defined_area": REPLIES,
    "general_condition": (
        "as_before", "manages_but_tires", "needs_some_help", "needs_much_help", "unsure", "declined",
    ),
    "what_matters": (
        *chain.from_iterable(combinations(MATTERS, size) for size in range(1, len(MATTERS) + 1)), ("declined",),
    ),
}  # fmt: skip
"""What is asked of a person who was told of a lung metastasis, with every answer there is."""


def symptom_axes() -> list[list[State]]:
    """Return, for each symptom, every answer to it together with every answer to what it opens."""
    return [
        [{symptom: closed} for closed in CLOSED] + [{symptom: "yes", follow_up: option} for option in options]
        for symptom, (follow_up, options) in FOLLOW_UPS.items()
    ]


def context_states() -> Iterator[State]:
    """Yield every state of the questions about what a doctor has said."""
    for history in CLOSED:
        yield {"cancer_history": history}
    for site in SITES:
        start = {"cancer_history": "yes", "primary_site": site}
        for told in CLOSED:
            yield start | {"told_lung_metastasis": told}
        for answers in product(*TOLD.values()):
            yield start | {"told_lung_metastasis": "yes"} | dict(zip(TOLD, answers, strict=True))


def symptom_states() -> Iterator[State]:
    """Yield every state of the checklist and its follow-ups, the last symptom turning fastest."""
    for choice in product(*symptom_axes()):
        yield {question: answer for part in choice for question, answer in part.items()}


SYMPTOM_QUESTIONS: Final = frozenset(FOLLOW_UPS) | {follow_up for follow_up, _ in FOLLOW_UPS.values()}
CONTEXT_QUESTIONS: Final = frozenset(Answers.model_fields) - SYMPTOM_QUESTIONS


def only(answers: Answers, questions: frozenset[str]) -> Answers:
    """Return a copy that lacks every other question altogether, so that reading one of those raises."""
    bare = Answers.__new__(Answers)
    given = answers.__dict__
    object.__setattr__(bare, "__dict__", {question: given[question] for question in questions})
    return bare


Part = TypeVar("Part", SymptomPart, ContextPart)


@dataclass(frozen=True)
class Walk(Generic[Part]):
    """What came out of one half of the space: the distinct outcomes, and for each state the number of its own."""

    states: Callable[[], Iterable[State]]
    outcomes: tuple[Part, ...]
    outcome_of: Sequence[int]
    changed_its_mind: tuple[int, ...]

    def __len__(self) -> int:
        """Return the number of states."""
        return len(self.outcome_of)

    def state(self, number: int) -> State:
        """Return one state, to be shown when it is wrong."""
        return next(islice(self.states(), number, None))

    def pairs(self) -> Iterator[tuple[State, Part]]:
        """Yield every state with its outcome."""
        return zip(self.states(), (self.outcomes[number] for number in self.outcome_of), strict=True)


def _key(part: SymptomPart | ContextPart) -> tuple[tuple[int, ...], ...]:
    # Identity is enough and fast: equal keys hold the very same findings, which the kept outcomes keep alive.
    return tuple(tuple(map(id, found)) for found in part)


def _walk(states: Callable[[], Iterable[State]], evaluate: Callable[[Answers], Part], questions: frozenset[str]) -> Walk[Part]:
    numbers: dict[tuple[tuple[int, ...], ...], int] = {}
    outcomes: list[Part] = []
    outcome_of, changed = array("I"), array("I")
    for state in states():
        answers = Answers.model_validate(state)
        part, again = evaluate(answers), evaluate(only(answers, questions))
        key = _key(part)
        if key != _key(again) and part != again:
            changed.append(len(outcome_of))
        if key not in numbers:
            numbers[key] = len(outcomes)
            outcomes.append(part)
        outcome_of.append(numbers[key])
    return Walk(states, tuple(outcomes), outcome_of, tuple(changed))


def walk_symptoms() -> Walk[SymptomPart]:
    """Evaluate the whole symptom half, each state twice, the second time without the questions of the other half."""
    return _walk(symptom_states, assess_symptoms, SYMPTOM_QUESTIONS)


def walk_context() -> Walk[ContextPart]:
    """Evaluate the whole context half, each state twice, the second time without the questions of the other half."""
    return _walk(context_states, assess_context, CONTEXT_QUESTIONS)
