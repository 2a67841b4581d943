"""One connection of the library with ours on top of it, in this process, without a worker."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncssh

from tui.ssh.channel import Session
from tui.ssh.connection import Connection
from tui.ssh.pty_relay import PtyRelay, open_pty

SENT = 4 << 20
"""Bytes that the worker shows: many times what the server and the system's sockets may hold back."""

WINDOW = 1 << 30
"""What the client claims to have room for: more than is sent, so that its window never holds the server back."""


class OneRelay:
    """A host without workers: the session's relay reads from a pty of this test."""

    keys: frozenset[bytes] | None = None

    def __init__(self, pty_fd: int) -> None:
        self.pty_fd, self.started = pty_fd, asyncio.Event()
        self.relay: PtyRelay | None = None

    def logged_in(self) -> None:
        pass

    def gone(self) -> None:
        pass

    def start_session(self, session: Session) -> None:
        self.relay = PtyRelay(self.pty_fd, session, first=lambda: None, ended=lambda _: None)
        session.attach(self.relay)
        self.started.set()


async def show(tty_fd: int) -> None:
    """Write as a worker does, as fast as the relay reads."""
    os.set_blocking(tty_fd, False)
    left = SENT
    while left:
        try:
            left -= os.write(tty_fd, b"x" * min(left, 4096))
        except BlockingIOError:
            await asyncio.sleep(0.001)
        await asyncio.sleep(0)


@asynccontextmanager
async def connected(host: OneRelay) -> AsyncIterator[tuple[asyncssh.SSHClientConnection, asyncssh.SSHServerConnection]]:
    """Yield both ends of a connection; the server's has ours on top of it."""
    made: list[Connection] = []

    def factory() -> Connection:
        made.append(Connection(host))
        return made[-1]

    key = asyncssh.generate_private_key("ssh-ed25519")
    server = await asyncssh.listen("127.0.0.1", 0, server_factory=factory, server_host_keys=[key], encoding=None)
    client = await asyncssh.connect("127.0.0.1", server.get_port(), known_hosts=None, username="anybody", config=[])
    ours = made[0].connection
    assert ours is not None
    try:
        yield client, ours
    finally:
        server.close()
        for end in (client, ours):
            end.abort()
        await asyncio.gather(client.wait_closed(), ours.wait_closed(), server.wait_closed())


async def test_a_client_that_reads_nothing_holds_its_worker_back_however_large_its_window() -> None:
    pty_fd, tty_fd = open_pty(80, 24)
    host = OneRelay(pty_fd)
    async with connected(host) as (client, _), asyncio.timeout(60):
        process = await client.create_process(term_type="xterm", encoding=None, window=WINDOW)
        await host.started.wait()
        client._transport.pause_reading()  # type: ignore[union-attr] # what a client does that hangs
        shown = asyncio.create_task(show(tty_fd))
        while not (host.relay and host.relay.is_held):
            assert not shown.done(), "everything was taken for a client that reads nothing"
            await asyncio.sleep(0.001)
        client._transport.resume_reading()  # type: ignore[union-attr]
        assert len(await process.stdout.readexactly(SENT)) == SENT
        await shown
    os.close(tty_fd)


async def test_a_client_that_sends_faster_than_anybody_types_is_read_no_further() -> None:
    pty_fd, tty_fd = open_pty(80, 24)
    async with connected(OneRelay(pty_fd)) as (client, ours), asyncio.timeout(60):
        transport = ours._transport
        assert isinstance(transport, asyncio.Transport)
        assert transport.is_reading()
        for _ in range(8):
            client.send_debug("x" * 30_000)
        while transport.is_reading():
            await asyncio.sleep(0)
    os.close(tty_fd)
    os.close(pty_fd)
