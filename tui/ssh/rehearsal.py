"""The first page, drawn before the first worker is forked: what the framework works out for it, every worker then has."""

import asyncio
from typing import Final

from textual.css.stylesheet import Stylesheet

from assets.catalog import Catalog
from tui.config.settings import Settings
from tui.kiosk.app import Kiosk

SITE: Final = {"emergency_number": "112", "setting": "unstaffed"}


def rehearse(catalog: Catalog, theme: str) -> Stylesheet:
    """Draw the first page in a theme, on no terminal, and return the style sheet as it was parsed for it.

    Only modules and caches of the framework are left: no loop, no thread and no descriptor.
    """
    app = Kiosk(Settings.model_validate({"site": SITE, "kiosk": {"theme": theme}}), catalog)
    asyncio.run(_draw(app))
    return app.stylesheet


async def _draw(app: Kiosk) -> None:
    async with app.run_test() as pilot:
        await pilot.pause()
