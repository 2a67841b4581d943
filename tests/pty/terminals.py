"""The real program in a real pseudo-terminal, and what a terminal shows of what it writes."""

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pexpect
import pyte

ROWS, COLUMNS = 24, 80
SECONDS: Final = 30.0
"""How long to wait for something that has to come, on a slow machine."""

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

    def settle(self, seconds: float = 1.0) -> str:
        """Return the screen after a moment in which whatever was to come has come."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and self.read():
            pass
        return self.text()

    def press(self, keys: str, then: str) -> str:
        """Press keys in one go and wait for words."""
        self.process.send(keys)
        return self.wait_for(then)


def to_the_checklist(terminal: Terminal, keep: str = "1") -> None:
    """Walk from Welcome to the checklist, with `keep` as the answer about keeping answers."""
    terminal.press("\r", "When to get help now")
    terminal.press("\r", "This guide informs")
    terminal.press("\r", "May we keep your answers")
    terminal.press(keep, f"▶ {keep}")
    terminal.press("\r", "Do you have any of these?")


def children_of(process: int) -> list[int]:
    """Return the children of a process: that of the person who is there, then the one that waits for the next."""
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
