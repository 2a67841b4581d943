"""Whole visits with the keys alone: four people, from Welcome to their result, and what each leaves in the log."""

import asyncio
from pathlib import Path

import pytest
from textual.pilot import Pilot

from criteria.answers import Answers
from criteria.assess import assess
from criteria.steps import Consent, Step
from screens.steps.check import AnswerRow
from screens.wording.report import report_sections
from store.log import SessionLog
from store.record import Channel
from tests.screens.kiosks import BLOOD, METASTASIS, NO_SYMPTOMS, app_of, at, dump, kiosk, press, shown, to_answer, walk
from tui.gallery.pages import further_pages
from tui.visit.outcome import Outcome
from tui.visit.recorder import Recorder

SIZE = (80, 24)


@pytest.fixture
def log(tmp_path: Path) -> SessionLog:
    return SessionLog(tmp_path / "log")


async def all_of_the_result(pilot: Pilot[Outcome]) -> str:
    app = app_of(pilot)
    return " ".join([shown(app), *[shown(app) async for _ in further_pages(app, pilot)]])


async def test_a_person_without_symptoms_is_told_that_nothing_can_be_told(log: SessionLog) -> None:
    app = kiosk(recorder=Recorder(log, Channel.LOCAL))
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, NO_SYMPTOMS, Step.RESULT)
        words = await all_of_the_result(pilot)
        assert "This guide cannot tell whether you are" in words
        assert "Get help now" not in words
        assert words.count("Not reported") >= 6
    (record,) = log.scan()
    assert record.kept
    assert record.answers == Answers.model_validate(NO_SYMPTOMS)
    assert record.ended == "result"


async def test_more_than_spots_of_blood_interrupts_at_once_and_comes_first_in_the_result(log: SessionLog) -> None:
    app = kiosk(recorder=Recorder(log, Channel.LOCAL))
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.BLOOD_MORE)
        assert "Call 112 or tell a member of staff now" in shown(app)
        await press(pilot, "enter", "enter", "enter")
        assert at(app) is Step.BLOOD_MORE
        await walk(pilot, BLOOD, Step.RESULT)
        words = await all_of_the_result(pilot)
        assert words.index("Get help now") < words.index("The six symptoms")
    (record,) = log.scan()
    assert record.answers == Answers.model_validate(BLOOD)


async def test_a_person_with_a_planned_operation_reads_that_nothing_is_ruled_out(log: SessionLog) -> None:
    app = kiosk(recorder=Recorder(log, Channel.LOCAL))
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, METASTASIS, Step.RESULT)
        words = await all_of_the_result(pilot)
        answers = Answers.model_validate(METASTASIS)
        assert app.journey.answers == answers
        for section in report_sections(answers, assess(answers), app.words):
            assert section.title in words
        assert "This does not mean that any care is ruled out." in words
        assert "well-defined area of my lung?" in words
    (record,) = log.scan()
    assert record.answers == Answers.model_validate(METASTASIS)


async def test_in_spanish_a_change_on_the_check_page_closes_questions_for_good(log: SessionLog) -> None:
    app = kiosk("es", recorder=Recorder(log, Channel.LOCAL))
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, METASTASIS, Step.CHECK)
        await to_answer(pilot, Step.CANCER_HISTORY)
        await press(pilot, "enter")
        assert at(app) is Step.CANCER_HISTORY
        await press(pilot, "2", "enter")
        assert at(app) is Step.CHECK
        assert not any(row.step is Step.PRIMARY_SITE for row in app.screen.query(AnswerRow))
        await walk(pilot, METASTASIS, Step.RESULT)
        words = await all_of_the_result(pilot)
        assert app.words.texts.result.criteria not in words
    (record,) = log.scan()
    assert record.answers is not None
    assert record.answers.told_lung_metastasis is None
    assert record.language == "es"


async def test_who_declines_to_be_kept_leaves_one_record_without_answers(log: SessionLog) -> None:
    app = kiosk(recorder=Recorder(log, Channel.LOCAL))
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.RESULT, Consent.NO)
    (record,) = log.scan()
    assert record.model_dump(exclude_none=True, exclude={"id", "version", "simulated"}) == {"kept": False}


async def test_leaving_after_agreeing_keeps_the_answers_so_far(log: SessionLog) -> None:
    app = kiosk(recorder=Recorder(log, Channel.LOCAL))
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.BLOOD_AMOUNT)
        await press(pilot, "l")
    assert app.return_value is Outcome.LEFT
    (record,) = log.scan()
    assert (record.ended, record.left_at) == ("left", Step.BLOOD_AMOUNT)


async def test_stopping_at_an_emergency_to_get_help_is_kept_as_that(log: SessionLog) -> None:
    app = kiosk(recorder=Recorder(log, Channel.LOCAL))
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.BLOOD_MORE)
        await press(pilot, "1", "enter")
        assert at(app) is Step.GOODBYE
        assert "Call 112 or tell a member of staff now" in shown(app)
    (record,) = log.scan()
    assert (record.ended, record.left_at) == ("help", Step.BLOOD_MORE)


async def test_leaving_before_being_asked_leaves_nothing(log: SessionLog) -> None:
    app = kiosk(recorder=Recorder(log, Channel.LOCAL))
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.CONSENT)
        await press(pilot, "l")
    assert list(log.scan()) == []


async def test_consent_withdrawn_after_the_result_takes_the_answers_out_of_the_log(log: SessionLog) -> None:
    app = kiosk(recorder=Recorder(log, Channel.LOCAL))
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, NO_SYMPTOMS, Step.RESULT)
        await press(pilot, "b")
        await to_answer(pilot, Step.CONSENT)
        await press(pilot, "enter", "2", "enter")
        assert at(app) is Step.CHECK
        await asyncio.gather(*app.records.tasks)
        assert [record.answers for record in log.scan()] == [None]
        await press(pilot, "l")
    (record,) = log.scan()
    assert not record.kept
    assert record.answers is None


async def test_an_answer_changed_after_the_result_is_the_one_that_is_kept(log: SessionLog) -> None:
    app = kiosk(recorder=Recorder(log, Channel.LOCAL))
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, NO_SYMPTOMS, Step.RESULT)
        await press(pilot, "b")
        await to_answer(pilot, Step.CANCER_HISTORY)
        await press(pilot, "enter", "3", "enter", "end", "enter")
        assert at(app) is Step.RESULT
    (record,) = log.scan()
    assert record.answers == Answers.model_validate(NO_SYMPTOMS | {"cancer_history": "unsure"})


async def test_goodbye_holds_no_answer_and_ends_the_visit() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, METASTASIS, Step.GOODBYE)
        assert app.journey.answers == Answers()
        assert "Large bowel" not in dump(app)
        await press(pilot, "enter")
    assert app.return_value is Outcome.FINISHED


async def test_back_goes_through_every_step_to_the_help_card_loses_nothing_and_never_shows_it_to_the_next() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, METASTASIS, Step.CHECK)
        steps, answers = app.journey.steps(), app.journey.answers
        seen = []
        for _ in steps[: steps.index(Step.CHECK) + 1]:
            seen.append(app.journey.step)
            await press(pilot, "b")
        assert seen == [*reversed(steps[1 : steps.index(Step.CHECK) + 1]), Step.HELP_CARD]
        assert app.journey.answers == answers
