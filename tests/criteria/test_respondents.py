"""For whom somebody answers: the same questions for whoever may, and none for whoever is told to ask elsewhere."""

from typing import Final

import pytest

from criteria.answers import Answers
from criteria.journey import Journey, RefusedError
from criteria.questions import SYMPTOMS
from criteria.steps import FOR_ANOTHER, NOT_ASKED, Respondent, Step, visible_steps
from tests.criteria.walks import straight

COUGHS: Final = Answers.model_validate(
    dict.fromkeys(SYMPTOMS, "no") | {"cough": "yes", "cough_duration": "unsure", "cancer_history": "no"}
)


@pytest.mark.parametrize("respondent", NOT_ASKED)
def test_who_is_under_18_or_answers_for_somebody_absent_is_told_where_to_turn_and_asked_nothing(respondent: Respondent) -> None:
    told = Journey(step=Step.RESPONDENT).submit(Step.RESPONDENT, {Step.RESPONDENT: respondent})
    assert (told.step.value, told.asked()) == (respondent.value, ())
    assert told.back().submit(Step.RESPONDENT, {Step.RESPONDENT: "myself"}).step is Step.CONSENT
    assert told.submit(told.step) == Journey(step=Step.GOODBYE)


@pytest.mark.parametrize("respondent", NOT_ASKED)
def test_who_goes_back_from_the_report_to_say_so_has_given_no_answers_and_no_consent(respondent: Respondent) -> None:
    journey = straight(Journey(), COUGHS).submit(Step.CHECK)
    while journey.step is not Step.RESPONDENT:
        journey = journey.back()
    assert journey.answers.given()
    told = journey.submit(Step.RESPONDENT, {Step.RESPONDENT: respondent})
    assert told == Journey(step=Step(respondent.value), respondent=respondent)


@pytest.mark.parametrize("respondent", sorted(FOR_ANOTHER))
def test_the_questions_are_the_same_for_whoever_answers_for_another(respondent: Respondent) -> None:
    for answers in (Answers(), COUGHS):
        assert visible_steps(answers, respondent) == visible_steps(answers, Respondent.MYSELF) == visible_steps(answers)


def test_who_goes_back_and_answers_for_another_keeps_consent_and_answers_and_sees_what_was_chosen() -> None:
    journey = straight(Journey(), COUGHS).submit(Step.CHECK)
    while journey.step is not Step.RESPONDENT:
        journey = journey.back()
    assert journey.chosen() is Respondent.MYSELF
    together = journey.submit(Step.RESPONDENT, {Step.RESPONDENT: "together"})
    assert together.consent is not None
    assert (together.step, together.chosen(), together.respondent) == (Step.CONSENT, together.consent, Respondent.TOGETHER)
    assert together.answers == COUGHS
    assert Journey(step=Step.RESPONDENT).chosen() is None


@pytest.mark.parametrize(
    "given", [{}, {"respondent": "nobody"}, {"consent": "yes"}, {"respondent": "myself", "consent": "yes"}]
)
def test_a_choice_that_the_step_does_not_have_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(RefusedError):
        Journey(step=Step.RESPONDENT).submit(Step.RESPONDENT, given)
