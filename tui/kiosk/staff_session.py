"""The staff area of one visit, from the question for the PIN to its end. Slow work runs in tasks of its own."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from math import ceil
from typing import TYPE_CHECKING, Any, TypeVar

from criteria.steps import Step
from screens.overlays.pin import PinScreen
from screens.overlays.staff import LeaveKioskScreen, StaffScreen
from tui.kiosk.host import Host
from tui.staff.timeouts import is_over
from tui.visit.outcome import Outcome

if TYPE_CHECKING:
    from tui.staff.service import StaffService

_StaffScreen = TypeVar("_StaffScreen", PinScreen, StaffScreen)


class StaffSession:
    """What the screens of the staff area ask for. `staff` checks the PIN, counts and exports."""

    def __init__(self, host: Host, staff: "StaffService", end_visit: Callable[[Outcome], Awaitable[None]]) -> None:
        self._host, self.service, self._end_visit = host, staff, end_visit
        self.tasks: dict[str, asyncio.Task[None]] = {}
        self._pin_tried = False
        self._may_try_from = 0.0
        self._opened = 0.0

    @property
    def is_open(self) -> bool:
        """Whether the staff area, or the question for the PIN, is on the screen."""
        return any(isinstance(screen, PinScreen | StaffScreen) for screen in self._host.screen_stack)

    async def open(self) -> None:
        """Ask for the PIN, where nothing lies over the welcome page."""
        if self._host.journey.step is Step.WELCOME and len(self._host.screen_stack) == 1:
            self._opened = self._host.clock()
            await self._host.push_overlay(PinScreen(self._host.words))
            self._start("wait", self._show_first_wait())

    async def close(self) -> None:
        """Go back to the welcome page: in a new process, once a PIN was tried in this one."""
        if self._pin_tried:
            await self._end(Outcome.LEFT)
        else:
            await self._host.pop_overlays()

    async def end_kiosk(self) -> None:
        """End the program, where staff were asked for confirmation."""
        if isinstance(self._host.screen_stack[-1], LeaveKioskScreen) and self._shown(StaffScreen) is not None:
            await self._end(Outcome.STAFF)

    def check_pin(self, pin: str) -> None:
        """Check a PIN in a task of its own."""
        if self._shown(PinScreen) is not None:
            self._start("pin", self._check_pin(pin))

    async def export(self) -> None:
        """Export the records in a task of its own."""
        self._start("export", self._export())

    async def mark_as_seen(self) -> None:
        """Mark the incidents as seen in a task of its own."""
        self._start("seen", self._mark_as_seen())

    async def test_call(self) -> None:
        """Call staff to try it, in a task of its own."""
        if self.service.call_command:
            self._start("call", self._test_call())

    def is_over(self) -> bool:
        """Say whether nobody has used it for so long that the next check closes it."""
        now, asks_pin = self._host.clock(), self._shown(PinScreen) is not None
        silence, stay = now - self._host.guard.last_seen, now - self._opened
        return self.is_open and is_over(silence=silence, stay=stay, asks_pin=asks_pin, exports=self._is_running("export"))

    async def check_silence(self) -> None:
        """Close what nobody uses, and count down the wait for the next PIN."""
        pin_screen = self._shown(PinScreen)
        if self.is_over():
            await self.close()
        elif pin_screen is not None and self._may_try_from:
            self._show_wait(pin_screen)

    def _show_wait(self, screen: PinScreen) -> None:
        left = ceil(self._may_try_from - self._host.clock())
        time = f"{left} s" if left <= 120 else f"{ceil(left / 60)} min"  # noqa: PLR2004 - two minutes
        self._may_try_from = self._may_try_from if left > 0 else 0.0
        words = self._host.words
        screen.say(words(words.texts.staff.wait, time=time) if left > 0 else "")

    async def _show_first_wait(self) -> None:
        self._wait(await asyncio.to_thread(self.service.pin_checker.wait))

    def _wait(self, seconds: float) -> None:
        screen = self._shown(PinScreen)
        if seconds > 0 and screen is not None:
            self._may_try_from = self._host.clock() + seconds
            self._show_wait(screen)

    async def _check_pin(self, pin: str) -> None:
        from tui.staff.pin_check import PinResult  # noqa: PLC0415 - only a site with a PIN needs it

        texts, screen = self._host.words.texts.staff, self._shown(PinScreen)
        if screen is not None:
            screen.say(texts.one_moment)
        self._pin_tried = True
        attempt = await asyncio.to_thread(self.service.attempt, pin)
        screen = self._shown(PinScreen)
        if screen is None:
            return
        screen.busy = False
        if attempt.result is PinResult.RIGHT:
            await self._let_in()
            return
        screen.say(texts.wrong if attempt.result is PinResult.WRONG else texts.unchecked)
        self._wait(attempt.wait)

    async def _let_in(self) -> None:
        can_export, can_call = self.service.folder is not None, bool(self.service.call_command)
        area = StaffScreen(self._host.words, can_export=can_export, can_call=can_call)
        await self._host.push_overlay(area, alone=True)
        self._start("state", self._show_state())
        self._start("visits", self._show_visits())

    async def _show_state(self) -> None:
        state = await asyncio.to_thread(self.service.state)
        if (screen := self._shown(StaffScreen)) is not None:
            await screen.show(state=state)

    async def _show_visits(self) -> None:
        visits = await asyncio.to_thread(self.service.visits)
        if (screen := self._shown(StaffScreen)) is not None:
            await screen.show(visits=visits)

    async def _export(self) -> None:
        words = self._host.words
        self._say(words.texts.staff.exporting)
        done = await asyncio.to_thread(self.service.export)
        self._say(words(getattr(words.texts.staff, done.ending.value), count=str(done.records), file=done.file))

    async def _test_call(self) -> None:
        texts = self._host.words.texts.staff
        self._say(texts.testing)
        self._say(texts.call_worked if await asyncio.to_thread(self.service.test_call) else texts.call_failed)

    async def _mark_as_seen(self) -> None:
        texts = self._host.words.texts.staff
        self._say(texts.marked if await asyncio.to_thread(self.service.mark_as_seen) else texts.not_marked)
        await self._show_state()

    def _say(self, text: str) -> None:
        if (screen := self._shown(StaffScreen)) is not None:
            screen.say(text)

    def _shown(self, kind: type[_StaffScreen]) -> _StaffScreen | None:
        return next((screen for screen in self._host.screen_stack if isinstance(screen, kind)), None)

    async def _end(self, outcome: Outcome) -> None:
        self.service.stop()
        await self._end_visit(outcome)

    def _is_running(self, name: str) -> bool:
        return name in self.tasks and not self.tasks[name].done()

    def _start(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        """Start a task, unless one of that name is running."""
        if self._is_running(name):
            work.close()
        else:
            self.tasks[name] = asyncio.create_task(self._guarded(work))

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001 - a task's error is seen by nobody else
            self._host.handle_error(error)
