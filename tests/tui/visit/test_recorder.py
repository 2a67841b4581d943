"""One person's record while the log takes its time, refuses, and comes back."""

import asyncio
import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from criteria.answers import Answers
from criteria.journey import Journey
from criteria.questions import Reply
from criteria.steps import Consent, Step, WhatNow
from store.log import SessionLog
from store.partition import SHARDS
from store.record import Channel, Ended
from tui.visit import daemon_thread
from tui.visit.failed_writes import FailedWrites
from tui.visit.outcome import Outcome
from tui.visit.recorder import Recorder
from tui.visit.recording import LateRecorder

AGREED = Journey(step=Step.RESULT, answers=Answers(cough=Reply.NO), consent=Consent.YES)
NOT_AGREED = Journey(step=Step.CHECKLIST, answers=Answers(cough=Reply.NO), consent=Consent.NO)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the lock of every shard, as another writer would."""
    folder.mkdir(exist_ok=True)
    with ExitStack() as locks:
        for shard in SHARDS:
            fcntl.flock(locks.enter_context((folder / f".lock-{shard}").open("w")), fcntl.LOCK_EX)
        yield


async def test_who_no_longer_agrees_while_the_record_is_on_its_way_leaves_no_answers(tmp_path: Path) -> None:
    log = SessionLog(tmp_path)
    recorder = Recorder(log, Channel.LOCAL)
    with held(tmp_path):
        keeping = asyncio.create_task(recorder.keep(AGREED, Outcome.FINISHED, "en"))
        await asyncio.sleep(0)
        withdrawing = asyncio.create_task(recorder.withdraw(NOT_AGREED))
        leaving = asyncio.create_task(recorder.keep(NOT_AGREED, Outcome.LEFT, "en"))
        await asyncio.sleep(0)
    await asyncio.gather(keeping, withdrawing, leaving)
    (record,) = log.scan()
    assert not record.kept


async def test_a_result_that_could_not_be_kept_at_first_is_kept_as_a_result_and_not_counted_as_lost(tmp_path: Path) -> None:
    log, failed = SessionLog(tmp_path, patience=0.05), FailedWrites(tmp_path)
    recorder = Recorder(log, Channel.LOCAL)
    failed.prepare()
    with held(tmp_path):
        await recorder.keep(AGREED, Outcome.FINISHED, "en")
        assert failed.count() == 1
        await recorder.keep(AGREED, Outcome.LEFT, "en")
        assert failed.count() == 1
    await recorder.keep(AGREED, Outcome.LEFT, "en")
    (record,) = log.scan()
    assert (record.ended, record.left_at) == (Ended.RESULT, None)
    assert failed.count() == 0


async def test_what_somebody_will_do_is_added_to_the_record_of_the_report(tmp_path: Path) -> None:
    log = SessionLog(tmp_path)
    recorder = Recorder(log, Channel.LOCAL)
    await recorder.keep(AGREED, Outcome.FINISHED, "en")
    assert [record.what_now for record in log.scan()] == [None]
    over = replace(AGREED, what_now=WhatNow.CARE_TEAM).finished()
    assert over.answers == Answers()
    await recorder.keep(over, Outcome.FINISHED, "es")
    (record,) = log.scan()
    assert (record.what_now, record.answers, record.language) == (WhatNow.CARE_TEAM, AGREED.answers, "es")
    assert (record.ended, record.left_at) == (Ended.RESULT, None)


async def test_who_did_not_agree_leaves_nothing_of_what_they_will_do(tmp_path: Path) -> None:
    log = SessionLog(tmp_path)
    recorder = Recorder(log, Channel.LOCAL)
    shown = replace(NOT_AGREED, step=Step.RESULT)
    await recorder.keep(shown, Outcome.FINISHED, "en")
    await recorder.keep(replace(shown, what_now=WhatNow.NOTHING).finished(), Outcome.FINISHED, "en")
    assert [(record.kept, record.what_now) for record in log.scan()] == [(False, None)]


async def test_who_goes_back_from_the_result_and_leaves_has_the_result_that_was_shown(tmp_path: Path) -> None:
    log = SessionLog(tmp_path)
    recorder = Recorder(log, Channel.LOCAL)
    await recorder.keep(AGREED, Outcome.FINISHED, "en")
    await recorder.keep(Journey(step=Step.CHECKLIST, answers=Answers(), consent=Consent.YES), Outcome.LEFT, "en")
    (record,) = log.scan()
    assert record.ended is Ended.RESULT
    assert record.answers == AGREED.answers


async def test_a_withdrawal_before_anything_was_kept_keeps_nothing(tmp_path: Path) -> None:
    log = SessionLog(tmp_path)
    await Recorder(log, Channel.LOCAL).withdraw(NOT_AGREED)
    assert list(log.scan()) == []


@contextmanager
def no_more_threads() -> Iterator[None]:
    """Have every start of a thread fail, as where the machine has room for no more."""
    start = Thread.start

    def fail(_: Thread) -> None:
        raise RuntimeError("can't start new thread")

    setattr(Thread, "start", fail)  # noqa: B010 - it is not meant to be set
    try:
        yield
    finally:
        setattr(Thread, "start", start)  # noqa: B010


async def test_where_no_thread_can_be_started_the_record_is_kept_all_the_same(tmp_path: Path) -> None:
    log = SessionLog(tmp_path)
    with no_more_threads():
        await Recorder(log, Channel.LOCAL).keep(AGREED, Outcome.FINISHED, "en")
    (record,) = log.scan()
    assert record.ended is Ended.RESULT


async def test_where_no_thread_can_be_started_a_record_that_cannot_be_kept_is_counted(tmp_path: Path) -> None:
    failed = FailedWrites(tmp_path)
    failed.prepare()
    with held(tmp_path), no_more_threads():
        await Recorder(SessionLog(tmp_path, patience=0.05), Channel.LOCAL).keep(AGREED, Outcome.FINISHED, "en")
    assert failed.count() == 1


async def test_what_the_server_does_in_a_thread_is_done_once_there_is_room_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(daemon_thread, "AGAIN_SECONDS", 0.01)
    with no_more_threads():
        done = daemon_thread.run_in_daemon_thread(lambda: "done")
        await asyncio.sleep(0)
    assert await done == "done"


@pytest.mark.parametrize("over_ssh", [False, True])
async def test_on_screens_the_log_is_first_touched_once_there_is_something_to_keep(tmp_path: Path, *, over_ssh: bool) -> None:
    recorder = LateRecorder(tmp_path / "log", over_ssh=over_ssh)
    await recorder.keep(Journey(), Outcome.LEFT, "en")
    await recorder.withdraw(NOT_AGREED)
    assert not (tmp_path / "log").exists()
    await recorder.keep(AGREED, Outcome.FINISHED, "en")
    (record,) = SessionLog(tmp_path / "log").scan()
    assert record.channel is (Channel.SSH if over_ssh else Channel.LOCAL)
    await recorder.withdraw(NOT_AGREED)
    (record,) = SessionLog(tmp_path / "log").scan()
    assert not record.kept
