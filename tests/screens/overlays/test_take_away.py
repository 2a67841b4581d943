"""The take-away: what a real decoder reads is the summary, in every language; a small window shows its words."""

from itertools import product

import numpy as np
import pytest
import zxingcpp
from rich.color import Color
from textual.widgets import Static

from criteria.assess import assess
from criteria.journey import Step
from screens.overlays.take_away import CodeScreen
from screens.rendering.qr import MOST_CODES, codes
from screens.wording.summary import summary
from tests.screens.kiosks import CATALOG, METASTASIS, SIZES, kiosk, press, settings, shown, walk
from tui.gallery.app import PERSON, Gallery
from tui.kiosk.app import Kiosk

CELL = 8
"""Pixels of a cell's width; a terminal's cell is twice as high."""


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
    return color.get_truecolor().red if color is not None else 0


def read(app: Kiosk) -> str:
    (found,) = zxingcpp.read_barcodes(pixels(app), formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return str(found.text)


# One language at every size and the others at the usual one; the slow run has them all.
@pytest.mark.parametrize(
    ("language", "size"),
    [
        pytest.param(language, size, marks=() if language == "fr" or size == SIZES[1] else pytest.mark.slow)
        for language, size in product(CATALOG.languages, SIZES)
    ],
    ids=str,
)
async def test_the_codes_on_the_screen_hold_the_whole_summary(language: str, size: tuple[int, int]) -> None:
    app = Gallery(settings(language), CATALOG)
    async with app.run_test(size=size) as pilot:
        await app.over("code")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, CodeScreen)
        parts = []
        for index in range(len(screen.series)):
            text = read(app)
            assert text == screen.series[index].text
            parts.append(text.split(") ", 1)[1])
            await press(pilot, "enter")
        if not screen.series:
            assert size == SIZES[0], "only the smallest window has no room for so many words"
            parts = [str(screen.query_one(".scan", Static).content)]
    wanted = summary(PERSON, assess(PERSON), app.words)
    assert " ".join(" ".join(parts).split()) == " ".join(wanted.split())


async def test_a_short_summary_is_one_code_on_a_large_screen() -> None:
    assert len(codes("Cough: no", 100, 40)) == 1
    assert codes("Cough: no", 20, 8) == ()


@pytest.mark.parametrize("halves", [True, False])
@pytest.mark.parametrize("length", [17, 900, 1_800, 20_000])
def test_no_size_of_the_window_and_no_length_of_the_text_raises(length: int, *, halves: bool) -> None:
    text = ("words of a summary\n" * 1_200)[:length]
    # One window for each version of a code, from none to the largest, in both shapes that decide it.
    for version in range(-1, 18):
        side = 17 + 4 * version + 2 * 3
        made = codes(text, side if halves else 2 * side, (side + 1) // 2 if halves else side, half_blocks=halves)
        assert len(made) <= MOST_CODES
        assert made or version < 1 or length > 17


async def test_the_code_comes_only_after_the_word_on_privacy() -> None:
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, METASTASIS, Step.RESULT)
        await press(pilot, "end", "left", "enter")
        assert "Anyone who can see the screen can scan it too" in shown(app)
        assert "█" not in shown(app)


async def test_printing_sends_the_summary_and_says_how_it_went() -> None:
    printed: list[str] = []

    async def print_text(text: str) -> bool:
        printed.append(text)
        return len(printed) > 1

    app = kiosk(print_text=print_text)
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, METASTASIS, Step.RESULT)
        await press(pilot, "end", "left", "enter")
        app.screen.query_one("#print").focus()
        await press(pilot, "enter")
        assert app.words.texts.take_away.print_failed in shown(app)
        await press(pilot, "enter")
        assert app.words.texts.take_away.printed in shown(app)
        assert set(printed) == {summary(app.journey.answers, assess(app.journey.answers), app.words)}
