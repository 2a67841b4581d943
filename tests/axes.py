"""The whole answer space as axes that nothing rests on two of, and people from it: each axis alone, each two, and at random."""

from collections.abc import Iterator, Mapping
from itertools import combinations, product
from random import Random
from typing import Any, Final

from criteria.answers import Answers
from criteria.questions import Question
from screens.phone.code import VALUES

AXES: Final[tuple[tuple[str, ...], ...]] = (
    *((symptom, follow_up) for symptom, follow_up in zip(list(Question)[:6], list(Question)[6:12], strict=True)),
    ("cancer_history", "primary_site", "told_lung_metastasis"),
    ("primary_curable", "primary_removed"),
    *((question,) for question in ("only_metastasis", "well_defined_area", "general_condition", "what_matters")),
)
"""Questions that a block of the report can rest on together."""


def states(axis: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Yield every answer to the questions of one axis, with what closes the rest of it left out."""
    seen = set()
    for values in product(*(VALUES[Question(question)] for question in axis)):
        given = dict(zip(axis, values, strict=True))
        opener, *opened = axis
        if len(axis) > 1 and opener != "primary_curable" and given[opener] != "yes":
            given.update(dict.fromkeys(opened))
        if tuple(given.values()) not in seen:
            seen.add(tuple(given.values()))
            yield given


OPEN: Final = {"cancer_history": "yes", "told_lung_metastasis": "yes"}


def each_axis() -> Iterator[Answers]:
    """Yield every answer of each axis, the rest as it comes from `others`."""
    for axis in AXES:
        for given in states(axis):
            for others in ({}, OPEN):
                yield _answers({**others, **given})


def pairs() -> Iterator[Answers]:
    """Yield every answer of each two axes, the other axes moving on from state to state."""
    every, turn = {axis: list(states(axis)) for axis in AXES}, 0
    for one, other in combinations(AXES, 2):
        for first, second in product(every[one], every[other]):
            turn += 1
            moved = (every[axis][turn * place % len(every[axis])] for place, axis in enumerate(AXES, 1))
            rest = {name: value for state in moved for name, value in state.items()}
            yield _answers({**rest, **(OPEN if turn % 2 else {}), **first, **second})


def anyone(count: int, seed: int = 1) -> Iterator[Answers]:
    """Yield so many people who answer at random, most of them to everything."""
    random = Random(seed)
    for _ in range(count):
        given = {question: random.choice(VALUES[question]) for question in Question}
        yield _answers(given | {name: "yes" for name in OPEN if random.random() < 0.7})


def _answers(given: Mapping[str, Any]) -> Answers:
    found = Answers()
    for question in Question:
        if found.is_open(question) and given.get(question) is not None:
            found = found.with_given({question: given[question]})
    return found
