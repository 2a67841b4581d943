"""The supervisor: it forks a worker for each person, watches it, and resets the terminal for the next."""

import contextlib
import os
import signal
from collections.abc import Callable
from functools import partial
from time import monotonic, sleep
from typing import Final, TypeVar

from assets.catalog import Catalog
from tui.config.settings import Settings
from tui.process.context import WorkerContext
from tui.process.handoff import Handoff
from tui.process.hardening import WAITING, become_subreaper, close_descriptors, set_process_name
from tui.process.heartbeat import TICK, HeartbeatMonitor, HeartbeatSender
from tui.process.worker_process import WorkerProcess
from tui.supervisor.background_jobs import BackgroundJobs
from tui.supervisor.backoff import backoff_seconds
from tui.supervisor.forked_process import ForkedProcess
from tui.supervisor.orphans import kill_orphans
from tui.supervisor.out_of_service import out_of_service_page
from tui.supervisor.serving import import_late, serve
from tui.supervisor.signals import AskedToEndError, SignalWaiter
from tui.supervisor.worker_result import WorkerResult
from tui.terminal.held_terminal import HeldTerminal
from tui.visit.error_log import ErrorLog, traceback_location
from tui.visit.failed_writes import FailedWrites
from tui.visit.outcome import Outcome, outcome_of

_Result = TypeVar("_Result")

ASKED_PATIENCE: Final = 10.0
"""Seconds until a worker is killed where the program itself was asked to end: more than it waits for a record."""

SHORT: Final = 0.1
"""Seconds between two looks until the next worker has been started."""

SOON: Final = 10.0
"""A worker that crashes within so many seconds has failed to start, as far as the backoff is concerned."""

APOLOGY_TIMES: Final = 3
"""After so many quick crashes in a row workers start without the apology page: it may be the cause."""


class Supervisor:
    """Serves one person after another. Its signals are blocked: it takes them when it looks."""

    def __init__(  # noqa: PLR0913 - what a supervisor is told of its people
        self, settings: Settings, catalog: Catalog, terminal: HeldTerminal, *, locked: bool, once: bool, plain: bool
    ) -> None:
        self._settings, self._catalog, self._terminal, self._locked = settings, catalog, terminal, locked
        self._once, self._plain = once, plain
        self._languages = settings.languages(catalog)
        self.jobs = BackgroundJobs()
        self._signals = SignalWaiter(terminal, self.jobs, locked=locked)
        become_subreaper()
        self._failures = 0
        self._serving: WorkerProcess[ForkedProcess] | None = None
        self._standby: WorkerProcess[ForkedProcess] | None = None

    def serve(self, before: WorkerResult) -> WorkerResult:
        """Serve one person, and reset the terminal for the next. Whatever the machine has run out of does not end it.

        Raises:
            AskedToEndError: the supervisor is to end.
        """
        result = self._tried(partial(self._serve, before)) or WorkerResult(None)
        while self._tried(self._clean_up) is None:
            sleep(SHORT)
        self._failures = 0 if result.outcome is not None else self._failures + 1 if result.lasted < SOON else 1
        if self._failures:
            self._tried(partial(self._pause, backoff_seconds(self._failures)))
        return result

    def _tried(self, do: Callable[[], _Result]) -> _Result | None:
        """Return what `do` returns, or None where it fails: a locked kiosk that ended would leave a shell."""
        try:
            return do()
        except AskedToEndError:
            raise
        except Exception as error:  # noqa: BLE001 - as above
            with contextlib.suppress(Exception):
                self._note(traceback_location(error))
            return None

    def _clean_up(self) -> bool:
        """End the worker and what it has left, and reset the terminal."""
        if self._serving is not None:
            _drop(self._serving)
            self._serving = None
        self._kill_orphans()
        self._signals.reset_terminal()
        return True

    def _serve(self, before: WorkerResult) -> WorkerResult:
        plain = before.outcome is Outcome.PLAIN
        worker = self._serving = self._take(plain=plain)
        if worker is None:
            return WorkerResult(None)
        after_error = before.outcome is None and self._failures < APOLOGY_TIMES
        known = before.language if after_error or plain else None
        worker.hand_off(Handoff(after_error, known, cleared=before.cleared, over_page=self._terminal.has_page))
        began = monotonic()
        outcome = self._watch(worker)
        worker.close()
        if worker.monitor.keeping:
            self.jobs.start(FailedWrites(self._settings.log.directory).note)
        return WorkerResult(outcome, worker.monitor.language, monotonic() - began)

    def _take(self, *, plain: bool) -> WorkerProcess[ForkedProcess] | None:
        """Return a worker: the one on standby, if it is alive and of the right kind, else a new one."""
        if plain or self._standby is None:
            return self._start(plain=plain)
        worker, self._standby = self._standby, None
        worker.watch(monotonic())
        if worker.exit_status is None and not worker.overdue(monotonic()):
            return worker
        _drop(worker)
        return self._start()

    def _start(self, *, plain: bool = False) -> WorkerProcess[ForkedProcess] | None:
        """Start a worker, or return None where the machine has room for no more."""
        parent = os.getpid()

        def launch(handoff_pipe: int, heartbeat_pipe: int) -> ForkedProcess:
            def work() -> int:
                set_process_name(WAITING)
                close_descriptors({0, 1, 2, self._terminal.fileno(), handoff_pipe, heartbeat_pipe})
                heartbeat = HeartbeatSender(heartbeat_pipe, parent)
                context = WorkerContext(heartbeat, handoff_pipe, self._terminal, self._locked, from_screens=plain)
                return serve(self._settings, self._catalog, context, plain=plain or self._plain)

            return ForkedProcess(work)

        monitor = HeartbeatMonitor(monotonic(), 60.0 * self._settings.kiosk.session_limit, frozenset(self._languages))
        with contextlib.suppress(OSError, MemoryError):
            return WorkerProcess.start(launch, monitor)
        return None

    def close(self) -> None:
        """End whatever still runs."""
        for worker in filter(None, (self._serving, self._standby)):
            _drop(worker)
        self._serving = self._standby = None
        self._kill_orphans()
        self.jobs.finish()

    def _watch(self, worker: WorkerProcess[ForkedProcess]) -> Outcome | None:
        """Wait for the end of a worker, or bring it about where it has to be; meanwhile put the next one on standby."""
        asked: int | None = None
        while True:
            came = self._signals.asked(TICK if self._standby or self._once else SHORT)
            now, status = monotonic(), worker.exit_status
            if came is not None and asked is None:
                asked = came
                worker.end(now, signal.SIGHUP if came == signal.SIGHUP else signal.SIGTERM, ASKED_PATIENCE)
            worker.watch(now)
            if status is not None or worker.given_up:
                if asked is not None:
                    raise AskedToEndError
                if status is not None and status < 0:
                    self._note(f"a visit was ended by signal {-status}")
                return outcome_of(status)
            if worker.overdue(now):
                self._note("a visit that no longer answered was ended")
                worker.end(now)
            self._keep_standby(worker)

    def _keep_standby(self, worker: WorkerProcess[ForkedProcess]) -> None:
        if self._standby is not None:
            self._standby.watch(monotonic())
        elif worker.monitor.last_beat is not None and not self._once:
            import_late()
            self._standby = self._start()

    def _pause(self, seconds: float) -> None:
        if seconds:
            texts, values = self._languages.values(), self._settings.values()
            self._terminal.show(out_of_service_page(texts, values, self._terminal.columns()))
            self._signals.wait(seconds)
            self._signals.reset_terminal()

    def _kill_orphans(self) -> None:
        """Kill what a worker has started and not ended, such as a print command that hangs."""
        known = self.jobs.pids() | ({self._standby.process.pid} if self._standby else set())
        kill_orphans(known)

    def _note(self, what: str) -> None:
        self.jobs.start(lambda: ErrorLog(self._settings.log.directory).note(what))


def _drop(worker: WorkerProcess[ForkedProcess]) -> None:
    """Kill a worker; `_kill_orphans` waits for its end."""
    worker.send_signal(signal.SIGKILL)
    worker.close()
