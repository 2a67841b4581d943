"""The two halves share nothing, so that each being whole is enough: `assess` only lays them side by side."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, Final, cast

import pytest
from pydantic_core import to_jsonable_python

from criteria import assess as module
from criteria.answers import Answers
from criteria.assess import Assessment, ContextPart, SymptomPart, assess, assess_context, assess_symptoms
from criteria.questions import QUESTIONNAIRE
from tests.criteria.conftest import Axes, Shut, Told
from tests.criteria.spaces import ASKED, BOTH_OPEN, CONTEXT_QUESTIONS, SYMPTOM_QUESTIONS, joined, shut_states
from tests.criteria.statements import CIRCUMSTANCES, CONSIDERATIONS, GUIDANCE, LEVEL_OF, STATEMENTS
from tests.criteria.test_whole_symptom_space import Unread, side_by_side

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


@pytest.fixture
def symptom_parts(axes: Axes) -> list[SymptomPart]:
    """Everything that can come out of the symptom half, one for each set of cards."""
    every = product(*(dict.fromkeys(part for _, part in states) for states in axes.values()))
    return list({part.cards: part for part in map(side_by_side, every)}.values())


@pytest.fixture
def context_parts(shut: Shut, told: Told) -> list[ContextPart]:
    """Everything that can come out of the context half."""
    return list(dict.fromkeys([*(part for _, part in shut), *told.values()]))


def test_the_halves_share_no_question_and_leave_none_out() -> None:
    assert not SYMPTOM_QUESTIONS & CONTEXT_QUESTIONS
    assert set(Answers.model_fields) == SYMPTOM_QUESTIONS | CONTEXT_QUESTIONS


def test_1_the_whole_is_its_halves_side_by_side(
    symptom_parts: list[SymptomPart], context_parts: list[ContextPart], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The joining code gets real halves and answers that it can not read: every half meets a half of each kind.
    one_of_each = list({(part.cards, bool(part.criteria)): part for part in context_parts}.values())
    pairs = [*product(symptom_parts, one_of_each), *product(symptom_parts[:: len(symptom_parts) // 5], context_parts)]
    for symptoms, context in pairs:
        monkeypatch.setattr(module, "assess_symptoms", lambda _, part=symptoms: part)
        monkeypatch.setattr(module, "assess_context", lambda _, part=context: part)
        assert _is_joined(assess(cast("Answers", Unread())), symptoms, context)


def test_1_the_whole_is_its_halves_for_answers_of_both(axes: Axes, told: Told) -> None:
    # The same once more through the real functions: every context beside a person whose symptoms move on by one answer.
    contexts = [*shut_states(), *(BOTH_OPEN | dict(zip(ASKED, answers, strict=True)) for answers in told)]
    for turn, context in enumerate(contexts):
        symptoms = joined(states[turn * place % len(states)][0] for place, states in enumerate(axes.values(), 1))
        answers = Answers.model_validate(symptoms | context)
        assert _is_joined(assess(answers), assess_symptoms(answers), assess_context(answers)), answers.given()


def test_5_no_output_holds_a_count_a_score_or_a_combination(
    symptom_parts: list[SymptomPart], context_parts: list[ContextPart]
) -> None:
    parts: list[SymptomPart | ContextPart] = [*symptom_parts, *context_parts]
    for part in parts:
        dump: dict[str, Any] = to_jsonable_python(part._asdict())
        assert set(dump) <= KEYS - {"version", "questionnaire"}
        assert all(leaf in WORDS for leaf in _leaves(dump)), dump
        for name, keys in FINDING_KEYS.items():
            assert all(set(finding) == keys for finding in dump.get(name, []))


def test_5_an_assessment_adds_nothing_but_its_versions() -> None:
    found = assess(Answers()).model_dump(mode="json")
    assert set(found) == KEYS
    assert (found["version"], found["questionnaire"]) == (2, QUESTIONNAIRE)
