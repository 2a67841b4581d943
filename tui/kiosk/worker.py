"""The worker process of one visit on screens: it has the terminal, ends with the visit, and never prints an error."""

import asyncio
import os
import signal
from collections.abc import Callable
from time import monotonic
from typing import Any, NoReturn

from textual.driver import Driver
from textual.events import Event, Resize
from textual.worker import WorkerFailed

from assets.catalog import Catalog
from criteria.steps import Step
from screens.overlays.notices import SorryOverlay
from tui.config.settings import Settings
from tui.kiosk.app import Kiosk
from tui.kiosk.appearance import Appearance
from tui.kiosk.read_aloud import Spoken
from tui.kiosk.site_programs import programs_of, staff_of
from tui.process.context import WorkerContext, exit_worker
from tui.process.handoff import HANDOFF_BYTES, Handoff
from tui.process.hardening import WITH_SOMEBODY, ignore_keys, set_process_name
from tui.terminal.backlog import Backlog, unlimit_writer_queue
from tui.terminal.standby_driver import StandbyDriver, has_terminal
from tui.visit.clock import now
from tui.visit.error_log import ErrorLog
from tui.visit.outcome import CRASHED, Outcome
from tui.visit.recording import LateRecorder


class WorkerKiosk(Kiosk):
    """The kiosk in a process that ends with the visit, on a terminal that its parent holds.

    The framework's own end takes its time, and prints an error together with the answers in its frames; neither happens
    here. `context`: what the process has of its parent. `note_error`: notes the location of an error.
    """

    def __init__(
        self,
        settings: Settings,
        catalog: Catalog,
        context: WorkerContext,
        *,
        note_error: Callable[[BaseException], None],
        **more: Any,  # noqa: ANN401 - the kiosk's own
    ) -> None:
        appearance = Appearance.of_terminal(settings.kiosk.theme, os.environ, bigger=settings.kiosk.bigger_text)
        self.context, self.note_error = context, note_error
        super().__init__(settings, catalog, appearance=appearance, **more)
        self.stylesheet = context.style_sheets.get(self.theme, self.stylesheet)
        self.flow.locked = context.locked
        self.crashed = False
        self.backlog = Backlog()
        self.first_page_pending = True
        self.ignores_first_size = False
        self.input_guard.suspend()

    def get_driver_class(self) -> type[Driver]:
        """Leave the terminal alone until the hand-off."""
        return StandbyDriver

    def exit(self, result: Outcome | None = None, return_code: int = 0, message: object = None) -> None:
        """End the process at once; the parent clears the terminal."""
        del return_code, message
        self._end(CRASHED if self.crashed or result is None else result.value)

    def _handle_exception(self, error: BaseException) -> None:
        """Note the type and the location of the error, and end; the framework would print the answers too."""
        if not self.crashed:
            self.crashed = True
            self.note_error(error.error if isinstance(error, WorkerFailed) else error)
        self._end(CRASHED)

    def _end(self, status: int) -> NoReturn:
        exit_worker(self.context, status, has_terminal=has_terminal(self._driver))

    def _fatal_error(self) -> None:
        """End without printing anything."""
        self._end(CRASHED)

    def panic(self, *_: Any) -> None:  # noqa: ANN401
        """End without printing anything."""
        self._end(CRASHED)

    def _print_error_renderables(self) -> None:
        """Print nothing."""

    async def on_mount(self) -> None:
        """Set signals, and wait for the hand-off. The framework calls the base's handler too."""
        ignore_keys()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGHUP, signal.SIGTERM):
            loop.add_signal_handler(number, self._leave_soon)
        loop.set_exception_handler(lambda _, context: self._handle_exception(context.get("exception") or RuntimeError()))
        loop.add_reader(self.context.handoff_pipe, self._take_handoff)

    def _take_handoff(self) -> None:
        loop = asyncio.get_running_loop()
        loop.remove_reader(self.context.handoff_pipe)
        line = os.read(self.context.handoff_pipe, HANDOFF_BYTES)
        os.close(self.context.handoff_pipe)
        if not line or not isinstance(self._driver, StandbyDriver):
            self.exit(None)
        else:
            set_process_name(WITH_SOMEBODY)
            handoff = Handoff.decode(line)
            self.ignores_first_size = self._driver.take_terminal(over_page=handoff.over_page)
            if self.ignores_first_size:
                self.accept_input()
            else:
                self._size = None  # so that the framework lays out another size at once
            ignore_keys()
            loop.add_signal_handler(signal.SIGCONT, self._go_on)
            self.call_later(self._begin, handoff)

    async def on_event(self, event: Event) -> None:
        """Ignore the size that the driver reports first, where the page that was sent is of that size."""
        if self.ignores_first_size and isinstance(event, Resize):
            self.ignores_first_size = False
            if event.size == self._size:
                return
        await super().on_event(event)

    def accept_input(self) -> None:
        """Accept input from now on, but not for a page that is drawn ahead: it has no terminal yet.

        With the first page the parent is told, which from then on uses the processor for the next person.
        """
        if has_terminal(self._driver):
            super().accept_input()
            if self.first_page_pending:
                self.first_page_pending = False
                self.call_next(self.report_state)

    def _go_on(self) -> None:
        """Draw again after a stop, or leave: the signal also tells that the parent has ended."""
        self.report_state()
        self.redraw()

    async def _begin(self, handoff: Handoff) -> None:
        """Begin the visit; after a crash, with an apology in the language of the visit that crashed."""
        if not self.survey.is_mounted:
            self.survey.call_after_refresh(self._begin, handoff)
            return
        if handoff.after_error:
            if handoff.language is not None and handoff.language in self.language.languages.texts:
                await self.language.set(handoff.language)
            await self.push_screen(SorryOverlay(self.words, self.journey.step))
        elif handoff.cleared:
            self.cleared.say()
        self.guard = self.guard.restarted(self.clock())

    async def check_silence(self) -> None:
        """Send a heartbeat too."""
        self.report_state()
        await super().check_silence()

    def report_state(self) -> None:
        """Send a heartbeat; leave when the parent is gone, or when the terminal has stopped reading."""
        alive = self.context.heartbeat.send(
            visiting=self.journey.step is not Step.WELCOME, keeping=self.records.in_progress, language=self.words.texts.code
        )
        if not alive or self.backlog.stuck(self._driver, monotonic()):
            self._leave_soon()

    def _leave_soon(self) -> None:
        self.call_later(self.flow.end, Outcome.LEFT)


def serve_screens(
    settings: Settings, catalog: Catalog, context: WorkerContext, *, over_ssh: bool = False, spoken: Spoken | None = None
) -> int:
    """Run one visit on this terminal and return the exit status of its process: an `Outcome`, or `CRASHED`.

    `spoken`: returns what is read aloud of a page.
    """
    unlimit_writer_queue()
    errors = ErrorLog(settings.log.directory)
    try:
        app = WorkerKiosk(
            settings,
            catalog,
            context,
            note_error=errors.note,
            recorder=LateRecorder(settings.log.directory, over_ssh=over_ssh),
            programs=programs_of(settings, spoken),
            staff=staff_of(settings),
            today=now().date(),
        )
        outcome = app.run()
    except BaseException as error:  # noqa: BLE001 - whatever it was, its traceback would show the answers
        errors.note(error)
        return CRASHED
    return CRASHED if app.crashed or outcome is None else outcome.value
