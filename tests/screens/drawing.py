"""Every screen of one language at one size as text."""

import asyncio

from tests.screens.kiosks import CATALOG, dump, settings
from tui.gallery.app import Gallery, pages


def drawn(language: str, size: tuple[int, int]) -> str:
    """Return all screens of a visit, one below the other."""
    return asyncio.run(_drawn(language, size))


async def _drawn(language: str, size: tuple[int, int]) -> str:
    app = Gallery(settings(language), CATALOG)
    async with app.run_test(size=size) as pilot:
        return "\n".join([f"=== {name} {page}\n{dump(app)}" async for name, page in pages(app, pilot)])
