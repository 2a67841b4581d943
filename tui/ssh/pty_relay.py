"""Carries bytes between a person's process and their connection, and lets neither hurry, flood or hold up the server."""

import asyncio
import contextlib
import fcntl
import os
import socket
import struct
import termios
from collections.abc import Callable
from typing import Final, Protocol

from tui.ssh.token_bucket import TokenBucket

READ: Final = 65536
STUCK_SECONDS: Final = 20.0
"""How long a reader may take nothing at all before the line is cut."""

INPUT_RATE, INPUT_BURST = 4096.0, 16384.0
"""Bytes a second that a person may send; a mouse that never rests sends a third of it."""

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


def near_and_far(columns: int, rows: int) -> tuple[int, int]:
    """Return both ends of a new pty of that size, which echoes nothing and makes no signals of keys."""
    near, far = os.openpty()
    attributes = termios.tcgetattr(far)
    attributes[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.IXON | termios.IXOFF)
    attributes[3] &= ~(termios.ECHO | termios.ICANON | termios.ISIG | termios.IEXTEN)
    termios.tcsetattr(far, termios.TCSANOW, attributes)
    set_size(near, columns, rows)
    os.set_blocking(near, False)
    return near, far


def near_and_far_without_terminal() -> tuple[int, int]:
    """Return both ends of a line that is no terminal."""
    near, far = socket.socketpair()
    near.setblocking(False)  # noqa: FBT003 - the standard library's own signature
    return near.detach(), far.detach()


def set_size(near: int, columns: int, rows: int) -> None:
    """Tell the terminal its size; the kernel tells whoever leads its session."""
    columns, rows = min(columns, MOST_COLUMNS) or 80, min(rows, MOST_ROWS) or 24
    fcntl.ioctl(near, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


class PtyRelay:
    """Between one near end and one outlet. `ended` is called once: the process let go of its end, or the reader is stuck."""

    def __init__(self, near: int, outlet: Outlet, *, first: Callable[[], None], ended: Callable[[bool], None]) -> None:
        self._near, self._outlet, self._first, self._ended = near, outlet, first, ended
        self._loop = asyncio.get_running_loop()
        self._waiting = bytearray()
        self._held: set[str] = set()
        self._bucket = TokenBucket(INPUT_RATE, INPUT_BURST, INPUT_BURST, self._loop.time())
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._size = (0, 0)
        self._open, self._no_more = True, False
        self._loop.add_reader(near, self._from_process)

    def _from_process(self) -> None:
        parts = []
        size, gone = 0, False
        while size < READ:
            try:
                data = os.read(self._near, READ)
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
        """Pass on what the client sent; more than a person can mean is held back, and nothing is lost."""
        self._waiting += data
        wait = self._bucket.take(len(data), self._loop.time())
        if wait > 0:
            self._outlet.pause_reading()
            self._after("flood", wait, self._take_again)
        self._to_process()

    def _take_again(self) -> None:
        if not self._waiting:
            self._outlet.resume_reading()

    def _to_process(self) -> None:
        if not self._open:
            return
        with contextlib.suppress(OSError):
            while self._waiting:
                del self._waiting[: os.write(self._near, self._waiting)]
        if self._waiting:
            self._outlet.pause_reading()
            self._loop.add_writer(self._near, self._to_process)
        else:
            self._loop.remove_writer(self._near)
            if self._no_more:
                with socket.socket(fileno=os.dup(self._near)) as line, contextlib.suppress(OSError):
                    line.shutdown(socket.SHUT_WR)
            if "flood" not in self._timers:
                self._outlet.resume_reading()

    def end_input(self) -> None:
        """Tell a process without a terminal that nothing more will come; a terminal has no such end."""
        if self._open and not os.isatty(self._near):
            self._no_more = True
            self._to_process()

    def resize(self, columns: int, rows: int) -> None:
        """Pass on a size; of many that come at once only the last."""
        self._size = (columns, rows)
        if "size" not in self._timers:
            self._after("size", RESIZE_SECONDS, self._resize)

    def _resize(self) -> None:
        with contextlib.suppress(OSError):
            set_size(self._near, *self._size)

    def hold(self, why: str) -> None:
        """Read nothing from the process, as its reader does not keep up; that cannot last."""
        self._held.add(why)
        if self._open:
            self._loop.remove_reader(self._near)
            if "stuck" not in self._timers:
                self._after("stuck", STUCK_SECONDS, self._stuck)

    def go_on(self, why: str) -> None:
        """Read from the process again, once nothing holds it up any more."""
        self._held.discard(why)
        if self._open and not self._held:
            if timer := self._timers.pop("stuck", None):
                timer.cancel()
            self._loop.add_reader(self._near, self._from_process)

    def _stuck(self) -> None:
        self.close()
        self._ended(True)  # noqa: FBT003 - it is stuck

    def close(self) -> None:
        """Close the near end: to the process that is a hang-up."""
        if self._open:
            self._open = False
            self._loop.remove_reader(self._near)
            self._loop.remove_writer(self._near)
            for timer in self._timers.values():
                timer.cancel()
            self._timers.clear()
            os.close(self._near)

    def _after(self, name: str, seconds: float, do: Callable[[], None]) -> None:
        def now() -> None:
            self._timers.pop(name, None)
            do()

        if old := self._timers.pop(name, None):
            old.cancel()
        if self._open:
            self._timers[name] = self._loop.call_later(seconds, now)
