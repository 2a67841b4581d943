"""The whole answer space, as tables written by hand, and the parts into which the proofs divide it.

A state is what a person has answered. The checklist is a product of axes, one for each symptom: every answer to it
together with every answer to the follow-up that it opens. What a doctor has said is a tree of two gates with a
product of questions behind it. A proof looks at each axis alone, at each pair of axes, and at the code that joins them.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, combinations, product
from typing import Any, Final, TypeAlias

from criteria.answers import Answers
from tests.criteria.statements import FOLLOW_UPS

State: TypeAlias = dict[str, Any]

CLOSED: Final = ("no", "unsure", "declined")
REPLIES: Final = ("yes", *CLOSED)

SITES: Final = (
    "breast", "colon", "prostate", "bladder", "kidney", "melanoma", "sarcoma", "lymphoma", "lung", "other",
    "unsure", "declined",
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


SYMPTOM_QUESTIONS: Final = frozenset(FOLLOW_UPS) | {follow_up for follow_up, _ in FOLLOW_UPS.values()}
CONTEXT_QUESTIONS: Final = frozenset(Answers.model_fields) - SYMPTOM_QUESTIONS

GATES: Final = ("cancer_history", "told_lung_metastasis")
BOTH_OPEN: Final[State] = dict.fromkeys(GATES, "yes")
UNREAD: Final = ("primary_site", "what_matters")
"""Answers that are kept and shown, but that no finding rests on."""

ASKED: Final = tuple(question for question in TOLD if question not in UNREAD)
"""The questions behind both gates that a finding rests on."""


def symptom_axes() -> dict[str, list[State]]:
    """Return, for each symptom, every answer to it together with every answer to what it opens."""
    return {
        symptom: [{symptom: closed} for closed in CLOSED] + [{symptom: "yes", follow_up: option} for option in options]
        for symptom, (follow_up, options) in FOLLOW_UPS.items()
    }


def joined(parts: Iterable[State]) -> State:
    """Return one state that holds all of `parts`."""
    return {question: answer for part in parts for question, answer in part.items()}


def shut_states() -> Iterator[State]:
    """Yield every state in which no doctor has told the person of a lung metastasis, without the place of origin."""
    for history in CLOSED:
        yield {"cancer_history": history}
    for told in CLOSED:
        yield {"cancer_history": "yes", "told_lung_metastasis": told}


def told_states() -> Iterator[State]:
    """Yield every other state, without the answers that no finding rests on."""
    for answers in product(*(TOLD[question] for question in ASKED)):
        yield BOTH_OPEN | dict(zip(ASKED, answers, strict=True))


def every_context_state() -> Iterator[State]:
    """Yield every state of the questions about what a doctor has said, nothing left out: hundreds of thousands."""
    for state in shut_states():
        if state["cancer_history"] == "yes":
            yield from (state | {"primary_site": site} for site in SITES)
        else:
            yield state
    for state in told_states():
        for site, matters in product(SITES, TOLD["what_matters"]):
            yield state | {"primary_site": site, "what_matters": matters}


class _Lacking(dict[str, Any]):
    """The answers of `only`: a question that is not there is an error also for somebody who brings a default."""

    def get(self, question: str, _default: object = None) -> Any:  # noqa: ANN401 - as for any dictionary
        return self[question]


def only(answers: Answers, questions: Iterable[str]) -> Answers:
    """Return a copy that lacks every other question altogether, so that reading one of those raises."""
    bare = Answers.__new__(Answers)
    given = answers.__dict__
    object.__setattr__(bare, "__dict__", _Lacking({question: given[question] for question in questions}))
    return bare
