"""Screens as text: every one of a language at one size, and one with its colours."""

import asyncio
from itertools import groupby

from tests.screens.kiosks import CATALOG, dump, settings
from tui.gallery.app import Gallery
from tui.gallery.pages import pages
from tui.kiosk.app import Kiosk


def drawn(language: str, size: tuple[int, int]) -> str:
    """Return all screens of a visit, one below the other."""
    return asyncio.run(_drawn(language, size))


async def _drawn(language: str, size: tuple[int, int]) -> str:
    app = Gallery(settings(language), CATALOG)
    async with app.run_test(size=size) as pilot:
        return "\n".join([f"=== {name} {page}\n{dump(app)}" async for name, page in pages(app, pilot)])


def painted(app: Kiosk) -> str:
    """Return each row of the screen with a line below it for each run of words in one style, without its columns."""
    lines = []
    for strip in app.screen._compositor.render_strips():
        lines.append(strip.text.rstrip())
        for style, run in groupby(strip.simplify(), key=lambda segment: segment.style):
            if words := "".join(segment.text for segment in run).strip():
                lines.append(f"    {style}: {words}")
    return "\n".join(lines) + "\n"
