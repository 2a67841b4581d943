"""Keeps the record of one person's visit, once; a failure is told to staff and never to the person."""

import asyncio
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import uuid4

from criteria.journey import Consent, Journey, Step
from store.disk import LogError
from store.log import SessionLog
from store.record import Channel, Ended, Record, record_of
from tui.ending import End

_ENDED: Final = {End.FINISHED: Ended.RESULT, End.LEFT: Ended.LEFT, End.IDLE: Ended.IDLE}


def now() -> datetime:
    """Return the moment, with its time zone."""
    return datetime.now(UTC).astimezone()


class FailedWrites:
    """How many records could not be kept, as the length of a small file beside the log: staff see it in `check`.

    The file exists before the disk can be full, and grows by a byte for each failure, which a full disk still allows
    within the block that the file already has.
    """

    def __init__(self, directory: Path) -> None:
        self.path = directory / ".failed-writes"

    def prepare(self) -> None:
        """Make the file while there is room."""
        try:
            exists = self.path.stat().st_size > 0
        except OSError:
            exists = False
        self._write(b"" if exists else b"\n")

    def note(self) -> None:
        """Count one more."""
        self._write(b".")

    def count(self) -> int:
        """Return how many there were since staff removed the file."""
        try:
            return max(0, self.path.stat().st_size - 1)
        except OSError:
            return 0

    def _write(self, data: bytes) -> None:
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(descriptor, data)
            finally:
                os.close(descriptor)
        except OSError:
            # There is nowhere left to tell it; `check` finds the folder itself wanting.
            return


class Recorder:
    """One person's record: written when their result is shown, or when they end before.

    It holds the answers with which the result was last shown; who goes back from there and leaves has not seen another.
    """

    def __init__(self, log: SessionLog, channel: Channel, clock: Callable[[], datetime] = now) -> None:
        self._log, self._channel, self._clock = log, channel, clock
        self._id = uuid4().hex
        self._kept: Record | None = None
        self._one_at_a_time = asyncio.Lock()

    async def keep(self, journey: Journey, end: End, language: str) -> None:
        """Keep what the person agreed to; without an answer to that question, nothing at all."""
        if journey.consent is None:
            return
        finished = end is End.FINISHED
        if self._kept is not None and not finished and journey.consent is Consent.YES:
            return
        record = record_of(
            journey.answers,
            record_id=self._id,
            consent=journey.consent,
            ended=_ENDED[end],
            left_at=None if finished else Step(journey.step),
            moment=self._clock(),
            language=language,
            channel=self._channel,
        )
        if record == self._kept:
            return
        write = self._log.append if self._kept is None else self._log.replace
        async with self._one_at_a_time:
            try:
                await asyncio.to_thread(write, record)
                self._kept = record
            except (LogError, OSError, RuntimeError):
                FailedWrites(self._log.directory).note()

    async def withdraw(self, journey: Journey) -> None:
        """Take back what was kept, as soon as the person no longer agrees; where nothing was kept yet, do nothing."""
        if self._kept is not None:
            await self.keep(journey, End.LEFT, "")
