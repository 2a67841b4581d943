"""What is asked after the report, and the emergency that is shown once more to somebody who will do nothing."""

from typing import Any, Final

import pytest
from hypothesis import given as with_any
from hypothesis import strategies as st

from criteria.answers import OPTIONS, Answers
from criteria.assess import assess
from criteria.journey import Journey, RefusedError
from criteria.questions import FOLLOW_UP_OF, SYMPTOMS, Question
from criteria.rules import Level
from criteria.steps import AFTER_RESULT, ALARMS, Consent, Step, WhatNow
from criteria.urgency import LEVEL_FOR, URGENCY, highest_level
from tests.criteria.statements import EMERGENCIES
from tests.criteria.walks import straight

WELL: Final[dict[str, Any]] = dict.fromkeys(SYMPTOMS, "no") | {"cancer_history": "no"}


def asked(**changes: str) -> Journey:
    """Return the journey of somebody who has finished with their report."""
    journey = straight(Journey(), Answers.model_validate(WELL | changes))
    return journey.submit(Step.CHECK).submit(Step.RESULT)


@pytest.mark.parametrize("said", WhatNow)
def test_whatever_is_said_without_an_emergency_the_visit_ends(said: WhatNow) -> None:
    over = asked(cough="yes", cough_duration="3_weeks_or_more").submit(Step.WHAT_NOW, {Step.WHAT_NOW: said})
    assert over == Journey(step=Step.GOODBYE, consent=Consent.YES, what_now=said)


@pytest.mark.parametrize("said", WhatNow)
@pytest.mark.parametrize(("symptom", "follow_up", "option"), EMERGENCIES)
@pytest.mark.parametrize("outright", [True, False])
def test_nothing_after_an_emergency_card_shows_it_once_more_and_no_other_answer_does(
    symptom: str, follow_up: str, option: str, said: WhatNow, *, outright: bool
) -> None:
    journey = asked(**{symptom: "yes", follow_up: option if outright else "unsure"})
    after = journey.submit(Step.WHAT_NOW, {Step.WHAT_NOW: said})
    assert after.step is (Step.EMERGENCY_AGAIN if said is WhatNow.NOTHING else Step.GOODBYE)
    if after.step is Step.EMERGENCY_AGAIN:
        assert after.answers == journey.answers
        assert after.back().step is Step.WHAT_NOW
        assert after.back().chosen() is WhatNow.NOTHING
        assert after.submit(Step.EMERGENCY_AGAIN).step is Step.GOODBYE


@pytest.mark.parametrize("given", [{}, {Step.WHAT_NOW: None}, {Step.WHAT_NOW: "maybe"}, {Step.CONSENT: "yes"}])
def test_nothing_is_taken_for_an_answer(given: dict[str, Any]) -> None:
    with pytest.raises(RefusedError):
        asked().submit(Step.WHAT_NOW, given)


def test_the_way_back_leads_to_the_report_and_its_answers() -> None:
    journey = asked(cough="yes", cough_duration="3_weeks_or_more")
    assert journey.back().step is Step.RESULT
    assert journey.back().answers == journey.answers


@with_any(st.data())
def test_the_highest_level_is_that_of_the_most_urgent_card(data: st.DataObject) -> None:
    replies = {symptom: data.draw(st.sampled_from(["yes", "no"])) for symptom in SYMPTOMS}
    asked = [follow_up for symptom, follow_up in FOLLOW_UP_OF.items() if replies[symptom] == "yes"]
    told = {question: data.draw(st.sampled_from(list(OPTIONS[question]))) for question in (*asked, Question.CANCER_HISTORY)}
    answers = Answers.model_validate({**replies, **told})
    shown = {card.level for card in assess(answers).cards}
    first = next((level for level in URGENCY if level in shown), None)
    assert highest_level(answers) is first
    # What counts do: from each answer alone.
    alone = {LEVEL_FOR[said] for said in answers.given().items() if said in LEVEL_FOR}
    assert next((level for level in URGENCY if level in alone), None) is first


def test_the_levels_are_in_the_order_of_how_soon_they_ask_for_help() -> None:
    assert set(URGENCY) == set(Level)
    assert URGENCY == ("emergency", "same_day", "appointment", "watch_for")


def test_the_page_that_shows_an_emergency_once_more_is_an_alarm_as_those_before_it() -> None:
    before = (
        "blood_amount.more",
        "chest_pain_kind.sudden_or_severe",
        "breathing_kind.at_rest",
        "weakness_kind.sudden_or_one_sided",
    )
    assert (*before, "emergency_again") == ALARMS


def test_three_steps_come_after_the_report() -> None:
    assert AFTER_RESULT == ("what_now", "emergency_again", "goodbye")
