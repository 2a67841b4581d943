"""Limits the rate of all bytes of a connection, of whatever kind of message, before anything is done with them."""

import asyncio
from typing import Any, Final

import asyncssh

from tui.ssh.token_bucket import TokenBucket

RATE, BURST = 16384.0, 65536.0
"""Bytes a second of a connection, and at once; a handshake with the largest keys is a tenth of that."""

READ: Final = 8192
"""Bytes that one turn of the loop reads from one connection: 256 KB of tiny messages would block all others."""


def throttle(connection: asyncssh.SSHServerConnection) -> None:
    """Limit the rate of `connection`: it stops reading until the debt of its token bucket is paid."""
    loop, received = asyncio.get_running_loop(), connection.data_received
    bucket = TokenBucket(RATE, BURST, BURST, loop.time())
    # The library has no public way to its transport.
    transport: Any = getattr(connection, "_transport")  # noqa: B009

    def resume() -> None:
        if not transport.is_closing():
            transport.resume_reading()

    def take(data: bytes, datatype: int | None = None) -> None:
        del datatype
        wait = bucket.take(len(data), loop.time())
        received(data)
        if wait > 0 and not transport.is_closing():
            transport.pause_reading()
            loop.call_later(wait, resume)

    setattr(connection, "data_received", take)  # noqa: B010 - it is not meant to be set
    transport.max_size = READ
