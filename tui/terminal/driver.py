"""The framework's driver for a real terminal, asking less of it, believing less of it, and never writing to its clipboard."""

import os
import re
import selectors
import signal
from collections.abc import Callable
from time import monotonic
from typing import Any, Final

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key

from tui.terminal.events import UnusedKeyPressed
from tui.terminal.input_filter import ESCAPE, PAUSE_SECONDS, InputFilter

LARGEST: Final = (400, 200)
"""Columns and rows that the kiosk draws on; what a terminal claims beyond them stays empty, and takes no memory."""

_UNUSED_MODES: Final = ("\x1b[>", "\x1b[<u", "\x1b[?1004h")
"""The keyboard protocol of one terminal, put on and taken off, and reports of a window's focus."""

_OSC_STRINGS: Final = re.compile(r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?")
"""What goes to a terminal's clipboard, title or pointer."""

_CHUNK: Final = 4096

_IDLE_SECONDS: Final = 5.0
"""How long the thread that reads sleeps while nobody types: hundreds of people who read must not cost what keys do."""

_FASTER_THAN_TYPING: Final = 512
"""Bytes in one piece that no hand types: what sends them is read slowly, and leaves the processor to the people."""

_BURST_PAUSE_SECONDS: Final = 0.005


class KeyRateLimiter:
    """How many keys a hand can make: a few dozen at once, and then as fast as a key repeats. More is no hand."""

    AT_ONCE: Final = 48
    PER_SECOND: Final = 60.0

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._left = float(self.AT_ONCE)
        self._at = clock()

    def grant(self, wanted: int) -> int:
        """Return how many of `wanted` keys may go on."""
        now = self._clock()
        self._left = min(self.AT_ONCE, self._left + (now - self._at) * self.PER_SECOND)
        self._at = now
        granted = min(wanted, int(self._left))
        self._left -= granted
        return granted


class KioskDriver(LinuxDriver):
    """Owns the terminal of one person."""

    def __init__(self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size or self._get_terminal_size())

    def write(self, data: str) -> None:
        """Write to the terminal, but no mode that the kiosk does not use, and no string for the terminal itself."""
        if not data.startswith(_UNUSED_MODES):
            super().write(_OSC_STRINGS.sub("", data) if "\x1b]" in data else data)

    def run_input_thread(self) -> None:
        """Tell the app of keys and clicks, until it ends or the terminal has gone."""
        keys_of, limiter, parser = InputFilter(), KeyRateLimiter(monotonic), XTermParser()
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if not selector.select(_IDLE_SECONDS if keys_of.is_idle else PAUSE_SECONDS):
                    keys = keys_of.pause()
                elif data := self._read():
                    keys_of.size = self.size_now
                    keys = keys_of.keys(data)
                    if len(data) >= _FASTER_THAN_TYPING:
                        self.exit_event.wait(_BURST_PAUSE_SECONDS)
                else:
                    os.kill(os.getpid(), signal.SIGHUP)
                    return
                for key in keys[: limiter.grant(len(keys))]:
                    self._press(key, parser)
                if keys_of.unused_key() and limiter.grant(1):
                    self.process_message(UnusedKeyPressed())

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, _CHUNK)
        except OSError:
            return b""

    def _press(self, key: str, parser: XTermParser) -> None:
        if key == ESCAPE:
            # The parser would wait once more for the rest of a sequence.
            self.process_message(Key("escape", key))
            return
        for event in parser.feed(key):
            self.process_message(event)

    def _get_terminal_size(self) -> tuple[int, int]:
        columns, rows = super()._get_terminal_size()
        self.size_now = (min(columns, LARGEST[0]), min(rows, LARGEST[1]))
        return self.size_now

    def _enable_mouse_support(self) -> None:
        """Ask for clicks and the wheel; where the mouse merely goes is nobody's business."""
        self.write("\x1b[?1000h\x1b[?1006h")

    def _query_in_band_window_resize(self) -> None:
        """Ask nothing: sizes come from the system, not as bytes that anybody can send."""
