"""The listener: takes connections, counts them, and waits for the end of each. It relays bytes and knows no answers."""

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import asyncssh

from tui.config.settings import Settings
from tui.ssh.admission import Admission, Limits, Refused, source_of
from tui.ssh.authorized_keys import authorized_keys
from tui.ssh.channel import Session
from tui.ssh.connection import Connection
from tui.ssh.fork_server import ForkServer
from tui.ssh.half_open import HalfOpenConnections
from tui.ssh.metrics import Status
from tui.ssh.operator_log import log_event
from tui.ssh.options import options
from tui.ssh.proxy_header import ProxyHeaders
from tui.ssh.rejection import Rejector
from tui.ssh.session import Sessions
from tui.visit.content import load_content
from tui.visit.daemon_thread import run_in_daemon_thread
from tui.visit.error_log import ErrorLog

LATE_SECONDS: Final = 1.0
"""Pause between two looks for connections whose time is over."""

CLOSE_SECONDS: Final = 5.0
HANGUP_SECONDS: Final = 30.0
"""How long all workers together may take to end after a hang-up, records on their way included."""
ACCEPT_PAUSE_SECONDS: Final = 0.2


@dataclass(eq=False)
class Arrival:
    """One connection, from its first byte to the end of its worker."""

    server: "Server"
    source: str
    since: float
    keys: frozenset[bytes] | None
    logged_in_at: float | None = None
    session: asyncio.Task[None] | None = None
    began_or_gone: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        """Make its handler."""
        self.handler = Connection(self)
        self.speaks = self.handler.speaks

    def logged_in(self) -> None:
        """Note that the client has logged in."""
        self.logged_in_at = asyncio.get_running_loop().time()

    def gone(self) -> None:
        """Note that the connection has ended."""
        self.began_or_gone.set()

    def start_session(self, session: Session) -> None:
        """Serve the session that the client asked for."""
        self.server.half_open.discard(self)
        self.began_or_gone.set()
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
        self.sessions = Sessions(settings, settings.languages(load_content()), fork_server, self.admission, self.status)
        self.half_open: HalfOpenConnections[Arrival] = HalfOpenConnections()
        self._allowed = _allowed_keys(settings)
        self._options = options(keys, by_key=self._allowed is not None)
        self._rejector = Rejector()
        self._proxies = ProxyHeaders(settings.ssh.proxy_protocol)
        self._tasks: set[asyncio.Task[None]] = set()
        self._listening: list[asyncio.Task[None]] = []

    def listen(self, sockets: list[socket.socket]) -> None:
        """Take connections from now on."""
        for listener in sockets:
            listener.setblocking(False)  # noqa: FBT003 - the standard library's own signature
            self._listening.append(asyncio.create_task(self._take_from(listener)))
        self._listening.append(asyncio.create_task(self._drop_late()))

    async def change(self, settings: Settings) -> None:
        """Use other settings and texts for those who come from now on.

        Raises:
            SettingsError, TextsError: they cannot be used; the ones before stay.
        """
        languages, allowed = settings.languages(load_content()), _allowed_keys(settings)
        self._proxies = ProxyHeaders(settings.ssh.proxy_protocol)
        self._options = options(self._keys, by_key=allowed is not None)
        self.settings, self._allowed = settings, allowed
        self.admission.change(_limits(settings))
        await self._fork_server.renew()
        self.sessions.change(settings, languages)

    async def stop(self, seconds: float, hurry: asyncio.Event) -> None:
        """Take nobody more; let those inside finish within `seconds` or until `hurry`; then hang up on them."""
        for task in self._listening:
            task.cancel()
        self._proxies.close()
        for arrival in self.half_open:
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
                    if self._proxies.trusts(str(address[0])):
                        self._proxies.read(connection, self._take)
                    else:
                        self._take(connection, str(address[0]))
                except (OSError, MemoryError):
                    # The client has gone already, or there is no descriptor or memory left until somebody leaves.
                    await asyncio.sleep(ACCEPT_PAUSE_SECONDS)

    def _take(self, accepted: socket.socket, address: str) -> None:
        source, now = source_of(address), asyncio.get_running_loop().time()
        self.status.came_from(source)
        if refused := self.admission.admit(source, now):
            self.status.count("refused")
            words = self.sessions.texts.serve
            self._rejector.tell(accepted, words.full if refused is Refused.FULL else words.too_many)
            return
        arrival = Arrival(self, source, now, self._allowed)
        if (makes_room := self.half_open.add(arrival)) is not None:
            makes_room.drop()
        task = asyncio.create_task(self._serve(accepted, arrival))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drop_late(self) -> None:
        while True:
            await asyncio.sleep(LATE_SECONDS)
            for arrival in self.half_open.late(asyncio.get_running_loop().time()):
                arrival.drop()

    async def _serve(self, accepted: socket.socket, arrival: Arrival) -> None:
        connection = None
        try:
            connection = await asyncssh.run_server(accepted, None, self._options, server_factory=lambda: arrival.handler)
            await arrival.began_or_gone.wait()
            if arrival.session is not None:
                await arrival.session
            async with asyncio.timeout(CLOSE_SECONDS):
                # An honest client ends the connection itself once it has the exit status.
                await connection.wait_closed()
        except Exception as error:  # noqa: BLE001 - whatever was sent, or went wrong, it ends this connection alone, and quietly
            if arrival.session is not None and not isinstance(error, OSError | asyncssh.Error):
                # Only the type and the place of it.
                run_in_daemon_thread(partial(ErrorLog(self.settings.log.directory).note, error))
        finally:
            if arrival.session is None:
                self.status.count("failed_handshakes")
            self.half_open.discard(arrival)
            if connection is not None:
                connection.abort()
            self.admission.release(arrival.source)


def _allowed_keys(settings: Settings) -> frozenset[bytes] | None:
    keys, refused = authorized_keys(settings.ssh.authorized_keys)
    for why in refused:
        log_event("key_refused", "warning", why=why)
    return keys


def _limits(settings: Settings) -> Limits:
    return Limits(settings.ssh.max_sessions, settings.ssh.max_per_address)
