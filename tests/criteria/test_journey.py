"""The journey in plain cases: it ends, it interrupts, it goes back and forth and loses nothing."""

from dataclasses import replace
from itertools import permutations
from typing import Any, Final

import pytest
from hypothesis import given as with_any
from hypothesis import settings
from hypothesis import strategies as st

from criteria.answers import Answers
from criteria.assess import assess
from criteria.journey import Journey, RefusedError
from criteria.steps import INTERRUPTIONS, Consent, Respondent, Step, WhatNow
from tests.criteria.statements import EMERGENCIES, FOLLOW_UPS
from tests.criteria.walks import LONGEST, going_on, press_on, straight

WELL: Final = dict.fromkeys(FOLLOW_UPS, "no")
COUGH: Final = WELL | {"cough": "yes"}
BOTH: Final = COUGH | {"blood_in_sputum": "yes"}
NO_CANCER: Final = {"cancer_history": "no"}


def _checked(**said: str) -> Journey:
    return straight(Journey(), Answers.model_validate(said))


def _change(journey: Journey, step: Step, given: dict[str, Any]) -> Journey:
    return journey.change(step).submit(step, given)


@settings(max_examples=60, deadline=None)
@with_any(st.data())
def test_whatever_is_answered_repeated_submits_reach_goodbye(data: st.DataObject) -> None:
    over = press_on(Journey(), data)
    assert over == replace(Journey(step=Step.GOODBYE), consent=over.consent, what_now=over.what_now)


@settings(max_examples=60, deadline=None)
@with_any(st.data())
def test_from_any_change_repeated_submits_reach_goodbye(data: st.DataObject) -> None:
    journey = Journey()
    while journey.step is not Step.CHECK:
        journey = journey.submit(journey.step, data.draw(going_on(journey.step)))
    step = data.draw(st.sampled_from([Step.CHECKLIST, Step.CANCER_HISTORY, Step.CONSENT]))
    assert press_on(journey.change(step), data).step is Step.GOODBYE


@pytest.mark.parametrize(("symptom", "follow_up", "option"), EMERGENCIES)
def test_an_emergency_answer_interrupts_at_once_and_again_when_it_is_given_again(
    symptom: str, follow_up: str, option: str
) -> None:
    journey = _checked(**WELL | {symptom: "yes", follow_up: option} | NO_CANCER)
    for _ in range(2):
        interrupted = _change(journey, Step(follow_up), {follow_up: option})
        assert interrupted.step == f"{follow_up}.{option}"
        assert interrupted.submit(interrupted.step) == journey


@pytest.mark.parametrize(("symptom", "follow_up", "option"), EMERGENCIES)
@pytest.mark.parametrize("unknown", ["unsure", "declined"])
def test_not_sure_interrupts_nobody(symptom: str, follow_up: str, option: str, unknown: str) -> None:
    journey = _checked(**WELL | {symptom: "yes", follow_up: unknown} | NO_CANCER)
    assert f"{follow_up}.{option}" not in journey.steps()


def test_an_emergency_answer_interrupts_before_a_question_that_was_left_open_by_going_back() -> None:
    journey = _checked(**WELL | {"blood_in_sputum": "yes", "blood_amount": "spots_or_streaks"} | NO_CANCER)
    opened = _change(journey, Step.CHECKLIST, BOTH)
    assert opened.step is Step.COUGH_DURATION
    left_open = opened.back().back()
    assert left_open.step is Step.CHECK
    assert _change(left_open, Step.BLOOD_AMOUNT, {"blood_amount": "more"}).step is Step.BLOOD_MORE


def test_going_back_from_a_question_that_was_left_open_before_the_change_returns_to_the_check_page() -> None:
    journey = _change(_checked(**WELL | NO_CANCER), Step.CHECKLIST, COUGH).back().back()
    elsewhere = _change(journey, Step.CANCER_HISTORY, {"cancer_history": "unsure"})
    assert elsewhere.step is Step.COUGH_DURATION
    assert elsewhere.back().step is Step.CHECK


def test_a_change_that_opens_a_question_asks_it_and_comes_back_with_nothing_undone() -> None:
    opened = _change(_checked(**WELL | NO_CANCER), Step.CHECKLIST, COUGH)
    assert opened.step is Step.COUGH_DURATION
    assert opened.submit(opened.step, {"cough_duration": "unsure"}) == _checked(
        **COUGH | {"cough_duration": "unsure"} | NO_CANCER
    )


def test_a_change_that_closes_questions_leaves_no_trace_of_them() -> None:
    journey = _checked(**COUGH | {"cough_duration": "under_3_weeks"} | NO_CANCER)
    assert _change(journey, Step.CHECKLIST, WELL) == _checked(**WELL | NO_CANCER)


def test_the_result_waits_for_a_question_that_was_left_open_by_going_back() -> None:
    left_open = _change(_checked(**WELL | NO_CANCER), Step.CHECKLIST, COUGH).back().back()
    assert left_open.submit(Step.CHECK).step is Step.COUGH_DURATION


def test_7_changes_made_in_any_order_end_in_the_same_journey_and_the_same_result() -> None:
    changes: dict[Step, dict[str, Any]] = {
        Step.CHECKLIST: BOTH | {"weight_loss": "yes"},
        Step.CANCER_HISTORY: {"cancer_history": "unsure"},
        Step.CONSENT: {Step.CONSENT: "no"},
        Step.WEIGHT_LOSS_AMOUNT: {"weight_loss_amount": "less"},
    }
    start = _checked(**WELL | {"weight_loss": "yes", "weight_loss_amount": "unsure"} | NO_CANCER)
    ends = set()
    for order in permutations(changes):
        journey = start
        for step in order:
            journey = _change(journey, step, changes[step])
            while journey.step is not Step.CHECK:
                follow_up = {Step.COUGH_DURATION: "unsure", Step.BLOOD_AMOUNT: "more"}.get(journey.step)
                journey = journey.submit(journey.step, {journey.step.value: follow_up} if follow_up else {})
        ends.add((journey, assess(journey.answers)))
    assert len(ends) == 1


def test_there_is_a_way_back_to_the_welcome_page_until_something_was_answered() -> None:
    help_card = Journey().submit(Step.WELCOME)
    assert help_card.back() == Journey()
    asked = help_card
    while asked.step is not Step.RESPONDENT:
        asked = asked.submit(asked.step)
    for respondent in Respondent:
        again = asked.submit(Step.RESPONDENT, {Step.RESPONDENT: respondent})
        while again.step is not Step.HELP_CARD:
            again = again.back()
        assert again.back() is again


def test_going_back_from_a_change_gives_the_check_page_as_it_was() -> None:
    checked = _checked(**WELL | NO_CANCER)
    assert checked.change(Step.CANCER_HISTORY).back() == checked
    assert checked.back().step is Step.CANCER_HISTORY


def test_nothing_can_be_changed_but_an_answer_that_was_asked_for() -> None:
    checked = _checked(**WELL | NO_CANCER)
    for step in (Step.HELP_CARD, Step.CHECK, Step.COUGH_DURATION, Step.BLOOD_MORE):
        with pytest.raises(RefusedError):
            checked.change(step)
    with pytest.raises(RefusedError):
        checked.back().change(Step.CHECKLIST)


def test_the_questions_that_are_asked_are_those_that_the_answers_open() -> None:
    cough = _checked(**COUGH | {"cough_duration": "unsure"} | NO_CANCER)
    assert cough.asked() == (*FOLLOW_UPS, "cough_duration", "cancer_history")
    assert Journey().asked() == (*FOLLOW_UPS, "cancer_history")


def test_the_earliest_question_that_was_left_open_is_asked_before_the_one_that_a_change_opens() -> None:
    left_open = _change(_checked(**WELL | NO_CANCER), Step.CHECKLIST, COUGH).back().back()
    assert _change(left_open, Step.CANCER_HISTORY, {"cancer_history": "yes"}).step is Step.COUGH_DURATION


def test_goodbye_holds_no_answer_and_takes_nothing() -> None:
    asked = _checked(**WELL | NO_CANCER).submit(Step.CHECK).submit(Step.RESULT)
    over = asked.submit(Step.WHAT_NOW, {Step.WHAT_NOW: "care_team"})
    assert over == Journey(step=Step.GOODBYE, consent=asked.consent, what_now=WhatNow.CARE_TEAM)
    assert over.back() is over
    with pytest.raises(RefusedError):
        over.submit(Step.GOODBYE)


def test_consent_is_never_guessed() -> None:
    asked = Journey(step=Step.CONSENT)
    assert Journey().consent is None
    with pytest.raises(RefusedError):
        asked.submit(Step.CONSENT, {Step.CONSENT: "maybe"})
    assert asked.submit(Step.CONSENT, {Step.CONSENT: "no"}).consent is Consent.NO


def test_no_journey_is_longer_than_its_steps() -> None:
    assert len(Step) - 1 == LONGEST
    assert {f"{follow_up}.{option}" for _, follow_up, option in EMERGENCIES} == set(INTERRUPTIONS)
