"""SSH clients for the measurements: asyncssh's, many in one process, and OpenSSH's, a process and a terminal each."""

import asyncio
import fcntl
import os
import pty
import struct
import subprocess
import termios
import tty
from collections.abc import Awaitable, Callable
from typing import Any, Final, Protocol, Self

import asyncssh

from tests.bench.places import Place

COLUMNS, ROWS = 80, 24
TERM: Final = "xterm-256color"
SSH: Final = ("ssh", "-tt", "-F", "/dev/null", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-q")
CHUNK: Final = 65536


class Client(Protocol):
    """Somebody's terminal."""

    def write(self, data: bytes) -> None:
        """Press keys."""

    async def read(self) -> bytes:
        """Return what came next, or nothing at the end."""

    def close(self) -> None:
        """Go away at once."""


class AsyncsshClient:
    """One connection of this process's."""

    def __init__(self, connection: asyncssh.SSHClientConnection, process: "asyncssh.SSHClientProcess[bytes]") -> None:
        self._connection, self._process = connection, process

    @classmethod
    async def come(cls, place: Place) -> Self:
        """Connect."""
        keys = [place.client_key] if place.client_key else None
        connection = await asyncssh.connect(
            "127.0.0.1", place.port, username=place.user, known_hosts=None, config=None, client_keys=keys, agent_path=None
        )
        process = await connection.create_process(term_type=TERM, term_size=(COLUMNS, ROWS), encoding=None)
        return cls(connection, process)

    def write(self, data: bytes) -> None:
        """Press keys."""
        self._process.stdin.write(data)

    async def read(self) -> bytes:
        """Return what came next, or nothing at the end."""
        return await self._process.stdout.read(CHUNK)

    def close(self) -> None:
        """Go away at once."""
        self._connection.abort()


class OpensshClient:
    """The program that people have, on a terminal of its own."""

    def __init__(self, near: int, process: "subprocess.Popen[bytes]") -> None:
        self._near, self._process = near, process
        self._came = asyncio.Event()
        asyncio.get_running_loop().add_reader(near, self._came.set)

    @classmethod
    async def come(cls, place: Place) -> Self:
        """Start the program; it connects."""
        near, far = pty.openpty()
        os.set_blocking(near, False)
        tty.setraw(far)
        fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        key = ("-i", place.client_key) if place.client_key else ()
        command = [*SSH, *key, "-p", str(place.port), f"{place.user}@127.0.0.1"]
        process = subprocess.Popen(  # noqa: ASYNC220 - it takes a millisecond, and the measurement is of what comes after
            command, stdin=far, stdout=far, stderr=far, start_new_session=True, env={**os.environ, "TERM": TERM}
        )
        os.close(far)
        return cls(near, process)

    def write(self, data: bytes) -> None:
        """Press keys."""
        os.write(self._near, data)

    async def read(self) -> bytes:
        """Return what came next, or nothing at the end."""
        while True:
            await self._came.wait()
            self._came.clear()
            try:
                return os.read(self._near, CHUNK)
            except BlockingIOError:
                continue
            except OSError:
                return b""

    def close(self) -> None:
        """Go away at once."""
        asyncio.get_running_loop().remove_reader(self._near)
        self._process.kill()
        self._process.wait()
        os.close(self._near)


Come = Callable[[Place], Awaitable[Any]]
KINDS: Final[dict[str, Come]] = {"asyncssh": AsyncsshClient.come, "openssh": OpensshClient.come}
