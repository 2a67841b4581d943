"""The call for staff in one visit on screens: it is made in a task, and every page that offers it says how it went."""

import asyncio
from typing import Any, Protocol

from textual.screen import Screen

from screens.base import KioskScreen
from screens.survey import SurveyScreen
from screens.widgets.call_row import CallRow
from screens.wording.call import CallState
from tui.visit.site_command import CALL_SECONDS
from tui.visit.staff_calls import StaffCalls


class _App(Protocol):
    survey: SurveyScreen
    call_state: CallState | None

    @property
    def screen_stack(self) -> list[Screen[Any]]:
        """The screens, topmost last."""

    def handle_error(self, error: BaseException) -> None:
        """Handle an error in a task as any other error."""


class StaffCall:
    """Makes the call of one person, where the site has a way to call staff (`calls`)."""

    def __init__(self, app: _App, calls: StaffCalls | None) -> None:
        self._app, self._calls = app, calls
        self._task: asyncio.Task[None] | None = None
        app.call_state = app.survey.call = None if calls is None else calls.state

    async def request(self) -> None:
        """Call staff, where the page offers it; one call at a time."""
        offered = any(screen.query(CallRow) for screen in self._app.screen_stack[-1:])
        if self._calls is not None and offered and (self._task is None or self._task.done()):
            self._task = asyncio.create_task(self._call(self._calls))

    async def _call(self, calls: StaffCalls) -> None:
        try:
            call = asyncio.ensure_future(calls.call())
            await asyncio.sleep(0)
            self.show()
            await call
            self.show()
        except Exception as error:  # noqa: BLE001 - a task's error is seen by nobody else
            self._app.handle_error(error)

    def show(self) -> None:
        """Say how the call stands, on every page that offers it now or later."""
        if self._calls is None:
            return
        state = self._app.call_state = self._calls.state
        for screen in self._app.screen_stack:
            if isinstance(screen, KioskScreen):
                screen.call = state
                for row in screen.query(CallRow):
                    row.show(state)

    async def wait(self) -> None:
        """Wait until a call that is on its way has been made: it is for the person who is leaving."""
        if self._task is not None:
            await asyncio.wait([self._task], timeout=CALL_SECONDS)
