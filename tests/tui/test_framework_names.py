"""Private names of the framework that the kiosk overrides exist: after a rename an override would silently do nothing."""

import os
from time import monotonic
from typing import Any

import pytest
from textual import content, events
from textual._compositor import Compositor
from textual.app import App
from textual.drivers import _writer_thread
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.screen import Screen

from tests.screens.kiosks import kiosk
from tui.terminal.capabilities import LARGEST
from tui.terminal.driver import KioskDriver

OVERRIDDEN = (
    (Compositor, "_get_renders"),
    (Screen, "_binding_chain"),
    (Screen, "_on_timer_update"),
    (Screen, "_screen_resized"),
    (App, "_check_resize"),
    (App, "_begin_update"),
    (App, "_handle_exception"),
    (App, "_fatal_error"),
    (App, "_print_error_renderables"),
    (LinuxDriver, "_get_terminal_size"),
    (LinuxDriver, "_enable_mouse_support"),
    (LinuxDriver, "_query_in_band_window_resize"),
    (content, "divide_line"),
    (_writer_thread, "MAX_QUEUED_WRITES"),
)


class NotedDriver(KioskDriver):
    """Notes what it would write."""

    written = ""

    def write(self, data: str) -> None:
        self.written += data


@pytest.mark.parametrize(("owner", "name"), OVERRIDDEN, ids=str)
def test_what_is_overridden_exists_in_the_framework(owner: object, name: str) -> None:
    assert hasattr(owner, name)


async def test_a_terminal_is_asked_for_clicks_and_the_wheel_and_for_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    driver: Any = NotedDriver(kiosk())
    driver._enable_mouse_support()
    driver._query_in_band_window_resize()
    assert driver.written == "\x1b[?1000h\x1b[?1006h"
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((20000, 20000)))
    assert driver._get_terminal_size() == LARGEST


async def test_a_size_that_arrives_during_a_layout_waits_and_is_shown_after_it() -> None:
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        while app._resizes.defers(monotonic(), app.size):
            await pilot.pause(0.01)
        app._resize_event = events.Resize(Size(60, 20), Size(60, 20))
        app._check_resize()
        assert app._resize_event is not None
        app._resized()
        while app._resize_event is not None:
            await pilot.pause(0.01)
