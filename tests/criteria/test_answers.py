"""The model of the answers refuses what is not an answer, and says nothing about what somebody said."""

from itertools import product
from typing import Any, Final

import pytest
from pydantic import ValidationError

from criteria.answers import OPTIONS, Answers
from criteria.journey import Journey, RefusedError
from criteria.questions import Matter, Question
from criteria.steps import Step
from tests.criteria.spaces import CLOSED, SITES, TOLD
from tests.criteria.statements import FOLLOW_UPS

OPENED: Final = {
    **{follow_up: (symptom, options) for symptom, (follow_up, options) in FOLLOW_UPS.items()},
    "primary_site": ("cancer_history", SITES),
    "told_lung_metastasis": ("cancer_history", ("yes", *CLOSED)),
    **{question: ("told_lung_metastasis", options) for question, options in TOLD.items()},
}
"""Every question that another one opens, with what opens it and its options; written from the journey."""

BEFORE: Final[dict[str, dict[str, str]]] = {"told_lung_metastasis": {"cancer_history": "yes"}}


@pytest.mark.parametrize("question", OPENED)
def test_6_an_answer_to_a_closed_question_is_refused_whatever_it_is(question: str) -> None:
    opener, options = OPENED[question]
    for shut, option in product((*CLOSED, None), options):
        said: dict[str, Any] = BEFORE.get(opener, {}) | {opener: shut, question: option}
        with pytest.raises(ValidationError):
            Answers.model_validate(said)
    for option in options:
        assert Answers.model_validate(BEFORE.get(opener, {}) | {opener: "yes", question: option}).get(Question(question))


def test_every_question_takes_the_options_of_the_journey_and_no_others() -> None:
    for question, (_, options) in OPENED.items():
        flat = {part for option in options for part in ((option,) if isinstance(option, str) else option)}
        assert {option.value for option in OPTIONS[Question(question)]} == flat, question


@pytest.mark.parametrize("chosen", [(), ("people", "people"), ("declined", "time"), ("time", "nothing")])
def test_what_matters_can_be_said_in_one_way_only(chosen: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError):
        Answers.model_validate({"cancer_history": "yes", "told_lung_metastasis": "yes", "what_matters": chosen})


def test_what_matters_is_kept_in_the_order_of_its_options() -> None:
    told = {"cancer_history": "yes", "told_lung_metastasis": "yes"}
    either = [Answers.model_validate(told | {"what_matters": chosen}) for chosen in (("time", "people"), ("people", "time"))]
    assert either[0] == either[1]
    assert either[0].what_matters == (Matter.PEOPLE, Matter.TIME)


@pytest.mark.parametrize(
    "said",
    [
        {"cough": "zebra"},
        {"cough": "yes", "blood_amount": "more"},
        {"cough": ["zebra"]},
        {"cough_duration": "under_3_weeks"},
        {"what_matters": ["comfort", "zebra"]},
        {"what_matters": ["comfort", "comfort"]},
        {"cough": "yes", "mood": "zebra"},
    ],
)
def test_an_error_never_repeats_what_was_entered(said: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refused:
        Answers.model_validate(said)
    told = f"{refused.value}\n{refused.value!r}"
    assert "zebra" not in told
    assert "input_value" not in told


def test_an_error_about_a_closed_question_names_no_option_at_all() -> None:
    with pytest.raises(ValidationError) as refused:
        Answers.model_validate({"cough": "declined", "cough_duration": "3_weeks_or_more", "chest_pain": "unsure"})
    assert not [word for word in ("declined", "3_weeks", "unsure") if word in f"{refused.value}{refused.value!r}"]


def test_a_repr_never_holds_an_answer_or_a_step_that_gives_one_away() -> None:
    answers = Answers.model_validate({"blood_in_sputum": "yes", "blood_amount": "more"})
    journey = Journey(step=Step.BLOOD_MORE, answers=answers, seen=frozenset({Step.BLOOD_MORE}))
    assert (repr(answers), str(answers), repr(journey), str(journey)) == ("Answers()", "", "Journey()", "Journey()")


def test_a_refusal_never_repeats_what_was_submitted() -> None:
    for given in ({"cough": "zebra"}, {"zebra": "yes"}):
        with pytest.raises(RefusedError) as refused:
            Journey(step=Step.CHECKLIST).submit(Step.CHECKLIST, given)
        assert "zebra" not in f"{refused.value}{refused.value!r}"


def test_answers_can_not_be_changed_in_place() -> None:
    with pytest.raises(ValidationError):
        Answers().cough = "yes"  # type: ignore[misc,assignment] # this is what must fail
