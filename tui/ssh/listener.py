"""The listener: takes connections, counts them, and waits for the end of each. It relays bytes and knows no answers."""

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import asyncssh

from assets.catalog import load
from tui.config.settings import Settings
from tui.ssh.admission import Admission, Limits, Refused, source_of
from tui.ssh.connection import Connection, Session
from tui.ssh.daemon_thread import run_in_daemon_thread
from tui.ssh.fork_server import ForkServer
from tui.ssh.metrics import Status
from tui.ssh.options import HANDSHAKE_SECONDS, allowed_keys, options
from tui.ssh.rejection import Rejector
from tui.ssh.session import Sessions
from tui.visit.error_log import ErrorLog

HALF_OPEN: Final = 256
"""Connections without a session yet; for one more the oldest is dropped, as an honest one takes a fraction of a second."""

CLOSE_SECONDS: Final = 5.0
HANGUP_SECONDS: Final = 30.0
"""How long all workers together may take to end after a hang-up, records on their way included."""
ACCEPT_PAUSE_SECONDS: Final = 0.2


@dataclass(eq=False)
class Arrival:
    """One connection, from its first byte to the end of its worker."""

    server: "Server"
    since: float
    keys: frozenset[bytes] | None
    session: asyncio.Task[None] | None = None
    began: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        """Make its handler."""
        self.handler = Connection(self)

    def start_session(self, session: Session) -> None:
        """Serve the session that the client asked for."""
        self.server.half_open.pop(self, None)
        self.began.set()
        self.session = asyncio.create_task(self.server.sessions.serve(session, self.since))

    def drop(self) -> None:
        """End the connection at once."""
        if self.handler.connection is not None:
            self.handler.connection.abort()


class Server:
    """Listens, and holds every connection's task."""

    def __init__(
        self, settings: Settings, keys: list[asyncssh.SSHKey], fork_server: ForkServer, status: Callable[[Admission], Status]
    ) -> None:
        self.settings, self._keys, self._fork_server = settings, keys, fork_server
        self.admission = Admission(_limits(settings))
        self.status = status(self.admission)
        self.sessions = Sessions(settings, settings.languages(load()), fork_server, self.admission, self.status)
        self.half_open: dict[Arrival, None] = {}
        self._allowed = allowed_keys(settings.ssh.authorized_keys)
        self._options = options(keys, by_key=self._allowed is not None)
        self._rejector = Rejector()
        self._tasks: set[asyncio.Task[None]] = set()
        self._listening: list[asyncio.Task[None]] = []

    def listen(self, sockets: list[socket.socket]) -> None:
        """Take connections from now on."""
        for listener in sockets:
            listener.setblocking(False)  # noqa: FBT003 - the standard library's own signature
            self._listening.append(asyncio.create_task(self._take_from(listener)))

    async def change(self, settings: Settings) -> None:
        """Use other settings and texts for those who come from now on.

        Raises:
            SettingsError, TextsError: they cannot be used; the ones before stay.
        """
        languages, allowed = settings.languages(load()), allowed_keys(settings.ssh.authorized_keys)
        self._options = options(self._keys, by_key=allowed is not None)
        self.settings, self._allowed = settings, allowed
        self.admission.change(_limits(settings))
        await self._fork_server.renew()
        self.sessions.change(settings, languages)

    async def stop(self, seconds: float, hurry: asyncio.Event) -> None:
        """Take nobody more; let those inside finish within `seconds` or until `hurry`; then hang up on them."""
        for task in self._listening:
            task.cancel()
        for arrival in list(self.half_open):
            arrival.drop()
        if self._tasks:
            everybody, hurried = asyncio.ensure_future(asyncio.wait(set(self._tasks))), asyncio.ensure_future(hurry.wait())
            await asyncio.wait({everybody, hurried}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            hurried.cancel()
            for session in list(self.sessions.inside):
                session.over.set()
            await asyncio.wait({everybody}, timeout=HANGUP_SECONDS)
            for task in self._tasks:
                task.cancel()
        await self.sessions.pool.close()

    async def _take_from(self, listener: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        with listener:
            while True:
                try:
                    connection, address = await loop.sock_accept(listener)
                except OSError:
                    # The client has gone already, or there is no descriptor left until somebody leaves.
                    await asyncio.sleep(ACCEPT_PAUSE_SECONDS)
                    continue
                self._take(connection, source_of(str(address[0])), loop.time())

    def _take(self, accepted: socket.socket, source: str, now: float) -> None:
        self.status.came_from(source)
        if refused := self.admission.admit(source, now):
            self.status.count("refused")
            words = self.sessions.texts.serve
            self._rejector.tell(accepted, words.full if refused is Refused.FULL else words.too_many)
            return
        if len(self.half_open) >= HALF_OPEN:
            oldest = next(iter(self.half_open))
            del self.half_open[oldest]
            oldest.drop()
        arrival = Arrival(self, now, self._allowed)
        self.half_open[arrival] = None
        task = asyncio.create_task(self._serve(accepted, source, arrival))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, accepted: socket.socket, source: str, arrival: Arrival) -> None:
        connection = None
        try:
            connection = await asyncssh.run_server(accepted, None, self._options, server_factory=lambda: arrival.handler)
            async with asyncio.timeout(HANDSHAKE_SECONDS):
                await arrival.began.wait()
            if arrival.session is not None:
                await arrival.session
            async with asyncio.timeout(CLOSE_SECONDS):
                # An honest client ends the connection itself once it has the exit status.
                await connection.wait_closed()
        except Exception as error:  # noqa: BLE001 - whatever was sent, or went wrong, it ends this connection alone, and quietly
            self._note(arrival, error)
        finally:
            self.half_open.pop(arrival, None)
            if connection is not None:
                connection.abort()
            self.admission.release(source)

    def _note(self, arrival: Arrival, error: Exception) -> None:
        if arrival.session is None:
            self.status.count("failed_handshakes")
        elif not isinstance(error, OSError | asyncssh.Error):
            # Only the type and the place of it.
            run_in_daemon_thread(partial(ErrorLog(self.settings.log.directory).note, error))


def _limits(settings: Settings) -> Limits:
    return Limits(settings.ssh.max_sessions, settings.ssh.max_per_address)
