"""Calls staff when a person asks for it: once a minute at most, with the kiosk's name and three words, and no answer."""

import asyncio
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from screens.wording.call import CallState
from tui.visit.clock import seconds
from tui.visit.daemon_thread import run_in_daemon_thread
from tui.visit.failed_writes import CountFile
from tui.visit.site_command import CALL_SECONDS, ran

PAUSE_SECONDS: Final = 60
"""After a call that worked there is no other one for so long, whoever asks for it."""

_DISK_SECONDS: Final = 1.0
"""How long a call waits for the disk: it is made without knowing of the one before it, rather than not at all."""


class CallCount(CountFile):
    """How often staff were called, as the length of a small file beside the log; its time is that of the last call."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory / ".staff-calls")

    def seconds_since(self) -> float | None:
        """Return the seconds since the last call; None where there was none, or the clock was set back since."""
        with suppress(OSError):
            since = time.time() - self.path.stat().st_mtime
            return since if since >= 0 and self.count() else None
        return None

    def note(self) -> None:
        """Count one more, at this moment."""
        super().note()
        with suppress(OSError):
            os.utime(self.path)


def call_text(name: str) -> str:
    """Return all that the site's program is told, on standard input."""
    return f"{name}: help asked for\n"


class StaffCalls:
    """The calls of one person.

    Args:
        command: The site's program and its arguments.
        text: What it is told on standard input.
        count: Counts the calls of everybody.
        clock: Seconds on a clock that nobody can set.
    """

    def __init__(self, command: tuple[str, ...], text: str, count: CallCount, clock: Callable[[], float] = seconds) -> None:
        self._command, self._text, self._count, self._clock = command, text, count, clock
        self._is_calling = self._has_failed = False
        self._may_call_from = clock()

    @property
    def state(self) -> CallState:
        """How the call stands. What others called is not told before this person asks, too."""
        if self._is_calling:
            return CallState.CALLING
        if self._clock() < self._may_call_from:
            return CallState.CALLED
        return CallState.FAILED if self._has_failed else CallState.READY

    async def call(self) -> None:
        """Call staff, unless a call is on its way, or somebody called them within the last minute."""
        if self.state in {CallState.CALLING, CallState.CALLED}:
            return
        self._is_calling = True
        try:
            left = await self._pause_left()
            worked = left > 0 or await ran(self._command, self._text, CALL_SECONDS)
        finally:
            self._is_calling = False
        self._has_failed = not worked
        if worked:
            self._may_call_from = self._clock() + (left or PAUSE_SECONDS)
        if worked and not left:
            run_in_daemon_thread(self._count.note)

    async def _pause_left(self) -> float:
        try:
            since = await asyncio.wait_for(run_in_daemon_thread(self._count.seconds_since), _DISK_SECONDS)
        except TimeoutError:
            return 0.0
        return 0.0 if since is None else max(0.0, PAUSE_SECONDS - since)
