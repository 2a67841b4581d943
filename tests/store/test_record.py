"""A record is a whole session, or nothing but the fact that there was one."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from criteria.answers import Answers
from criteria.questions import QUESTIONNAIRE, Reply
from criteria.steps import Consent, Step, WhatNow
from store.record import Channel, Ended, Record, is_week, iso_week, monday_of, record_of, week_of
from tests.store.people import COUGHS, NOW, a_record, a_refusal

KEPT = a_record(record_id="a" * 32).model_dump()


def refusal_of(fields: dict[str, Any]) -> str:
    with pytest.raises(ValidationError) as refused:
        Record.model_validate(fields)
    (error,) = refused.value.errors(include_url=False)
    return error["type"]


@pytest.mark.parametrize("part", ["questionnaire", "language", "channel", "ended", "answers"])
def test_a_kept_session_has_every_part(part: str) -> None:
    assert refusal_of(KEPT | {part: None}) == "incomplete"


@pytest.mark.parametrize("part", ["questionnaire", "week", "language", "channel", "ended", "left_at", "answers"])
def test_a_session_that_was_declined_has_no_part(part: str) -> None:
    assert refusal_of({"id": "a" * 32, "kept": False, part: KEPT[part]}) == "not_kept"


def test_nobody_leaves_after_the_result() -> None:
    assert refusal_of(KEPT | {"ended": "result"}) == "left_at"
    assert Record.model_validate(KEPT | {"ended": "result", "left_at": None}).ended is Ended.RESULT


def test_what_somebody_will_do_is_said_after_the_result_only() -> None:
    assert refusal_of(KEPT | {"what_now": "call_now"}) == "what_now"
    assert refusal_of({"id": "a" * 32, "kept": False, "what_now": "call_now"}) == "not_kept"
    shown = KEPT | {"ended": "result", "left_at": None}
    assert Record.model_validate(shown | {"what_now": "nothing"}).what_now is WhatNow.NOTHING
    assert a_record(ended=Ended.LEFT, what_now=WhatNow.NOTHING).what_now is None
    with pytest.raises(ValidationError):
        Record.model_validate(shown | {"what_now": "maybe"})


def test_a_week_is_one_of_the_calendar() -> None:
    assert refusal_of(KEPT | {"week": "2025-W53"}) == "week"
    assert Record.model_validate(KEPT | {"week": None}).week is None
    assert [is_week(week) for week in ("2026-W53", "2026-W01", "2026-W00", "2025-W53")] == [True, True, False, False]


def test_a_week_begins_on_its_monday_and_has_two_digits() -> None:
    assert monday_of("2026-W47") == date(2026, 11, 16)
    assert iso_week(date(2026, 1, 5)) == "2026-W02"
    assert iso_week(date(999, 1, 7)) == "0999-W02"


def test_what_is_kept_of_a_session_is_what_it_was_made_of() -> None:
    made = record_of(
        COUGHS,
        record_id="a" * 32,
        consent=Consent.YES,
        ended=Ended.IDLE,
        left_at=Step.COUGH_DURATION,
        moment=NOW,
        language="es",
        channel=Channel.SSH,
    )
    assert made == Record(
        version=1,
        id="a" * 32,
        kept=True,
        questionnaire=QUESTIONNAIRE,
        week="2026-W47",
        language="es",
        channel=Channel.SSH,
        ended=Ended.IDLE,
        left_at=Step.COUGH_DURATION,
        answers=COUGHS,
        simulated=False,
    )


def test_of_one_who_saw_the_result_no_step_is_kept() -> None:
    assert a_record(ended=Ended.RESULT, left_at=Step.RESULT).left_at is None


def test_of_one_who_declined_the_mark_of_a_made_up_session_is_kept() -> None:
    assert a_refusal(record_id="a" * 32, simulated=True) == Record(id="a" * 32, kept=False, simulated=True)
    assert a_record(simulated=True).simulated


def test_a_clock_before_the_build_gives_no_week() -> None:
    assert week_of(datetime(2025, 12, 31, tzinfo=UTC)) is None
    assert week_of(datetime(2026, 1, 1, tzinfo=UTC)) == "2026-W01"


def test_a_repr_holds_no_answer_and_no_step() -> None:
    record = a_record(answers=Answers(cough=Reply.YES))
    assert "cough" not in f"{record!r}"
