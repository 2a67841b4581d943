"""The warm parent: it forks a process for each person, watches over it, and makes the terminal ready for the next."""

import contextlib
import os
import signal
from dataclasses import dataclass
from importlib import import_module
from time import monotonic
from typing import Final

from assets.catalog import Catalog
from tui.config.settings import Settings
from tui.kiosk.worker import serve_screens
from tui.plain.worker import serve_plain
from tui.process.context import WorkerContext
from tui.process.hardening import become_subreaper, orphans
from tui.process.heartbeat import TICK, HeartbeatMonitor, HeartbeatSender
from tui.supervisor.background_jobs import BackgroundJobs
from tui.supervisor.backoff import backoff_seconds
from tui.supervisor.out_of_service import resting_page
from tui.supervisor.signals import AskedToEndError, SignalWaiter
from tui.supervisor.worker_process import WorkerProcess
from tui.terminal.held_terminal import HeldTerminal
from tui.visit.error_log import note_error_in
from tui.visit.failed_writes import FailedWrites
from tui.visit.outcome import CRASHED, Outcome

PATIENCE: Final = 3.0
"""Seconds between asking a process to end, ending it, and going on without it."""

ASKED_PATIENCE: Final = 10.0
"""The same where the machine ends the program: a record on its way has more time than the process waits for it."""

SHORT: Final = 0.1
"""Seconds between two looks until the next process is on its way."""

GENERATIONS: Final = 50
"""How often to look for what a process that was ended has left behind."""

SOON: Final = 10.0
"""A process that crashes within so many seconds has failed to start, as far as the pauses are concerned."""

SORRY_TIMES: Final = 3
"""As many quick failures in a row, and the next process says no longer that something went wrong, but just begins."""


def _steps(now: float, first: int, patience: float) -> list[tuple[float, int]]:
    """Return when to ask a process to end, when to end it, and when to go on without it."""
    return [(now, first), (now + patience, signal.SIGKILL), (now + patience + PATIENCE, 0)]


@dataclass(frozen=True)
class WorkerResult:
    """How a person's process ended, and in which language; nothing else of them is known here."""

    status: int = Outcome.LEFT.value
    language: str | None = None
    lasted: float = 0.0


class Supervisor:
    """Serves one person after another. Its signals are blocked: it takes them when it looks."""

    def __init__(  # noqa: PLR0913 - what a parent is told of its people
        self, settings: Settings, catalog: Catalog, terminal: HeldTerminal, *, locked: bool, once: bool, plain: bool
    ) -> None:
        self._settings, self._catalog, self._terminal, self._locked = settings, catalog, terminal, locked
        self._once, self._plain = once, plain
        self._languages = settings.languages(catalog)
        self.errands = BackgroundJobs()
        self._attention = SignalWaiter(terminal, self.errands, locked=locked)
        become_subreaper()
        self._failures = 0
        self._ready: WorkerProcess | None = None
        self._children: list[WorkerProcess] = []

    def serve(self, before: WorkerResult) -> WorkerResult:
        """Serve one person, and make the terminal ready for the next.

        Raises:
            AskedToEndError: the parent is to end.
        """
        visit = self._visit(before)
        self._end_what_is_left()
        self._attention.make_ready()
        if visit.status == CRASHED:
            self._failures = self._failures + 1 if visit.lasted < SOON else 1
            self._rest(backoff_seconds(self._failures))
        else:
            self._failures = 0
        return visit

    def _visit(self, before: WorkerResult) -> WorkerResult:
        asked = before.status == Outcome.PLAIN.value
        self._children = [self._ready] if self._ready is not None else []
        child = self._fork(plain=True) if asked else self._ready or self._fork()
        self._ready = self._ready if asked else None
        if child is not None and (child.look() is not None or child.watch.overdue(monotonic())):
            self._drop(child)
            child = self._fork(plain=asked)
        if child is None:
            return WorkerResult(CRASHED)
        # Who fails at saying sorry as well must not keep everybody out.
        after_error = before.status == CRASHED and self._failures < SORRY_TIMES
        child.take_turn(after_error=after_error, language=before.language if after_error or asked else None)
        began = monotonic()
        try:
            status = self._watch(child)
        finally:
            child.close()
        if child.watch.keeping:
            self.errands.send(FailedWrites(self._settings.log.directory).note)
        return WorkerResult(status, child.watch.language, monotonic() - began)

    def _fork(self, *, plain: bool = False) -> WorkerProcess | None:
        def serve(heartbeat: HeartbeatSender, handoff_pipe: int) -> int:
            context = WorkerContext(heartbeat, handoff_pipe, self._terminal, self._locked, from_screens=plain)
            return (serve_plain if plain or self._plain else serve_screens)(self._settings, self._catalog, context)

        watch = HeartbeatMonitor(monotonic(), 60.0 * self._settings.kiosk.session_limit, frozenset(self._languages))
        return WorkerProcess.fork(serve, watch, self._children)

    def _drop(self, child: WorkerProcess) -> None:
        """End a process that has had nobody."""
        child.signal(signal.SIGKILL)
        if child.ended is None:
            os.waitpid(child.process, 0)
        child.close()

    def close(self) -> None:
        """End whatever is still there."""
        if self._ready is not None:
            self._drop(self._ready)
            self._ready = None
        self.errands.finish()

    def _watch(self, child: WorkerProcess) -> int:
        """Wait for the end of a process, and bring it about where it has to be; meanwhile make the next one ready."""
        asked: int | None = None
        steps: list[tuple[float, int]] = []
        while True:
            came = self._attention.asked(TICK if self._ready or self._once else SHORT)
            now, ended = monotonic(), child.look()
            if came is not None and asked is None:
                asked, steps = came, _steps(now, came if came == signal.SIGHUP else signal.SIGTERM, ASKED_PATIENCE)
            if ended is not None:
                return self._ended(ended, asked)
            if not steps and child.watch.overdue(now):
                self._note("a visit that no longer answered was ended")
                steps = _steps(now, signal.SIGTERM, PATIENCE)
            while steps and now >= steps[0][0]:
                _, number = steps.pop(0)
                if number == 0:
                    # Not even the kernel can end it while its disk hangs; it has lost the terminal all the same.
                    return self._ended(number, asked)
                child.signal(number)
            self._keep_one_ready(child)

    def _keep_one_ready(self, child: WorkerProcess) -> None:
        if self._ready is not None:
            self._ready.look()
        elif child.watch.heard is not None and not self._once:
            import_module("segno")  # only late screens need it; from here on every process has it
            self._children = [child]
            self._ready = self._fork()

    def _ended(self, status: int, asked: int | None) -> int:
        if asked is not None:
            raise AskedToEndError
        if os.WIFSIGNALED(status):
            self._note(f"a visit was ended by signal {os.WTERMSIG(status)}")
            return CRASHED
        return os.waitstatus_to_exitcode(status) or CRASHED

    def _rest(self, seconds: float) -> None:
        if seconds:
            texts, values = self._languages.values(), self._settings.values()
            self._terminal.show(resting_page(texts, values, self._terminal.columns()))
            self._attention.wait(seconds)
            self._attention.make_ready()

    def _end_what_is_left(self) -> None:
        """End what a person's process has started and not ended, such as a print command that hangs."""
        known = self.errands.known() | ({self._ready.process} if self._ready else set())
        # What one of them has started becomes the parent's only when that one has ended.
        for _ in range(GENERATIONS):
            if not (left := orphans(known)):
                return
            for process in left:
                with contextlib.suppress(ProcessLookupError, ChildProcessError):
                    os.kill(process, signal.SIGKILL)
                    signal.sigtimedwait({signal.SIGCHLD}, 0.1)
                    os.waitpid(process, os.WNOHANG)

    def _note(self, what: str) -> None:
        self.errands.send(lambda: note_error_in(self._settings.log.directory)(what))
