"""The lifecycle of the server: start, reload, orderly stop, and reports to the operator."""

import asyncio
import signal
import socket
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

import asyncssh

from assets.catalog import TextsError
from store.audit import Act, note
from store.disk import LogError
from store.log import SessionLog
from store.upkeep import upkeep
from tui import __version__
from tui.config.files import SettingsError
from tui.config.settings import Settings
from tui.ssh.fork_server import ForkServer
from tui.ssh.listener import Server
from tui.ssh.metrics import DeliveryMetric, Status, serve_metrics
from tui.ssh.operator_log import log_event
from tui.ssh.systemd import ServiceManager
from tui.visit.clock import now
from tui.visit.daemon_thread import run_in_daemon_thread
from tui.visit.failed_writes import FailedWrites
from tui.visit.timeouts import UPKEEP_SECONDS

PUBLISH_SECONDS: Final = 60.0
"""Pause between two looks at the numbers that are told: more often, they would tell when somebody comes."""
STOP_SIGNALS: Final = frozenset({signal.SIGTERM, signal.SIGINT})


class Lifecycle:
    """One run of the server."""

    def __init__(
        self, settings: Settings, read: Callable[[], Settings], keys: list[asyncssh.SSHKey], manager: ServiceManager
    ) -> None:
        self._settings, self._read, self._keys, self._manager = settings, read, keys, manager
        self._stopping = asyncio.Event()
        self._hurry = asyncio.Event()
        self._reloading: asyncio.Task[None] | None = None

    def _note_start(self) -> None:
        directory, digest = self._settings.log.directory, self._settings.digest()
        run_in_daemon_thread(partial(note, directory, now(), Act.STARTED, command="serve", version=__version__, config=digest))

    async def live(self, sockets: list[socket.socket], metrics: socket.socket | None) -> int:
        """Serve until asked to stop; tell the numbers to who asks on `metrics`."""
        loop = asyncio.get_running_loop()
        # From the first moment on: a shell may have started this process with Ctrl+C ignored.
        for number in STOP_SIGNALS:
            loop.add_signal_handler(number, self._stop)
        FailedWrites(self._settings.log.directory).prepare()
        self._note_start()
        fork_server = ForkServer()
        await fork_server.ready()
        server = Server(self._settings, self._keys, fork_server, lambda admission: Status(lambda: admission.people, _today()))
        delivery = DeliveryMetric(self._settings.log.directory)
        telling = None if metrics is None else await serve_metrics(server.status, metrics, delivery)
        loop.add_signal_handler(signal.SIGHUP, self._reload, server)
        server.listen(sockets)
        await self._until_stopped(server)
        if telling is not None:
            telling.close()
        await fork_server.close()
        log_event("stopped", **server.status.of_the_day())
        self._ignore_signals()
        return 0

    async def _until_stopped(self, server: Server) -> None:
        reporting = [
            asyncio.create_task(self._report(server)),
            asyncio.create_task(self._keep_up(server)),
            asyncio.create_task(self._stay_alive()),
        ]
        log_event("ready", max_sessions=self._settings.ssh.max_sessions)
        self._manager.tell(READY="1")
        await self._stopping.wait()
        self._manager.tell(STOPPING="1")
        log_event("stopping", people=server.admission.people)
        await server.stop(self._settings.ssh.finish_within, self._hurry)
        for task in (*reporting, *filter(None, [self._reloading])):
            task.cancel()

    def _ignore_signals(self) -> None:
        """Ignore what asks once more for an end that has come."""
        for number in STOP_SIGNALS | {signal.SIGHUP}:
            asyncio.get_running_loop().remove_signal_handler(number)
            signal.signal(number, signal.SIG_IGN)

    def _stop(self) -> None:
        if self._stopping.is_set():
            self._hurry.set()
        self._stopping.set()

    def _reload(self, server: Server) -> None:
        if self._reloading is None or self._reloading.done():
            self._reloading = asyncio.create_task(self._change(server))

    async def _change(self, server: Server) -> None:
        try:
            settings = await run_in_daemon_thread(self._read)
            settings.required_number()
            await server.change(settings)
        except (SettingsError, TextsError) as error:
            log_event("not_reloaded", "error", why=str(error))
            return
        except (OSError, ValueError) as error:
            log_event("not_reloaded", "error", why=type(error).__name__)
            return
        self._settings = settings
        log_event("reloaded", max_sessions=settings.ssh.max_sessions, max_per_address=settings.ssh.max_per_address)

    async def _report(self, server: Server) -> None:
        shown, on_terminal = "", sys.stdout.isatty()
        while True:
            if day := server.status.next_day(_today()):
                log_event("day", **day)
            server.status.publish()
            line = server.status.line()
            if line != shown:
                shown = line
                self._manager.tell(STATUS=line)
                if on_terminal:
                    sys.stdout.write(f"\r\x1b[K{line}")
                    sys.stdout.flush()
            await asyncio.sleep(PUBLISH_SECONDS)

    async def _stay_alive(self) -> None:
        """Tell the service manager that the loop still turns; it restarts a server that no longer does."""
        while (pause := self._manager.watchdog_pause) is not None:
            self._manager.tell(WATCHDOG="1")
            await asyncio.sleep(pause)

    async def _keep_up(self, server: Server) -> None:
        while True:
            log = server.settings.log
            try:
                sessions = SessionLog(log.directory, patience=0.1)
                await run_in_daemon_thread(partial(upkeep, sessions, now(), log.retention_weeks, log.small_cell))
            except (LogError, OSError) as error:
                log_event("upkeep", "warning", error=type(error).__name__)
            await asyncio.sleep(UPKEEP_SECONDS)


def _today() -> date:
    return now().date()
