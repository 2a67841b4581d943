"""The first page, drawn before the first worker is forked: what the framework works out for it, every worker then has."""

import asyncio
from typing import Final

from textual.css.stylesheet import Stylesheet

from assets.catalog import Catalog
from tui.config.settings import Settings
from tui.kiosk.app import Kiosk

SITE: Final = {"emergency_number": "112", "setting": "unstaffed"}


def rehearse(catalog: Catalog) -> dict[str, Stylesheet]:
    """Draw the first page on no terminal, and return the style sheet as it was parsed, by its theme: that of most sites.

    Only modules and caches of the framework are left: no loop, no thread and no descriptor. To draw in each theme would leave
    so many holes in the memory that every worker copies 2 MB more of it.
    """
    app = Kiosk(Settings.model_validate({"site": SITE}), catalog)
    asyncio.run(_draw(app))
    return {app.theme: app.stylesheet}


async def _draw(app: Kiosk) -> None:
    async with app.run_test() as pilot:
        await pilot.pause()
