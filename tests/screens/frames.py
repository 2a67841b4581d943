"""What reaches a terminal of 256 colours at each key: frames and bytes, counted in the process, without a terminal."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest
from textual import constants, events, screen
from textual._compositor import Compositor
from textual.drivers.headless_driver import HeadlessDriver
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen

from tests import quiet
from tests.screens.kiosks import app_of
from tui.kiosk.app import Kiosk
from tui.process.startup import LIBRARY_VARIABLES
from tui.terminal.sgr import RESET, shortened

QUIET_TURNS = 20
"""Looks at the app, one after the other, that find nothing to draw."""

SPECIAL = {"enter": "\r", "space": " "}


@dataclass
class Written:
    """What was written since `clear`."""

    pieces: list[str] = field(default_factory=list)
    layouts: int = 0

    @property
    def frames(self) -> list[str]:
        return [piece for piece in self.pieces if RESET in piece]

    @property
    def size(self) -> int:
        return sum(len(shortened(piece).encode()) for piece in self.pieces)

    def add(self, data: str) -> None:
        """Note what a terminal would get: its driver leaves out sequences for the pointer."""
        if not data.startswith("\x1b]"):
            self.pieces.append(data)

    def clear(self) -> None:
        self.pieces.clear()
        self.layouts = 0


def noting(monkeypatch: pytest.MonkeyPatch) -> Written:
    """Note what apps write from now on: the driver without a terminal takes what any other would get."""
    written = Written()
    layout = Screen._refresh_layout

    def noted_layout(screen: Screen[Any], *args: Any, **more: Any) -> None:  # noqa: ANN401 - the framework's own
        written.layouts += 1
        layout(screen, *args, **more)

    monkeypatch.setattr(Compositor, "render_update", quiet.DRAW_EVERY_CHANGE)
    monkeypatch.setattr(Screen, "_refresh_layout", noted_layout)
    monkeypatch.setattr(HeadlessDriver, "is_headless", False)
    monkeypatch.setattr(HeadlessDriver, "write", lambda _, data: written.add(data))
    monkeypatch.setattr(constants, "COLOR_SYSTEM", "256")
    monkeypatch.setattr(screen, "UPDATE_PERIOD", 1 / int(LIBRARY_VARIABLES["TEXTUAL_FPS"]))
    return written


async def settle(pilot: Pilot[Any]) -> None:
    """Wait as a person would, until nothing is left to draw: the framework's own clock decides when it draws."""
    turns = 0
    while turns < QUIET_TURNS:
        await asyncio.sleep(0.001)
        turns = 0 if draws(app_of(pilot)) else turns + 1


def draws(app: Kiosk) -> bool:
    """Return whether something is left to draw."""
    return any((app._batch_count, app.screen._update_timer._active.is_set(), quiet._has_something_to_do(app.screen)))


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys, one after the other, each once the one before is drawn."""
    app = app_of(pilot)
    for key in keys:
        send(app, key)
        await settle(pilot)


def send(app: Kiosk, key: str) -> None:
    """Let a key arrive, as from a terminal."""
    event = events.Key(_character_to_key(key) if len(key) == 1 else key, SPECIAL.get(key, key if len(key) == 1 else None))
    event.set_sender(app)
    assert app._driver is not None
    app._driver.send_message(event)
