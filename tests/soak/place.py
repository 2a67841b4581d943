"""A place with a kiosk: a server, a terminal, a small disk for both logs, and a clock that the test sets."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest

from tests.pty.terminals import Terminal
from tests.store.mounts import fill, mounted
from tests.tui.ssh.servers import Server, serving

DISK: Final = "size=48m"

# Python reads a module of this name before all others: whatever imports `now` afterwards reads the test's clock.
_PLANTED: Final = """
from datetime import timedelta
from pathlib import Path
import tui.visit.clock as clocks
real = clocks.now
def now():
    rate, began, ahead = map(float, Path({file!r}).read_text().split())
    moment = real()
    return moment + timedelta(seconds=ahead + (rate - 1) * (moment.timestamp() - began))
clocks.now = now
"""


@dataclass
class Clock:
    """The wall clock that the program reads: `rate` times as fast as the real one, and `ahead` seconds before it."""

    folder: Path
    rate: float
    began: float
    ahead: float = 0.0

    def __post_init__(self) -> None:
        """Plant it."""
        self.folder.mkdir()
        (self.folder / "sitecustomize.py").write_text(_PLANTED.format(file=str(self.folder / "time")))
        self.show(self.ahead)

    def show(self, ahead: float) -> None:
        """Jump."""
        self.ahead = ahead
        new = self.folder / "new"
        new.write_text(f"{self.rate} {self.began} {ahead}")
        new.replace(self.folder / "time")


@dataclass
class Disk:
    """The disk under both logs. `moments` grows when it gets full and when it has room again: it is odd while it is full."""

    folder: Path
    is_small: bool
    moments: int = 0
    _ballast: list[Path] = field(default_factory=list)

    def fill(self) -> None:
        """Leave no room, if it is a disk of its own."""
        if self.is_small and not self._ballast:
            self.moments += 1
            self._ballast.append(fill(self.folder, leave=0))

    def free(self) -> None:
        """Give the room back."""
        for ballast in self._ballast:
            ballast.unlink()
            self.moments += 1
        self._ballast.clear()


@dataclass
class Place:
    """Everything that can be disturbed."""

    server: Server
    terminal: Terminal
    clock: Clock
    disk: Disk


@contextmanager
def open_place(folder: Path, clock: Clock) -> Iterator[Place]:
    """Start a server and a locked kiosk on a terminal, on a disk of their own where this process may mount one."""
    with _disk(folder / "disk") as disk:
        planted = {"PYTHONPATH": os.pathsep.join(filter(None, (str(clock.folder), os.environ.get("PYTHONPATH"))))}
        with serving(disk.folder, "max_per_address = 1000\nmax_sessions = 50", **planted) as server:
            terminal = Terminal(
                ["run", "--kiosk", "--emergency-number", "112"], disk.folder / "terminal", {"TZ": "UTC", **planted}
            )
            try:
                terminal.wait_for("Begin")
                yield Place(server, terminal, clock, disk)
            finally:
                disk.free()
                terminal.process.close(force=True)


@contextmanager
def _disk(folder: Path) -> Iterator[Disk]:
    # The processes of the kiosk end a moment after its terminal.
    mount = mounted(folder, "-t", "tmpfs", "-o", DISK, "tmpfs", lazily=True)
    try:
        mount.__enter__()
    except pytest.skip.Exception as why:
        print(f"Without a full disk: {why}")
        yield Disk(folder, is_small=False)
        return
    try:
        yield Disk(folder, is_small=True)
    finally:
        mount.__exit__(None, None, None)
