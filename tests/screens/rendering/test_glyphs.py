"""That the fonts of the Linux console have every sign that is drawn."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

from criteria.steps import Step
from tests.screens.kiosks import CATALOG, dump, settings
from tests.screens.rendering.test_themes import ALL
from tui.gallery.app import Gallery
from tui.gallery.pages import further_pages
from tui.kiosk.appearance import Appearance

SNAPSHOTS: Final = Path(__file__).parents[1] / "__snapshots__"

GLYPHS = frozenset("│─━┃╭╮╰╯┏┓┗┛●■•→←↑↓▶█░▒…·")
"""Signs that every Latin font of the Linux console has. `▀` and `▄` are in none of them."""

TYPED = frozenset(map(chr, range(0x20, 0x7F))) | frozenset(map(chr, range(0xA0, 0x100))) | frozenset("œŒ")
"""Letters of Latin-1, its no-break space, and the two of French that Latin-9 (the console's Lat15 fonts) adds."""


ON_A_CONSOLE = tuple(name for name in ALL if name != "code")
"""There is no code where there are no half blocks."""


@pytest.mark.parametrize(
    "names", [("take_away",), pytest.param(ON_A_CONSOLE, marks=pytest.mark.slow)], ids=["the page for a camera", "all"]
)
async def test_only_signs_that_the_fonts_of_the_linux_console_have_are_drawn(names: Sequence[str]) -> None:
    # The accepted text of every screen, where `test_snapshots` keeps it, holds all signs but those of the code.
    accepted = "".join(path.read_text("utf-8") for path in SNAPSHOTS.rglob("*.txt"))
    drawn = set(accepted) - set("▀▄")
    for language in CATALOG.languages:
        app = Gallery(settings(language), CATALOG)
        app.set_appearance(Appearance("ink", 16, half_blocks=False))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            for name in names:
                await (app.at(name) if isinstance(name, Step) else app.over(name))
                await pilot.pause()
                drawn |= set(dump(app))
                async for _ in further_pages(app, pilot):
                    drawn |= set(dump(app))
    assert drawn - {"\n"} <= GLYPHS | TYPED
    assert {"▶", "●"} <= drawn
