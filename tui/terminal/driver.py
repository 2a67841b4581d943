"""The framework's driver for a real terminal, with fewer modes, filtered and rate-limited input, and no OSC strings."""

import os
import re
import selectors
import signal
import sys
from collections.abc import Callable
from time import monotonic
from typing import Any, Final

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key

from tui.terminal.capabilities import size_of
from tui.terminal.events import UnusedKeyPressed
from tui.terminal.input_filter import ESCAPE, PAUSE_SECONDS, InputFilter
from tui.terminal.sgr import shortened

_UNUSED_MODES: Final = ("\x1b[>", "\x1b[<u", "\x1b[?1004h")
"""Sequences that are not sent: the kitty keyboard protocol on and off, and reports of the window's focus."""

_OSC_STRINGS: Final = re.compile(r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?")
"""OSC sequences, which set a terminal's clipboard, title or pointer."""

_CHUNK: Final = 4096

_IDLE_SECONDS: Final = 5.0
"""Longest sleep of the input thread while nobody types, so that an idle visit costs no processor time."""

_FASTER_THAN_TYPING: Final = 512
"""A read of this many bytes is not typing; the input thread then pauses, so that it does not use up the processor."""

_BURST_PAUSE_SECONDS: Final = 0.005


class KeyRateLimiter:
    """A token bucket for keys: `AT_ONCE` in a burst, then `PER_SECOND`, which is as fast as a key repeats."""

    AT_ONCE: Final = 48
    PER_SECOND: Final = 60.0

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._left = float(self.AT_ONCE)
        self._at = clock()

    def grant(self, wanted: int) -> int:
        """Return how many of `wanted` keys are passed on."""
        now = self._clock()
        self._left = min(self.AT_ONCE, self._left + (now - self._at) * self.PER_SECOND)
        self._at = now
        granted = min(wanted, int(self._left))
        self._left -= granted
        return granted


class KioskDriver(LinuxDriver):
    """Reads and writes the terminal of one visit."""

    def __init__(self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size or self._get_terminal_size())

    def write(self, data: str) -> None:
        """Write to the terminal, without unused modes and OSC sequences, and without styles that are set already."""
        if not data.startswith(_UNUSED_MODES):
            super().write(shortened(_OSC_STRINGS.sub("", data) if "\x1b]" in data else data))

    def run_input_thread(self) -> None:
        """Pass keys and clicks to the app until it ends; send SIGHUP to this process where the terminal is gone."""
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
        self.size_now = size_of(sys.__stdout__.fileno() if sys.__stdout__ is not None else 1)
        return self.size_now

    def _enable_mouse_support(self) -> None:
        """Turn on reports of clicks and the wheel, but not of mouse movement."""
        self.write("\x1b[?1000h\x1b[?1006h")

    def _query_in_band_window_resize(self) -> None:
        """Send no query: sizes come from the kernel, not as input bytes, which anything can send."""
