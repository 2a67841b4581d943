"""A program on a pseudo-terminal of 80x24 and 256 colours, and how long it takes until bytes come."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

QUIET_SECONDS: Final = 0.15
"""No byte for so long: the page is complete. The framework waits for a sixtieth of a second at most."""

PATIENCE: Final = 20.0

AGAIN_SECONDS: Final = 5.0
"""After so long a key counts as one that came too soon."""

SETTLED_SECONDS: Final = 0.03

_CONTROL: Final = re.compile(rb"\x1b[^a-zA-Z]*[a-zA-Z\\]|[\x00-\x1f]")


@dataclass(frozen=True)
class Reaction:
    """What came after a key or a start: milliseconds to the first and to the last byte, and all bytes."""

    first: float
    last: float
    data: bytes

    @property
    def size(self) -> int:
        return len(self.data)


class PtyProgram:
    """One program; `close` ends it."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._began = time.perf_counter()
        self.process, self._near = pty.fork()
        if self.process == 0:
            os.execve(command[0], list(command), dict(environment))  # noqa: S606 - a program that is measured
        fcntl.ioctl(self._near, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def started(self, words: bytes) -> Reaction:
        """Wait for the first page, which holds `words`; the first byte is the first that can be seen."""
        return self._wait(self._began, words, visible=True)

    def press(self, key: str) -> Reaction:
        """Press a key, and wait until nothing more comes."""
        began = time.perf_counter()
        os.write(self._near, key.encode())
        return self._wait(began)

    def until(self, key: str, words: bytes) -> float:
        """Press a key, again where it came too soon, and return the milliseconds until `words` come; then read the rest."""
        data, began = b"", time.perf_counter()
        os.write(self._near, key.encode())
        while words not in data:
            if select.select([self._near], [], [], AGAIN_SECONDS)[0]:
                data += os.read(self._near, 1 << 16)
            else:
                os.write(self._near, key.encode())
        came = time.perf_counter()
        while select.select([self._near], [], [], SETTLED_SECONDS)[0]:
            os.read(self._near, 1 << 16)
        return 1000 * (came - began)

    def _wait(self, began: float, words: bytes = b"", *, visible: bool = False) -> Reaction:
        data, first, last = b"", 0.0, began
        patience = PATIENCE
        while select.select([self._near], [], [], patience)[0]:
            try:
                data += os.read(self._near, 1 << 16)
            except OSError:
                break
            last = time.perf_counter()
            seen = _CONTROL.sub(b"", data).strip() if visible else data
            first = first or (last if seen else 0.0)
            patience = QUIET_SECONDS if words in data else PATIENCE
        return Reaction(1000 * ((first or last) - began), 1000 * (last - began), data)

    def close(self) -> None:
        """End the program at once."""
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self._near)
