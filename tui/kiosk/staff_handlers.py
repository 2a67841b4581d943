"""The way into the staff area and out of it: what its screens ask for, done apart from the screen's own loop."""

import asyncio
from collections.abc import Callable, Coroutine
from math import ceil
from typing import TYPE_CHECKING, Any, TypeVar

from criteria.journey import Step
from screens import messages
from screens.overlays.pin import PinScreen
from screens.overlays.staff import LeaveKioskScreen, StaffScreen
from tui.kiosk.overlay_handlers import OverlayHandlers
from tui.staff.timeouts import is_over
from tui.visit.idle import IdleGuard
from tui.visit.outcome import Outcome

if TYPE_CHECKING:
    from tui.staff.service import Staff

_Any = TypeVar("_Any", PinScreen, StaffScreen)


class StaffApp(OverlayHandlers):
    """Lets staff in on the welcome page, where the site has a PIN. Without one there is nothing to be seen of it."""

    staff: "Staff | None" = None
    guard: IdleGuard
    clock: Callable[[], float]
    pin_tried = False
    may_try_from = 0.0
    staff_since = 0.0
    """When the PIN was asked for."""

    def stirring_counts(self) -> bool:
        """Say that a key of no use is no presence here: one that is stuck must not keep the area open."""
        return not self.with_staff

    async def end_visit(self, end: Outcome) -> None:
        """Blank the screen and end."""
        raise NotImplementedError

    async def on_mount(self) -> None:
        """Watch for silence there."""
        self.works: dict[str, asyncio.Task[None]] = {}
        if self.staff is not None:
            self.set_interval(1.0, self.look_after_staff)

    @property
    def with_staff(self) -> bool:
        """Whether the staff area, or the way into it, is on the screen."""
        return any(isinstance(screen, PinScreen | StaffScreen) for screen in self.screen_stack)

    async def on_staff_asked(self) -> None:
        """Ask for the PIN, on the welcome page only."""
        if self.staff is not None and self.journey.step is Step.WELCOME and len(self.screen_stack) == 1:
            self.staff_since = self.clock()
            await self.push_overlay(PinScreen(self.words))
            self._begin("wait", self._look_at_wait(self.staff))

    async def on_staff_closed(self) -> None:
        """Close the staff area, or the way into it."""
        await self._close_staff()

    async def on_leave_asked(self) -> None:
        """Close, as above: here there is no visit to leave."""
        if self.with_staff:
            await self._close_staff()

    async def on_pin_given(self, message: messages.PinGiven) -> None:
        """Look at the PIN, and forget it."""
        pin, message.pin = message.pin, ""
        if self.staff is not None and self._shown(PinScreen) is not None:
            self._begin("pin", self._try(self.staff, pin))

    async def on_export_asked(self) -> None:
        """Export."""
        if self.staff is not None:
            self._begin("export", self._export(self.staff))

    async def on_seen_asked(self) -> None:
        """Mark what failed as seen."""
        if self.staff is not None:
            self._begin("seen", self._mark_as_seen(self.staff))

    async def on_end_asked(self) -> None:
        """End the program: staff were asked once more."""
        if isinstance(self.screen, LeaveKioskScreen) and self._shown(StaffScreen) is not None:
            await self._end(Outcome.STAFF)

    async def look_after_staff(self) -> None:
        """Close what nobody uses, and count down the wait."""
        if not self.with_staff:
            return
        now = self.clock()
        silence, stay, pin = now - self.guard.last_seen, now - self.staff_since, self._shown(PinScreen)
        if is_over(silence=silence, stay=stay, asks_pin=pin is not None, exports=self._is_at("export")):
            await self._close_staff()
        elif pin is not None and self.may_try_from:
            self._say_wait(pin)

    def _say_wait(self, screen: PinScreen) -> None:
        left = ceil(self.may_try_from - self.clock())
        time = f"{left} s" if left <= 120 else f"{ceil(left / 60)} min"  # noqa: PLR2004 - two minutes
        self.may_try_from = self.may_try_from if left > 0 else 0.0
        screen.say(self.words(self.words.texts.staff.wait, time=time) if left > 0 else "")

    async def _look_at_wait(self, staff: "Staff") -> None:
        wait = await asyncio.to_thread(staff.gate.wait)
        self._wait_in(wait)

    def _wait_in(self, seconds: float) -> None:
        screen = self._shown(PinScreen)
        if seconds > 0 and screen is not None:
            self.may_try_from = self.clock() + seconds
            self._say_wait(screen)

    async def _try(self, staff: "Staff", pin: str) -> None:
        from tui.staff.pin_check import Verdict  # noqa: PLC0415 - only a site with a PIN needs it

        text, screen = self.words.texts.staff, self._shown(PinScreen)
        if screen is not None:
            screen.say(text.one_moment)
        self.pin_tried = True
        answer = await asyncio.to_thread(staff.gate.attempt, pin)
        screen = self._shown(PinScreen)
        if screen is None:
            return
        screen.busy = False
        if answer.verdict is Verdict.RIGHT:
            await self._let_in(staff)
            return
        screen.say(text.wrong if answer.verdict is Verdict.WRONG else text.unchecked)
        self._wait_in(answer.wait)

    async def _let_in(self, staff: "Staff") -> None:
        with self.batch_update():
            while len(self.screen_stack) > 1:
                await self.pop_screen()
            await self.push_screen(StaffScreen(self.words, can_export=staff.folder is not None))
        self._begin("state", self._show_state(staff))
        self._begin("visits", self._show_visits(staff))

    async def _show_state(self, staff: "Staff") -> None:
        state = await asyncio.to_thread(staff.state)
        if (screen := self._shown(StaffScreen)) is not None:
            await screen.show(state=state)

    async def _show_visits(self, staff: "Staff") -> None:
        visits = await asyncio.to_thread(staff.visits)
        if (screen := self._shown(StaffScreen)) is not None:
            await screen.show(visits=visits)

    async def _export(self, staff: "Staff") -> None:
        text = self.words.texts.staff
        self._tell(text.exporting)
        done = await asyncio.to_thread(staff.export)
        self._tell(self.words(getattr(text, done.ending.value), count=str(done.records), file=done.file))

    async def _mark_as_seen(self, staff: "Staff") -> None:
        text = self.words.texts.staff
        self._tell(text.marked if await asyncio.to_thread(staff.mark_as_seen) else text.not_marked)
        await self._show_state(staff)

    def _tell(self, text: str) -> None:
        if (screen := self._shown(StaffScreen)) is not None:
            screen.say(text)

    def _shown(self, kind: type[_Any]) -> _Any | None:
        return next((screen for screen in self.screen_stack if isinstance(screen, kind)), None)

    async def _close_staff(self) -> None:
        """Go back to the welcome page: in a new process, once a PIN was given in this one."""
        if self.pin_tried:
            await self._end(Outcome.LEFT)
            return
        while self.with_staff:
            await self.pop_screen()

    async def _end(self, end: Outcome) -> None:
        if self.staff is not None:
            self.staff.stop()
        await self.end_visit(end)

    def _is_at(self, name: str) -> bool:
        return name in self.works and not self.works[name].done()

    def _begin(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        """Begin a piece of work, unless it is being done."""
        if self._is_at(name):
            work.close()
        else:
            self.works[name] = asyncio.create_task(self._guarded(work))

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001 - an error here ends the visit as any other does, and its place is noted
            self._handle_exception(error)
