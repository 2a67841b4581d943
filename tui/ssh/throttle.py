"""Holds back whoever sends faster than anybody types, whatever kind of message it is, before anything is done with it."""

import asyncio
from typing import Any, Final

import asyncssh

from tui.ssh.token_bucket import TokenBucket

RATE, BURST = 16384.0, 65536.0
"""Bytes a second of a connection; a handshake with the largest keys is a tenth of what may come at once."""

READ: Final = 8192
"""Bytes that one turn of the loop takes from one connection: a quarter of a megabyte of tiny messages holds up everybody."""


def throttle(connection: asyncssh.SSHServerConnection) -> None:
    """Let `connection` have its bytes no faster than the rate: it reads on once its debt is paid."""
    loop, received = asyncio.get_running_loop(), connection.data_received
    bucket = TokenBucket(RATE, BURST, BURST, loop.time())
    # The library has no public way to its transport.
    transport: Any = getattr(connection, "_transport")  # noqa: B009

    def go_on() -> None:
        if not transport.is_closing():
            transport.resume_reading()

    def take(data: bytes, datatype: int | None = None) -> None:
        del datatype
        wait = bucket.take(len(data), loop.time())
        received(data)
        if wait > 0 and not transport.is_closing():
            transport.pause_reading()
            loop.call_later(wait, go_on)

    setattr(connection, "data_received", take)  # noqa: B010 - it is not meant to be set
    transport.max_size = READ
