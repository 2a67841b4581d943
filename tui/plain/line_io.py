"""Writes lines and reads lines, with a time limit. No escape codes, no colours."""

import os
import select
import signal
import termios
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TYPE_CHECKING, Final, Protocol, TextIO

from tui.terminal.capabilities import EMPTY_LINES
from tui.visit.clock import seconds

if TYPE_CHECKING:
    from tui.plain.line_editor import LineEditor

WIDTH, WIDEST = 72, 80
"""Longer lines are hard to read, also with a braille display or a screen reader, however wide the terminal is."""

ROWS: Final = 20
LONGEST: Final = 1000
"""Bytes of one entry; a longer one is dropped while it arrives."""

ENDLESS: Final = 16 << 20
"""After this many bytes without a line end the input is no person's."""

TOO_LONG: Final = "\N{REPLACEMENT CHARACTER}" * 2

HEARTBEAT_SECONDS: Final = 1.0
"""Pause between two heartbeats of a process that waits for input."""


def no_heartbeat() -> None:
    """Send nothing: there is no parent."""


class GoneError(Exception):
    """Input or output is closed, or the program was asked to end."""


class LineIO(Protocol):
    """Input and output of one visit; in tests it is made of lists."""

    def width(self) -> int:
        """Return how many characters a line may have."""

    def rows(self) -> int | None:
        """Return how many lines are shown at a time; None shows everything at once."""

    def say(self, lines: Sequence[str]) -> None:
        """Write lines.

        Raises:
            GoneError: Output is closed.
        """

    def ask(self, prompt: str, timeout: float | None) -> str | None:
        """Return what was entered after the prompt was written, or None when the seconds have passed.

        Raises:
            GoneError: Input is closed.
        """

    def clear(self) -> bool | None:
        """Clear what was shown: True where it is cleared, False where it is only scrolled away, None where neither works."""


class FileLineIO:
    """Lines over two files: a terminal, or pipes."""

    def __init__(self, source: TextIO, target: TextIO, clearing: str | None, patience: float) -> None:
        self.source, self.target = source.fileno(), target.fileno()
        self.encoding = target.encoding or "utf-8"
        self.is_terminal = os.isatty(self.source) and os.isatty(self.target)
        self.clearing, self.patience = clearing, patience
        self.waiting = self.has_prompt = self.was_asked_to_end = False
        self.pending, self.overflows = b"", False
        self.endless = 0
        self.send_heartbeat: Callable[[], None] = no_heartbeat
        self.editor: LineEditor | None = None
        """Shows what is typed, where the terminal does not."""

    def asked_to_end(self, _: int, __: FrameType | None) -> None:
        """End at once while waiting, otherwise at the next wait; a signal never interrupts a write of the log."""
        self.was_asked_to_end = not self.waiting
        if self.waiting:
            raise GoneError

    @contextmanager
    def _waits(self) -> Iterator[None]:
        try:
            self.waiting = True
            if self.was_asked_to_end:
                self.was_asked_to_end = False
                raise GoneError
            yield
        except OSError:
            raise GoneError from None
        finally:
            self.waiting = False

    def _size(self) -> os.terminal_size:
        with suppress(OSError):
            return os.get_terminal_size(self.target)
        return os.terminal_size((0, 0))

    def rows(self) -> int | None:
        """Return up to 20 lines on a terminal; None for a pipe."""
        lines = self._size().lines or ROWS + 4
        return min(ROWS, max(4, lines - 4)) if self.is_terminal else None

    def width(self) -> int:
        """Return the terminal's width where it is known, at most `WIDEST`."""
        columns = self._size().columns
        return min(columns - 1, WIDEST) if columns else WIDTH

    def say(self, lines: Sequence[str]) -> None:
        """Write lines, below a prompt that waits."""
        below = "\n" if self.has_prompt and self.is_terminal else ""
        self.has_prompt = False
        self._write(below + "".join(f"{line}\n" for line in lines))

    def _write(self, text: str) -> None:
        data = text.encode(self.encoding, "replace")
        with self._waits():
            # A terminal that no longer reads would block this for ever.
            signal.setitimer(signal.ITIMER_REAL, self.patience)
            try:
                while data:
                    data = data[os.write(self.target, data) :]
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)

    def ask(self, prompt: str, timeout: float | None) -> str | None:
        """Write the prompt once for every entry, and wait for a whole line."""
        if not self.has_prompt:
            self._drop_typed()
            self._write(f"{prompt} " if self.is_terminal else f"{prompt}\n")
            self.has_prompt = True
        line = self._line(timeout)
        self.has_prompt = line is None
        return line

    def _drop_typed(self) -> None:
        """Drop what was typed before the question could be read: it is no answer to it. A pipe holds only answers."""
        if self.is_terminal:
            self.pending, self.overflows = b"", False
            if self.editor is not None:
                self.editor.drop()
            with self._waits(), suppress(termios.error):
                termios.tcflush(self.source, termios.TCIFLUSH)

    def _line(self, timeout: float | None) -> str | None:
        until = None if timeout is None else seconds() + timeout
        while b"\n" not in self.pending:
            self.send_heartbeat()
            left = HEARTBEAT_SECONDS if until is None else min(HEARTBEAT_SECONDS, max(0.0, until - seconds()))
            with self._waits():
                readable = select.select([self.source], [], [], left)[0]
                data = os.read(self.source, 4096) if readable else b""
            if not readable:
                if self.editor is not None:
                    self.editor.pause()
                if until is not None and seconds() >= until:
                    return None
                continue
            if not data:
                # A line without its end was cut off: it is no answer.
                raise GoneError
            came, data = len(data), self._shown(data)
            self.pending += data
            self.endless = self.endless + came if b"\n" not in data else 0
            if self.endless > ENDLESS:
                raise GoneError
            if len(self.pending) > LONGEST and b"\n" not in self.pending:
                self.pending, self.overflows = b"", True
        line, _, self.pending = self.pending.partition(b"\n")
        too_long, self.overflows = self.overflows or len(line) > LONGEST, False
        return TOO_LONG if too_long else line.decode("utf-8", "replace")

    def _shown(self, data: bytes) -> bytes:
        """Return what was entered, after it was shown where the terminal itself does not."""
        if self.editor is None:
            return data
        lines, text = self.editor.take(data)
        if text:
            self._write(text)
        return lines

    def clear(self) -> bool | None:
        """Clear the terminal with its codes, or scroll what was shown away with empty lines."""
        if self.clearing is None or not os.isatty(self.target):
            return None
        if self.clearing:
            self._write(self.clearing)
            return True
        self._write("\n" * max(EMPTY_LINES, self._size().lines))
        return False
