"""The process of one person: it owns the terminal, ends with the person, and never says more of an error than its place."""

import asyncio
import os
import signal
from collections.abc import Awaitable
from time import monotonic
from typing import Any

from textual.driver import Driver

from assets.catalog import Catalog
from criteria.journey import Step
from screens import messages
from screens.overlays.notices import SorryOverlay
from store.log import SessionLog
from store.record import Channel
from tui.config.settings import Settings
from tui.kiosk.appearance import colours_of
from tui.kiosk.crash_guard import CrashSafeKiosk
from tui.kiosk.keymap import keymap
from tui.kiosk.overlay_handlers import Print
from tui.process.context import WorkerContext
from tui.process.handoff import HANDOFF_BYTES, Handoff
from tui.process.hardening import WITH_SOMEBODY, ignore_keys, set_process_name
from tui.process.heartbeat import TICK
from tui.terminal.backlog import Backlog, never_wait_for_the_terminal
from tui.terminal.standby_driver import StandbyDriver, has_terminal
from tui.visit.error_log import note_error_in, place
from tui.visit.outcome import CRASHED, Outcome
from tui.visit.printing import printed
from tui.visit.recorder import Recorder
from tui.visit.timeouts import RECORD_SECONDS


class WorkerKiosk(CrashSafeKiosk):
    """The kiosk on a real terminal, in a process that ends with the person."""

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 - what a kiosk takes
        super().__init__(*args, **more)
        kiosk, halves = self.settings.kiosk, os.environ.get("TERM") != "linux"
        self.see(kiosk.theme, colours_of(os.environ), bigger=kiosk.bigger_text, halves=halves)
        self.locked = self.worker_context.locked
        self.backlog = Backlog()
        self.greeting = True
        self.drop_until_seen()

    def get_driver_class(self) -> type[Driver]:
        """Wait with the terminal until it is this process's turn."""
        return StandbyDriver

    async def on_mount(self) -> None:
        """Leave in order when the terminal goes away or the program is asked to end; say each second that all is well."""
        # The framework calls every on_mount of the class's ancestors itself; its driver has set signals of its own.
        ignore_keys()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGHUP, signal.SIGTERM):
            loop.add_signal_handler(number, self._asked_to_end)
        loop.set_exception_handler(lambda _, context: self._handle_exception(context.get("exception") or RuntimeError()))
        loop.add_reader(self.worker_context.handoff_pipe, self._take_handoff)
        self.set_interval(TICK, self.say_alive)
        self.say_alive()

    def _take_handoff(self) -> None:
        loop = asyncio.get_running_loop()
        loop.remove_reader(self.worker_context.handoff_pipe)
        said = os.read(self.worker_context.handoff_pipe, HANDOFF_BYTES)
        os.close(self.worker_context.handoff_pipe)
        if not said or not isinstance(self._driver, StandbyDriver):
            self.exit(None)
        else:
            set_process_name(WITH_SOMEBODY)
            self._driver.take_terminal()
            ignore_keys()
            loop.add_signal_handler(signal.SIGCONT, self._draw_anew)
            self._draw_anew()
            self.call_later(self._greet, Handoff.decode(said))

    def _begin_update(self) -> None:
        """Take keys from the moment at which the welcome page goes to the screen."""
        super()._begin_update()
        if self.greeting and has_terminal(self._driver) and self.survey.view is not None:
            self.greeting = False
            self.take_from_now()

    def _draw_anew(self) -> None:
        self.refresh(layout=True)

    async def _greet(self, handoff: Handoff) -> None:
        language = handoff.language
        if self.survey.view is None:
            self.survey.call_after_refresh(self._greet, handoff)
            return
        if handoff.after_error:
            if language is not None and language in self.languages and language != self.words.texts.code:
                self.words = self.words_in(language)
                self.set_keymap(keymap(self.words.texts))
                await self.survey.show(self.journey, self.words)
            await self.push_screen(SorryOverlay(self.words, self.journey.step))
        self.guard = self._new_guard()
        self.say_alive()

    def say_alive(self) -> None:
        """Tell the parent; end in order when there is none left, or when the terminal has stopped reading."""
        keeping = any(not kept.done() for kept in self.keeping)
        alive = self.worker_context.heartbeat.beat(
            visiting=self.journey.step is not Step.WELCOME, keeping=keeping, language=self.words.texts.code
        )
        if not alive or self.backlog.stuck(self._driver, monotonic()):
            self._asked_to_end()

    async def on_language_chosen(self, message: messages.LanguageChosen) -> None:
        """Tell the parent the language, in which it would say sorry."""
        del message
        self.call_later(self.say_alive)

    def _asked_to_end(self) -> None:
        self.call_later(self.end_visit, Outcome.LEFT)

    def _keep_apart(self, work: Awaitable[None]) -> None:
        super()._keep_apart(work)
        self.say_alive()
        self.keeping[-1].add_done_callback(self._kept)

    def _kept(self, kept: asyncio.Future[None]) -> None:
        if not kept.cancelled() and (error := kept.exception()) is not None:
            self._handle_exception(error)
        self.say_alive()

    async def _leave(self, end: Outcome) -> None:
        """Wait for the record, but not for ever: the parent counts one that is still on its way."""
        if self.printing is not None:
            self.printing.cancel()
        if self.keeping:
            await asyncio.wait(self.keeping, timeout=RECORD_SECONDS)
        self.exit(end)

    async def _print_apart(self, print_text: Print, text: str) -> None:
        try:
            await super()._print_apart(print_text, text)
        except Exception as error:  # noqa: BLE001 - nobody else would see it
            self._handle_exception(error)


def serve_screens(settings: Settings, catalog: Catalog, context: WorkerContext, *, channel: Channel = Channel.LOCAL) -> int:
    """Run one visit on this terminal and return the exit status of its process: an `Outcome`, or `CRASHED`."""
    never_wait_for_the_terminal()
    note_error = note_error_in(settings.log.directory)
    command = settings.kiosk.print_command

    async def print_text(text: str) -> bool:
        return await printed(command or (), text)

    recorder = Recorder(SessionLog(settings.log.directory), channel)
    try:
        app = WorkerKiosk(
            settings, catalog, context, keeper=recorder, print_text=print_text if command else None, note_error=note_error
        )
        if settings.staff.pin_hash:
            from tui.staff.service import Staff  # noqa: PLC0415 - a site without a PIN has no staff area

            app.staff = Staff(settings, settings.staff.pin_hash)
        end = app.run()
    except BaseException as error:  # noqa: BLE001 - whatever it was, its traceback would show the answers
        note_error(place(error))
        return CRASHED
    return CRASHED if app.crashed or end is None else end.value
