"""The life of the server: it starts, reloads, stops in order, and says how it goes."""

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
from store.disk import LogError
from store.log import SessionLog
from store.upkeep import upkeep
from tui.config.settings import Settings, SettingsError
from tui.ssh.daemon_thread import run_in_daemon_thread
from tui.ssh.fork_server import ForkServer
from tui.ssh.listener import Server
from tui.ssh.metrics import Status, serve_metrics
from tui.ssh.operator_log import operator_log
from tui.ssh.systemd import ServiceManager
from tui.visit.clock import now
from tui.visit.failed_writes import FailedWrites
from tui.visit.timeouts import UPKEEP_SECONDS

LINE_SECONDS: Final = 1.0
STOP_SIGNALS: Final = frozenset({signal.SIGTERM, signal.SIGINT})


class Life:
    """One run of the server."""

    def __init__(self, settings: Settings, read: Callable[[], Settings], key: asyncssh.SSHKey, manager: ServiceManager) -> None:
        self._settings, self._read, self._key, self._manager = settings, read, key, manager
        self._log = operator_log()
        self._asked = asyncio.Event()
        self._hurry = asyncio.Event()
        self._reloading: asyncio.Task[None] | None = None

    async def live(self, sockets: list[socket.socket]) -> int:
        """Serve until asked to stop."""
        FailedWrites(self._settings.log.directory).prepare()
        nursery = ForkServer()
        await nursery.ready()
        server = Server(self._settings, self._key, nursery, lambda door: Status(lambda: door.people, _today()))
        end_metrics = serve_metrics(server.status, port) if (port := self._settings.ssh.metrics_port) else None
        self._mind_signals(server)
        server.listen(sockets)
        telling = [asyncio.create_task(self._tell(server)), asyncio.create_task(self._keep_up(server))]
        self._log.info("ready", max_sessions=self._settings.ssh.max_sessions)
        self._manager.tell(READY="1")
        await self._asked.wait()
        self._manager.tell(STOPPING="1")
        self._log.info("stopping", people=server.door.people)
        await server.stop(self._settings.ssh.finish_within, self._hurry)
        for task in telling:
            task.cancel()
        if end_metrics:
            end_metrics()
        await nursery.close()
        self._log.info("stopped", **server.status.of_the_day())
        self._mind_signals_no_more()
        return 0

    def _mind_signals(self, server: Server) -> None:
        loop = asyncio.get_running_loop()
        for number in STOP_SIGNALS:
            loop.add_signal_handler(number, self._stop)
        loop.add_signal_handler(signal.SIGHUP, self._reload, server)

    def _mind_signals_no_more(self) -> None:
        """Let nobody who asks once more make an error of an end that has come."""
        for number in STOP_SIGNALS | {signal.SIGHUP}:
            asyncio.get_running_loop().remove_signal_handler(number)
            signal.signal(number, signal.SIG_IGN)

    def _stop(self) -> None:
        if self._asked.is_set():
            self._hurry.set()
        self._asked.set()

    def _reload(self, server: Server) -> None:
        if self._reloading is None or self._reloading.done():
            self._reloading = asyncio.create_task(self._change(server))

    async def _change(self, server: Server) -> None:
        try:
            settings = await run_in_daemon_thread(self._read)
            settings.required_number()
            await server.change(settings)
        except (SettingsError, TextsError) as error:
            self._log.error("not_reloaded", why=str(error))
            return
        except (OSError, ValueError) as error:
            self._log.error("not_reloaded", why=type(error).__name__)
            return
        self._settings = settings
        self._log.info("reloaded", max_sessions=settings.ssh.max_sessions, max_per_address=settings.ssh.max_per_address)

    async def _tell(self, server: Server) -> None:
        shown, on_terminal = "", sys.stdout.isatty()
        while True:
            await asyncio.sleep(LINE_SECONDS)
            if day := server.status.next_day(_today()):
                self._log.info("day", **day)
            line = server.status.line()
            if line != shown:
                shown = line
                self._manager.tell(STATUS=line)
                if on_terminal:
                    sys.stdout.write(f"\r\x1b[K{line}")
                    sys.stdout.flush()

    async def _keep_up(self, server: Server) -> None:
        while True:
            log = server.settings.log
            try:
                await run_in_daemon_thread(partial(upkeep, SessionLog(log.directory, patience=0.1), now(), log.retention_weeks))
            except (LogError, OSError) as error:
                self._log.warning("upkeep", error=type(error).__name__)
            await asyncio.sleep(UPKEEP_SECONDS)


def _today() -> date:
    return now().date()
