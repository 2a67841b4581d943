"""Every screen of the gallery, page by page, and its picture."""

import re
from collections.abc import AsyncIterator, Iterator
from typing import Any, Final

from textual.pilot import Pilot

from criteria.steps import Step
from screens.base import KioskScreen
from screens.overlays.take_away import TakeAwayOverlay
from screens.steps.result import ResultView
from tui.gallery.app import OVERLAYS, STEPS, Gallery
from tui.kiosk.app import Kiosk

ROUNDS: Final = 3
"""Two are enough for every screen; a round without messages costs little."""


def names() -> Iterator[Step | str]:
    """Iterate over every step and every overlay."""
    yield from STEPS
    yield from OVERLAYS


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until the screen is drawn: for as many rounds of messages as a change of layout needs, not for a fixed time."""
    for _ in range(ROUNDS):
        await pilot.pause(0)


async def pages(app: Gallery, pilot: Pilot[Any]) -> AsyncIterator[tuple[str, int]]:
    """Show every screen, page by page; yield its name and the number of the page once it is drawn."""
    while app.survey.view is None:
        await pilot.pause(0)
    for name in names():
        await (app.at(name) if isinstance(name, Step) else app.over(name))
        await settled(pilot)
        yield str(name), 1
        page = 1
        async for _ in further_pages(app, pilot):
            page += 1
            yield str(name), page


async def further_pages(app: Kiosk, pilot: Pilot[Any]) -> AsyncIterator[None]:
    """Scroll page by page to the end, and turn the pages of the report."""
    screen = app.screen
    if not isinstance(screen, KioskScreen):
        return
    scroller = screen.scroller()
    while scroller.scroll_y < scroller.max_scroll_y:
        screen.action_page(1)
        await settled(pilot)
        yield
    while isinstance(screen, TakeAwayOverlay) and screen.has_more:
        screen.action_page(1)
        await settled(pilot)
        yield
    view = app.survey.view
    if screen is app.survey and isinstance(view, ResultView):
        while view.reader.has_next_page or not view.reader.is_last_part:
            view.carry_on()
            await settled(pilot)
            yield


def picture(app: Kiosk) -> str:
    """Return the screen as SVG, without the random ids, so that equal screens give equal files, and without a font server."""
    drawn = re.sub(r"terminal-\d+", "terminal", app.export_screenshot(title="pulmoscreen", simplify=True))
    drawn = re.sub(r"@font-face \{.*?\}|<!--.*?-->", "", drawn, flags=re.DOTALL)
    # Some viewers drop the blanks that a piece of text begins with, and so move it.
    return drawn.replace("<text ", '<text xml:space="preserve" ')
