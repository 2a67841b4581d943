"""Keeps the record of one visit, once; a failure is reported to staff and never to the person."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Final
from uuid import uuid4

from criteria.journey import Journey
from criteria.steps import Consent, Step
from store.disk import LogError
from store.log import SessionLog
from store.record import Channel, Ended, Record, record_of
from tui.visit.clock import now
from tui.visit.failed_writes import FailedWrites
from tui.visit.outcome import Outcome

_ENDED: Final = {
    Outcome.FINISHED: Ended.RESULT,
    Outcome.HELP: Ended.HELP,
    Outcome.LEFT: Ended.LEFT,
    Outcome.IDLE: Ended.IDLE,
}


class Recorder:
    """The record of one visit: written when the report is shown, or when the visit ends before it.

    It holds the answers with which the report was last shown; somebody who goes back and leaves has seen no other. Once the
    person says what they will do, it is replaced by one that holds this too.
    """

    def __init__(self, log: SessionLog, channel: Channel, clock: Callable[[], datetime] = now) -> None:
        self._log, self._channel, self._clock = log, channel, clock
        self._id = uuid4().hex
        self._kept: Record | None = None
        self._shown: Journey | None = None
        self._tried = self._counted = False
        self._one_at_a_time = asyncio.Lock()

    async def keep(self, journey: Journey, end: Outcome, language: str) -> None:
        """Keep what the person agreed to; without an answer to that question, nothing at all."""
        async with self._one_at_a_time:
            # What was kept is known only here: a write before this one may have taken its time.
            await self._keep(journey, end, language)

    async def withdraw(self, journey: Journey) -> None:
        """Take back what was kept, as soon as the person no longer agrees, or is no longer asked; else do nothing.

        A write that failed may have left its record all the same, and is taken back too.
        """
        async with self._one_at_a_time:
            if self._tried:
                await self._keep(replace(journey, consent=Consent.NO), Outcome.LEFT, "")

    async def _keep(self, journey: Journey, end: Outcome, language: str) -> None:
        if journey.consent is None:
            return
        if journey.consent is Consent.YES:
            if end is Outcome.FINISHED:
                journey = self._shown = self._with_answers(journey)
            elif self._kept is not None:
                return
            elif self._shown is not None:
                # The result was shown, and could not be kept then.
                journey, end = self._shown, Outcome.FINISHED
        record = self._record_of(journey, end, language)
        if record != self._kept:
            await self._write(record)

    def _with_answers(self, journey: Journey) -> Journey:
        """Return a finished visit with its answers: on the last page only what was said after the report is left."""
        if self._shown is None or journey.step is not Step.GOODBYE:
            return journey
        return replace(self._shown, what_now=journey.what_now)

    def _record_of(self, journey: Journey, end: Outcome, language: str) -> Record:
        assert journey.consent is not None  # noqa: S101 - nothing is kept before that question
        return record_of(
            journey.answers,
            record_id=self._id,
            consent=journey.consent,
            ended=_ENDED[end],
            left_at=None if end is Outcome.FINISHED else Step(journey.step),
            moment=self._clock(),
            language=language,
            channel=self._channel,
            what_now=journey.what_now,
        )

    async def _write(self, record: Record) -> None:
        write = self._log.replace if self._tried else self._log.append
        self._tried = True
        failed = FailedWrites(self._log.directory)
        try:
            await _in_thread(partial(write, record))
        except (LogError, OSError, MemoryError):
            if not self._counted:
                self._counted = True
                await _in_thread(failed.note)
            return
        self._kept = record
        if self._counted:
            self._counted = False
            await _in_thread(failed.take_back)


async def _in_thread(work: Callable[[], object]) -> None:
    """Do what may wait for a disk in a thread, or here where the machine has room for no more threads."""
    doing = False

    def do() -> None:
        nonlocal doing
        doing = True
        work()

    try:
        await asyncio.to_thread(do)
    except RuntimeError:
        if doing:
            raise
        do()
