"""What follows from one key, or from another theme, is drawn in one frame."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from textual.app import App

MOST_TURNS: Final = 60
"""Turns of the event loop after which what follows from a key is drawn, though something is still ready to run."""

FOLLOWING_SECONDS: Final = 0.005
"""How long a change of all widgets at once takes to reach the screen."""


@asynccontextmanager
async def in_one_frame(app: App[Any], *, comes_back: bool = False) -> AsyncIterator[None]:
    """Let the messages of an event be handled: all that they change is drawn in one frame, and before the next event.

    The framework draws at the first change, and what comes after it is drawn in a frame of its own. `comes_back`: the event
    is passed to a widget, and what the app gets next is the same event where no widget took it.
    """
    with app.batch_update():
        yield
        ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined] # noqa: SLF001 - as the standard library's loops have it
        for _ in range(MOST_TURNS):
            await asyncio.sleep(0)
            if not ready or (comes_back and app.message_queue_size):
                break
    if app.screen_stack:
        app.screen._on_timer_update()  # noqa: SLF001 - the framework waits for the next tick of a timer


def restyle(app: App[Any]) -> None:
    """Use the colours of the theme on every screen, and draw the one on top once."""
    # Until every widget has told the screen that it changes; then the framework draws everything.
    app.delay_update(FOLLOWING_SECONDS)
    app.stylesheet.set_variables(app.get_css_variables())
    app.stylesheet.reparse()
    for node in (app, *app.screen_stack):
        app.stylesheet.update(node, animate=False)
