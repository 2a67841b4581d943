"""The codes on the screen, read by two real decoders in every language and theme."""

from typing import Any

import numpy as np
import pytest
import zxingcpp
from rich.color import Color

from screens.overlays.codes import CodeScreen
from screens.wording.code_text import code_texts
from tests.screens.kiosks import CATALOG, press, settings
from tui.gallery.app import PERSON, Gallery
from tui.kiosk.app import Kiosk
from tui.kiosk.appearance import Appearance

CELL = 8
"""Pixels of a cell's width; a terminal's cell is twice as high."""

each_language = pytest.mark.parametrize("language", CATALOG.languages)


def pixels(app: Kiosk) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """Paint the half blocks of the screen in their own colours, as a terminal does."""
    size = app.size
    image = np.zeros((size.height * 2 * CELL, size.width * CELL), dtype=np.uint8)
    for row, strip in enumerate(app.screen._compositor.render_strips()):
        column = 0
        for segment in strip:
            ink = _grey(segment.style.color if segment.style else None)
            ground = _grey(segment.style.bgcolor if segment.style else None)
            for letter in segment.text:
                upper, lower = {"█": (ink, ink), "▀": (ink, ground), "▄": (ground, ink)}.get(letter, (ground, ground))
                x, y = column * CELL, row * 2 * CELL
                image[y : y + CELL, x : x + CELL] = upper
                image[y + CELL : y + 2 * CELL, x : x + CELL] = lower
                column += 1
    return image


def _grey(color: Color | None) -> int:
    return color.get_truecolor().red if color is not None and not color.is_default else 0


def read(app: Kiosk) -> str:
    (found,) = zxingcpp.read_barcodes(pixels(app), formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    assert not found.ec_level or found.text
    return str(found.text)


def read_by_zbar(app: Kiosk) -> str:
    """Read the code with another library."""
    pyzbar = pytest.importorskip("pyzbar.pyzbar", exc_type=ImportError, reason="pyzbar or the zbar library is not installed")
    (found,) = pyzbar.decode(pixels(app))
    return str(found.data.decode())


@pytest.mark.parametrize("reader", [read, read_by_zbar])
@pytest.mark.parametrize("theme", ["ink", "light", "high_contrast", "mono", "ansi"])
@each_language
async def test_what_a_decoder_reads_on_the_screen_is_what_the_codes_hold(language: str, theme: str, reader: Any) -> None:  # noqa: ANN401 - one of two functions
    app = Gallery(settings(language), CATALOG)
    app.set_appearance(Appearance("ink", 16 if theme == "ansi" else 1 << 24))
    app.theme = theme
    async with app.run_test(size=(80, 24)) as pilot:
        await app.over("code")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, CodeScreen)
        found = []
        for _ in screen.series:
            found.append(reader(app))
            await press(pilot, "0")
        assert tuple(found) == code_texts(PERSON, app.words)
