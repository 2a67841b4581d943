"""The cases of each rule, as a clinician would read them, against the real functions."""

import tomllib
from pathlib import Path
from typing import Any, Final

import pytest

from criteria.answers import OPTIONS, Answers
from criteria.assess import assess, cards_so_far
from criteria.questions import Question
from criteria.rules import CARDS_FOR, Criterion
from criteria.steps import INTERRUPTIONS, Step, visible_steps
from tests.criteria.statements import EMERGENCIES

CASES: Final = Path(__file__).parent / "cases"


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{file.stem}: {case['it']} {number}")
        for file in sorted(CASES.glob("*.toml"))
        for number, case in enumerate(tomllib.loads(file.read_text("utf-8"))["case"])
    ]


@pytest.mark.parametrize("case", _cases())
def test_each_case_gives_what_the_journey_says(case: dict[str, Any]) -> None:
    answers = Answers.model_validate(case["answers"])
    found = assess(answers)
    verdicts = {finding.id.value: finding.verdict.value for finding in found.criteria}
    symptoms = {finding.id.value: finding.verdict.value for finding in found.symptoms}
    seen: dict[str, Any] = {
        "cards": [card.id for card in found.cards],
        "interruptions": [step for step in visible_steps(answers) if step in INTERRUPTIONS],
        "criteria": {criterion: verdicts[criterion] for criterion in case.get("criteria", {})} or verdicts,
        "symptoms": {symptom: symptoms[symptom] for symptom in case.get("symptoms", {})},
        "considerations": [finding.id for finding in found.considerations],
        "ask": list(found.questions_to_ask),
    }
    expected = {name: value for name, value in case.items() if name not in {"it", "answers"}}
    assert expected
    assert {name: seen[name] for name in expected} == expected


def test_every_rule_has_a_cases_file_that_meets_every_option() -> None:
    for rule in (*CARDS_FOR, *(criterion.value for criterion in Criterion)):
        cases = tomllib.loads((CASES / f"{rule}.toml").read_text("utf-8"))["case"]
        asked = (
            [Question(question) for question in ("primary_curable", "primary_removed")] if "_and_" in rule else [Question(rule)]
        )
        for question in asked:
            assert {case["answers"].get(question.value) for case in cases} >= {option.value for option in OPTIONS[question]}, (
                rule
            )


def test_every_card_that_is_an_emergency_answer_has_a_step_of_its_own() -> None:
    assert set(INTERRUPTIONS) == {Step(f"{follow_up}.{option}") for _, follow_up, option in EMERGENCIES}


def test_an_unanswered_question_brings_a_card_at_the_end_but_none_so_far() -> None:
    answers = Answers.model_validate({"cough": "yes", "chest_pain": "yes", "chest_pain_kind": "comes_and_goes"})
    assert [card.id.value for card in assess(answers).cards] == [
        "cough_duration.3_weeks_or_more",
        "chest_pain_kind.comes_and_goes",
    ]
    assert [card.id.value for card in cards_so_far(answers)] == ["chest_pain_kind.comes_and_goes"]
