"""How an app inside a test is waited for, and drawn: until nothing is left to do, and when somebody looks.

The library waits until the process has used little processor time for 20 milliseconds. On a busy machine a process that is
not given any time looks the same as one that has nothing to do, and on a quiet one most of a test is that waiting. Before that
it sends a message to every widget, which is half of what a test costs, and all the time it draws every change of a screen that
no terminal shows.
"""

import asyncio
from time import monotonic
from typing import Any, Final

import pytest
import textual.app
import textual.pilot
from textual._compositor import Compositor
from textual._context import active_app
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from tui.kiosk.app import Kiosk

ALARM: Final = 60.0
"""Seconds after which an app that shows nothing is left to the test to judge."""

DRAW_EVERY_CHANGE: Final = Compositor.render_update
"""The library's own way, for a test of what is drawn at a change."""


async def until_nothing_is_left_to_do(*_: Any, **__: Any) -> None:  # noqa: ANN401 - the library's own arguments
    """Let the event loop run until none of its callbacks is ready and the screen has nothing to lay out or to draw.

    Whatever was waited for can make callbacks ready, so everything is looked at again after each wait.
    """
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined] # what every event loop of the standard library has
    app = active_app.get(None)
    alarm = monotonic() + ALARM
    while monotonic() < alarm:
        await asyncio.sleep(0)
        while ready:
            await asyncio.sleep(0)
        if app is None or not app.is_running or not app.screen_stack:
            return
        if _waits_for_a_time(app):
            await asyncio.sleep(0.002)
        elif not _has_something_to_do(app.screen):
            return
        else:
            # A screen waits for the sixtieth part of a second before it takes up what has changed.
            app.screen._on_timer_update()


def _waits_for_a_time(app: App[Any]) -> bool:
    """Say whether a new size waits for its moment, a page is exchanged or scrolls or can not be seen yet, or a thread works."""
    unseen = isinstance(app, Kiosk) and (app.survey.view is None or app.input_guard.accept_after == float("inf"))
    scrolls = not app.animator._idle_event.is_set()
    return unseen or scrolls or bool(app._batch_count) or app._resize_event is not None or _a_thread_works()


def _a_thread_works() -> bool:
    executor = asyncio.get_running_loop()._default_executor  # type: ignore[attr-defined] # what `to_thread` uses
    return executor is not None and executor._idle_semaphore._value < len(executor._threads)


def _has_something_to_do(screen: Screen[Any]) -> bool:
    changes = screen._layout_required or screen._scroll_required or screen._repaint_required or screen._recompose_required
    return bool(changes or screen._dirty_widgets or screen._callbacks)


def _draw_when_looked_at(compositor: Compositor, full: bool = False, **more: Any) -> Any:  # noqa: ANN401, FBT001, FBT002 - as in the library
    if full or compositor.root is None or not compositor.root.app.is_headless:
        return DRAW_EVERY_CHANGE(compositor, full, **more)
    compositor._dirty_regions.clear()
    return None


def install() -> None:
    """Make every pilot wait in this way, and every app without a terminal draw in this way."""
    always = pytest.MonkeyPatch()
    for module in (textual.app, textual.pilot):
        always.setattr(module, "wait_for_idle", until_nothing_is_left_to_do)
    always.setattr(Pilot, "_wait_for_screen", until_nothing_is_left_to_do)
    always.setattr(Compositor, "render_update", _draw_when_looked_at)
