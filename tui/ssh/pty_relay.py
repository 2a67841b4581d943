"""Relays bytes between a worker's pty and an SSH connection; neither can flood the server or hold it up."""

import asyncio
import contextlib
import fcntl
import os
import socket
import struct
import termios
from collections.abc import Callable
from typing import Final, Protocol

READ: Final = 65536
STUCK_SECONDS: Final = 20.0
"""How long a client may take nothing at all before its session is cut."""

RESIZE_SECONDS: Final = 0.1
"""Sizes that come faster are taken together."""

MOST_COLUMNS, MOST_ROWS = 300, 120
"""A terminal that claims to be larger is drawn this large: a frame's cost grows with its area."""


class Outlet(Protocol):
    """Where bytes for the client go, and how its own are held back."""

    def write(self, data: bytes) -> None:
        """Take bytes for the client."""

    def pause_reading(self) -> None:
        """Take no more from the client."""

    def resume_reading(self) -> None:
        """Take from the client again."""


def open_pty(columns: int, rows: int) -> tuple[int, int]:
    """Return a new pty of that size and its tty, which echoes nothing and makes no signals of keys."""
    pty_fd, tty_fd = os.openpty()
    attributes = termios.tcgetattr(tty_fd)
    attributes[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.IXON | termios.IXOFF)
    attributes[3] &= ~(termios.ECHO | termios.ICANON | termios.ISIG | termios.IEXTEN)
    termios.tcsetattr(tty_fd, termios.TCSANOW, attributes)
    set_size(pty_fd, columns, rows)
    os.set_blocking(pty_fd, False)
    return pty_fd, tty_fd


def open_socket_pair() -> tuple[int, int]:
    """Return the server's and the worker's end of a connection that is no terminal."""
    ours, theirs = socket.socketpair()
    ours.setblocking(False)  # noqa: FBT003 - the standard library's own signature
    return ours.detach(), theirs.detach()


def set_size(pty_fd: int, columns: int, rows: int) -> None:
    """Tell the terminal its size; the kernel tells whoever leads its session."""
    columns, rows = min(columns, MOST_COLUMNS) or 80, min(rows, MOST_ROWS) or 24
    fcntl.ioctl(pty_fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


class PtyRelay:
    """Between one pty and one outlet. `ended` is called once, with whether the client is stuck: else the worker has ended."""

    def __init__(self, pty_fd: int, outlet: Outlet, *, first: Callable[[], None], ended: Callable[[bool], None]) -> None:
        self._pty_fd, self._outlet, self._first, self._ended = pty_fd, outlet, first, ended
        self._loop = asyncio.get_running_loop()
        self._waiting = bytearray()
        self._held: set[str] = set()
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._size = (0, 0)
        self._open, self._input_ended = True, False
        self._loop.add_reader(pty_fd, self._from_worker)

    def _from_worker(self) -> None:
        parts = []
        size, gone = 0, False
        while size < READ:
            try:
                data = os.read(self._pty_fd, READ)
            except BlockingIOError:
                break
            except OSError:
                data = b""
            if not data:
                gone = True
                break
            parts.append(data)
            size += len(data)
        if parts:
            self._first()
            self._outlet.write(b"".join(parts))
        if gone:
            self.close()
            self._ended(False)  # noqa: FBT003 - it is not stuck

    def from_client(self, data: bytes) -> None:
        """Pass on what the client sent; while the worker does not take it, nothing more is read. `throttle` limits the rate."""
        self._waiting += data
        self._to_worker()

    def _to_worker(self) -> None:
        if not self._open:
            return
        with contextlib.suppress(OSError):
            while self._waiting:
                del self._waiting[: os.write(self._pty_fd, self._waiting)]
        if self._waiting:
            self._outlet.pause_reading()
            self._loop.add_writer(self._pty_fd, self._to_worker)
        else:
            self._loop.remove_writer(self._pty_fd)
            if self._input_ended:
                with socket.socket(fileno=os.dup(self._pty_fd)) as connection, contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_WR)
            self._outlet.resume_reading()

    def end_input(self) -> None:
        """Tell a worker without a terminal that nothing more will come; a terminal has no such end."""
        if self._open and not os.isatty(self._pty_fd):
            self._input_ended = True
            self._to_worker()

    def resize(self, columns: int, rows: int) -> None:
        """Pass on a size; of many that come at once only the last."""
        self._size = (columns, rows)
        if "size" not in self._timers:
            self._after("size", RESIZE_SECONDS, self._resize)

    def _resize(self) -> None:
        with contextlib.suppress(OSError):
            set_size(self._pty_fd, *self._size)

    @property
    def is_held(self) -> bool:
        """Whether the reader does not keep up at the moment."""
        return bool(self._held)

    def hold(self, why: str) -> None:
        """Read nothing from the worker, as its reader does not keep up; after `STUCK_SECONDS` the relay ends."""
        self._held.add(why)
        if self._open:
            self._loop.remove_reader(self._pty_fd)
            if "stuck" not in self._timers:
                self._after("stuck", STUCK_SECONDS, self._stuck)

    def resume(self, why: str) -> None:
        """Read from the worker again, once nothing holds it back any more."""
        self._held.discard(why)
        if self._open and not self._held:
            if timer := self._timers.pop("stuck", None):
                timer.cancel()
            self._loop.add_reader(self._pty_fd, self._from_worker)

    def _stuck(self) -> None:
        self.close()
        self._ended(True)  # noqa: FBT003 - it is stuck

    def close(self) -> None:
        """Close the pty: to the worker that is a hang-up."""
        if self._open:
            self._open = False
            self._loop.remove_reader(self._pty_fd)
            self._loop.remove_writer(self._pty_fd)
            for timer in self._timers.values():
                timer.cancel()
            self._timers.clear()
            os.close(self._pty_fd)

    def _after(self, name: str, seconds: float, do: Callable[[], None]) -> None:
        def now() -> None:
            self._timers.pop(name, None)
            do()

        if old := self._timers.pop(name, None):
            old.cancel()
        if self._open:
            self._timers[name] = self._loop.call_later(seconds, now)
