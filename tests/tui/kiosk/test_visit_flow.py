"""What follows from an answer, from leaving and from silence, without an app."""

from dataclasses import replace
from pathlib import Path

import pytest

from criteria.answers import Answers
from criteria.journey import Journey
from criteria.questions import SYMPTOMS
from criteria.steps import Consent, Respondent, Step
from screens.overlays.notices import IdleOverlay, StoppedOverlay
from store.log import SessionLog
from store.record import Channel
from tests.tui.kiosk.hosts import NotedHost
from tests.tui.kiosk.test_idle_guard import Noted
from tui.kiosk.record_tasks import RecordTasks
from tui.kiosk.visit_flow import VisitFlow
from tui.visit.outcome import Outcome
from tui.visit.recorder import Recorder

EMERGENCY = Journey(step=Step.BLOOD_MORE, answers=Answers(blood_in_sputum="yes", blood_amount="more"), consent=Consent.YES)


def flow_of(host: NotedHost) -> tuple[VisitFlow, Noted, RecordTasks]:
    recorder, records = Noted(), RecordTasks(lambda: None, host.handle_error)
    return VisitFlow(host, recorder, records), recorder, records


async def test_an_answer_to_another_step_than_the_current_one_is_dropped() -> None:
    host = NotedHost()
    flow, _, _ = flow_of(host)
    await flow.answer(Step.WELCOME, {})
    assert host.journey.step is Step.HELP_CARD
    await flow.answer(Step.WELCOME, {})
    await flow.back(Step.WELCOME)
    assert host.journey.step is Step.HELP_CARD


async def test_leaving_keeps_what_was_agreed_to_once_and_clears_the_journey() -> None:
    host = NotedHost(EMERGENCY)
    flow, recorder, records = flow_of(host)
    await flow.leave()
    await flow.leave()
    await records.wait()
    assert host.outcomes == [Outcome.LEFT]
    assert recorder.kept == [(Step.BLOOD_MORE, Outcome.LEFT, "en")]
    assert host.journey.answers.given() == {}


async def test_who_goes_back_to_say_that_it_is_about_a_child_leaves_no_answers(tmp_path: Path) -> None:
    answers = Answers(**dict.fromkeys(SYMPTOMS, "no"), cancer_history="no")
    host = NotedHost(Journey(step=Step.CHECK, answers=answers, respondent=Respondent.MYSELF, consent=Consent.YES))
    log, records = SessionLog(tmp_path), RecordTasks(lambda: None, host.handle_error)
    flow = VisitFlow(host, Recorder(log, Channel.LOCAL), records)
    await flow.answer(Step.CHECK, {})
    await records.wait()
    assert [record.kept for record in log.scan()] == [True]
    while host.journey.step is not Step.RESPONDENT:
        await flow.back(host.journey.step)
    await flow.answer(Step.RESPONDENT, {Step.RESPONDENT: Respondent.UNDER_18})
    await records.wait()
    assert [(record.kept, record.answers) for record in log.scan()] == [(False, None)]
    await flow.answer(Step.UNDER_18, {})
    assert host.journey == Journey(step=Step.GOODBYE)


@pytest.mark.parametrize("consent", Consent)
async def test_what_somebody_will_do_is_kept_with_their_answers_or_not_at_all(tmp_path: Path, consent: Consent) -> None:
    host = NotedHost(replace(EMERGENCY, step=Step.RESULT, respondent=Respondent.MYSELF, consent=consent))
    log, records = SessionLog(tmp_path), RecordTasks(lambda: None, host.handle_error)
    flow, agreed = VisitFlow(host, Recorder(log, Channel.LOCAL), records), consent is Consent.YES
    await flow.finish()
    await flow.finish()
    await flow.back(Step.WHAT_NOW)
    assert host.journey.step is Step.RESULT
    await flow.finish()
    await flow.answer(Step.WHAT_NOW, {Step.WHAT_NOW: "nothing"})
    await records.wait()
    assert [(record.kept, record.what_now) for record in log.scan()] == [(agreed, "nothing" if agreed else None)]
    await flow.back(Step.EMERGENCY_AGAIN)
    await flow.answer(Step.WHAT_NOW, {Step.WHAT_NOW: "call_now"})
    await records.wait()
    assert (host.journey.step, host.journey.answers.given()) == (Step.GOODBYE, {})
    assert [(record.kept, record.what_now) for record in log.scan()] == [(agreed, "call_now" if agreed else None)]


async def test_who_stops_at_the_emergency_that_is_shown_once_more_has_a_finished_visit(tmp_path: Path) -> None:
    host = NotedHost(replace(EMERGENCY, step=Step.RESULT))
    log, records = SessionLog(tmp_path), RecordTasks(lambda: None, host.handle_error)
    flow = VisitFlow(host, Recorder(log, Channel.LOCAL), records)
    await flow.finish()
    await flow.answer(Step.WHAT_NOW, {Step.WHAT_NOW: "nothing"})
    await flow.stop_for_help()
    await records.wait()
    assert isinstance(host.screen_stack[-1], StoppedOverlay)
    assert host.journey.answers.given() == {}
    assert [(record.ended, record.what_now) for record in log.scan()] == [("result", "nothing")]


async def test_silence_at_an_emergency_leaves_the_number_to_call_and_then_ends() -> None:
    host = NotedHost(EMERGENCY)
    flow, recorder, records = flow_of(host)
    host.clock.now += 90
    await flow.check_silence(in_use=False)
    assert isinstance(host.screen_stack[-1], IdleOverlay)
    host.clock.now += 30
    await flow.check_silence(in_use=False)
    assert isinstance(host.screen_stack[-1], StoppedOverlay)
    host.clock.now += 179
    await flow.check_silence(in_use=False)
    assert host.outcomes == []
    host.clock.now += 1
    await flow.check_silence(in_use=False)
    await records.wait()
    assert host.outcomes == [Outcome.FINISHED]
    assert recorder.kept == [(Step.BLOOD_MORE, Outcome.IDLE, "en")]


async def test_a_second_that_passes_after_the_end_of_the_app_does_nothing() -> None:
    host = NotedHost(EMERGENCY)
    flow, _, _ = flow_of(host)
    host.screen_stack.clear()
    await flow.check_silence(in_use=False)
    assert host.outcomes == []


async def test_on_the_welcome_page_nothing_is_left_and_a_locked_kiosk_does_not_quit() -> None:
    host = NotedHost()
    flow, _, _ = flow_of(host)
    await flow.leave()
    flow.locked = True
    await flow.quit()
    assert host.outcomes == []
    flow.locked = False
    await flow.quit()
    assert host.outcomes == [Outcome.QUIT]
