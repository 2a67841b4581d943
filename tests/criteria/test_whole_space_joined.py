"""The two halves share nothing, so that each being whole is enough: `assess` only lays them side by side."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any, Final, TypeAlias

from pydantic_core import to_jsonable_python

from criteria.answers import Answers
from criteria.assess import Assessment, ContextPart, SymptomPart, assess
from tests.criteria.spaces import CONTEXT_QUESTIONS, SYMPTOM_QUESTIONS, Walk
from tests.criteria.statements import CIRCUMSTANCES, CONSIDERATIONS, GUIDANCE, LEVEL_OF, STATEMENTS

Note: TypeAlias = Callable[[int, str], None]

KEYS: Final = {"version", "questionnaire", "symptoms", "cards", "criteria", "considerations", "questions_to_ask"}
FINDING_KEYS: Final = {
    "symptoms": {"id", "verdict", "because", "sources"},
    "cards": {"id", "level", "because", "sources"},
    "criteria": {"id", "verdict", "because", "sources"},
    "considerations": {"id", "because", "sources"},
}
WORDS: Final = {
    *SYMPTOM_QUESTIONS, *CONTEXT_QUESTIONS, *STATEMENTS, *GUIDANCE, *LEVEL_OF, *LEVEL_OF.values(), *CIRCUMSTANCES,
    *CONSIDERATIONS, "reported", "not_reported", "unknown",
}  # fmt: skip
"""Every word that an assessment may hold, apart from the version of the questionnaire."""


def _leaves(value: object) -> Iterator[object]:
    if isinstance(value, Mapping):
        for below in value.values():
            yield from _leaves(below)
    elif isinstance(value, list):
        for below in value:
            yield from _leaves(below)
    else:
        yield value


def _is_joined(found: Assessment, symptoms: SymptomPart, context: ContextPart) -> bool:
    cards = {card.id: card for card in symptoms.cards + context.cards}
    return (
        found.symptoms == symptoms.symptoms
        and list(found.cards) == [cards[card] for card in LEVEL_OF if card in cards]  # type: ignore[index] # ids are their text
        and found.criteria == context.criteria
        and found.considerations == context.considerations
        and found.questions_to_ask == context.questions_to_ask
    )


def test_the_halves_share_no_question_and_leave_none_out() -> None:
    assert not SYMPTOM_QUESTIONS & CONTEXT_QUESTIONS
    assert set(Answers.model_fields) == SYMPTOM_QUESTIONS | CONTEXT_QUESTIONS


def test_1_the_whole_is_its_halves_side_by_side(symptoms: Walk[SymptomPart], context: Walk[ContextPart], counted: Note) -> None:
    every_fifth = islice(zip(context.pairs(), context.outcome_of, strict=True), 0, None, 5)
    met: set[int] = set()
    compared = 0
    for (state, part), ((beside, its), number) in zip(symptoms.pairs(), every_fifth, strict=False):
        met.add(number)
        assert _is_joined(assess(Answers.model_validate(state | beside)), part, its), (state, beside)
        compared += 1
    assert compared == len(symptoms)
    assert len(met) == len(context.outcomes)
    counted(compared, "whole states, every symptom state beside a context state")


def test_5_no_output_holds_a_count_a_score_or_a_combination(
    symptoms: Walk[SymptomPart], context: Walk[ContextPart], counted: Note
) -> None:
    dumps: list[dict[str, Any]] = [to_jsonable_python(part._asdict()) for part in symptoms.outcomes]
    dumps += [to_jsonable_python(part._asdict()) for part in context.outcomes]
    for dump in dumps:
        assert set(dump) <= KEYS - {"version", "questionnaire"}
        assert all(leaf in WORDS for leaf in _leaves(dump)), dump
        for name, keys in FINDING_KEYS.items():
            assert all(set(finding) == keys for finding in dump.get(name, []))
    counted(len(symptoms) + len(context), "states of both halves")


def test_5_an_assessment_adds_nothing_but_its_versions() -> None:
    found = assess(Answers()).model_dump(mode="json")
    assert set(found) == KEYS
    assert (found["version"], found["questionnaire"]) == (1, "1")
