"""The site's programs in plain lines: each is waited for, in a thread of its own, and what is said then is returned."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial
from typing import TypeVar

from screens.wording.call import CallState, call_said
from screens.wording.words import Words
from tui.plain.line_io import HEARTBEAT_SECONDS
from tui.visit.staff_calls import StaffCalls

PrintText = Callable[[str], bool]
"""Prints a text and returns whether that worked."""

_Result = TypeVar("_Result")


class SitePrograms:
    """What a site has for its people: a printer, a way to call staff; None where it has none."""

    def __init__(self, print_text: PrintText | None = None, calls: StaffCalls | None = None) -> None:
        self._print_text, self._calls = print_text, calls
        self.can_print, self.can_call = print_text is not None, calls is not None
        self._runner = ThreadPoolExecutor(1)

    def print(self, text: str, words: Words, beat: Callable[[], None]) -> str:
        """Print a text, and return what to say of it."""
        worked = self._print_text is not None and self._ran(partial(self._print_text, text), beat)
        return words.texts.take_away.printed if worked else words.texts.take_away.print_failed

    def call(self, words: Words, beat: Callable[[], None], say: Callable[[str], None]) -> str:
        """Call staff, and return what to say of it; `say` is given what to say while that takes."""
        calls = self._calls
        if calls is None:
            return ""
        say(call_said(CallState.CALLING, words))
        self._ran(lambda: asyncio.run(calls.call()), beat)
        return call_said(calls.state, words)

    def close(self) -> None:
        """Wait for nothing any more."""
        self._runner.shutdown(wait=False)

    def _ran(self, work: Callable[[], _Result], beat: Callable[[], None]) -> _Result:
        running = self._runner.submit(work)
        while not wait([running], HEARTBEAT_SECONDS).done:
            beat()
        return running.result()
