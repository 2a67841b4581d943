"""The real program in a real pseudo-terminal, and what a terminal shows of what it writes."""

import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import pexpect
import pyte

from tui.process.hardening import WAITING, WITH_SOMEBODY

ROWS, COLUMNS = 24, 80
SECONDS: Final = 120.0
"""How long to wait for something that has to come: an alarm, and no measure of anything."""

AGAIN: Final = 10.0
"""Seconds of silence after which a key is pressed again: one that comes before the page can be seen does not count."""

ALL_LANGUAGES: Final = {"PULMOSCREEN_SITE_LANGUAGES": "en es fr"}
"""What a site sets to offer the languages that are drafts too."""


class Terminal:
    """A terminal with the program in it, or a command. `everything` holds every byte that was written to it."""

    def __init__(
        self,
        arguments: Sequence[str],
        data: Path,
        environment: dict[str, str] | None = None,
        plant: str = "",
        command: Sequence[str] | None = None,
    ) -> None:
        self.everything = b""
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        program = ("tests.pty.planted", plant) if plant else ("tui",)
        first, *rest = command or (sys.executable, "-m", *program, *arguments, "--data", str(data))
        self.process = pexpect.spawn(
            first,
            rest,
            env={**os.environ, "TERM": "xterm-256color", **ALL_LANGUAGES, **(environment or {})},
            dimensions=(ROWS, COLUMNS),
            timeout=SECONDS,
        )

    def text(self) -> str:
        """Return what the terminal shows."""
        return "\n".join(self._screen.display)

    def read(self, seconds: float = 0.05) -> bool:
        """Take in what was written; say whether the other end is still there."""
        try:
            data = self.process.read_nonblocking(65536, seconds)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.everything += data
        self._stream.feed(data)
        return True

    def wait_for(self, words: str) -> str:
        """Return the screen once it shows `words`."""
        until = time.monotonic() + SECONDS
        while words not in " ".join(self.text().split()):
            assert self.read(), f"ended before {words!r}:\n{self.text()}"
            assert time.monotonic() < until, f"never {words!r}:\n{self.text()}"
        return self.text()

    def wait_for_end(self) -> int | None:
        """Return the exit status once the program has ended."""
        until = time.monotonic() + SECONDS
        while self.read():
            assert time.monotonic() < until, f"still there:\n{self.text()}"
        self.process.close()
        status: int | None = self.process.exitstatus
        return status

    def settle(self, seconds: float) -> str:
        """Return the screen after a time in which something could have come."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and self.read():
            pass
        return self.text()

    def quiet(self, seconds: float = 0.3) -> str:
        """Return the screen once nothing new has come for a moment."""
        came, until = len(self.everything), time.monotonic() + seconds
        while time.monotonic() < until and self.read():
            if len(self.everything) > came:
                came, until = len(self.everything), time.monotonic() + seconds
        return self.text()

    def send(self, keys: str, *, until: Callable[[], bool], what: str = "a change") -> str:
        """Press keys in one go until it is so; press them again after a long silence."""
        end = time.monotonic() + SECONDS
        self.process.send(keys)
        came, last = len(self.everything), time.monotonic()
        while not until():
            assert self.read(), f"ended before {what}:\n{self.text()}"
            assert time.monotonic() < end, f"never {what}:\n{self.text()}"
            if len(self.everything) > came:
                came, last = len(self.everything), time.monotonic()
            elif time.monotonic() - last > AGAIN:
                self.process.send(keys)
                last = time.monotonic()
        return self.text()

    def press(self, keys: str, then: str) -> str:
        """Press keys in one go and wait for words that are not there before."""
        assert then not in " ".join(self.text().split()), f"{then!r} is there before {keys!r}:\n{self.text()}"
        return self.send(keys, until=lambda: then in " ".join(self.text().split()), what=repr(then))

    def step(self, keys: str) -> str:
        """Press keys in one go and wait until the screen that comes of them is whole."""
        before = self.quiet(0.1)
        self.send(keys, until=lambda: self.text() != before)
        return self.quiet(0.15)


def to_the_checklist(terminal: Terminal, keep: str = "1") -> None:
    """Walk from Welcome to the checklist, with `keep` as the answer about keeping answers."""
    terminal.press("\r", "When to get help now")
    terminal.press("\r", "This guide informs")
    terminal.press("\r", "Who are you answering for?")
    terminal.press("1", "▶ 1")
    terminal.press("\r", "May we keep your answers")
    terminal.press(keep, f"▶ {keep}")
    terminal.press("\r", "Do you have any of these?")


def children_of(process: int) -> list[int]:
    """Return the children of a process, whatever they do."""
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def workers_of(process: int) -> list[int]:
    """Return the process of the person who is there, then the one that waits for the next; no job that runs beside them."""
    named = [(called(child), child) for child in children_of(process)]
    return [child for name in (WITH_SOMEBODY, WAITING) for found, child in named if found == name]


def called(process: int) -> str:
    """Return the name of a process; none where it has ended."""
    try:
        return Path(f"/proc/{process}/comm").read_text().strip()
    except OSError:
        return ""
