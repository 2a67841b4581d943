"""The kiosk of a site with a page for phones: one small code with its address, after a word on what a phone keeps."""

import re
from itertools import product
from typing import Final

import pytest
import zxingcpp

from criteria.answers import Answers
from criteria.steps import Step
from screens.overlays.codes import CodeScreen
from screens.overlays.take_away import texts_of_codes
from screens.phone.code import encode
from screens.rendering.qr import QUIET, codes
from screens.wording.words import Words
from tests.axes import anyone, each_axis
from tests.screens.kiosks import CATALOG, METASTASIS, press, settings, shown, walk
from tests.screens.overlays.test_codes import pixels
from tests.screens.phone.pages import LANGUAGES, needs_node, run
from tui.config.sections import TakeAwaySettings
from tui.kiosk.app import Kiosk

LONGEST: Final = "https://" + "c" * 47
VERSION_4: Final = 33 + 2 * QUIET
"""Columns of a code of version 4."""


def kiosk(language: str, address: str = "https://clinic.example/p") -> Kiosk:
    site = settings(language).model_copy(update={"take_away": TakeAwaySettings(address=address)})
    return Kiosk(site, CATALOG)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_one_code_of_version_4_or_less_has_the_address_and_the_answers(language: str) -> None:
    app = kiosk(language)
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, METASTASIS, Step.RESULT)
        await press(pilot, "7", "1")
        said = shown(app)
        assert all(line in said for line in map(plain, app.words.texts.take_away.phone.before))
        await press(pilot, "0")
        for size in ((80, 24), (120, 40), (200, 60)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert isinstance(app.screen, CodeScreen)
            assert len(app.screen.series) == 1
            assert len(app.screen.series[0][0]) <= VERSION_4
            (found,) = zxingcpp.read_barcodes(pixels(app), formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
            assert found.text == f"https://clinic.example/p#{encode(app.journey.answers, language)}"


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def test_the_longest_address_that_is_allowed_still_fits_for_everybody() -> None:
    assert TakeAwaySettings(address=LONGEST).address == LONGEST
    for code, answers in product((*LANGUAGES, "xx-yy"), (Answers(), *anyone(50))):
        texts = CATALOG.languages[code if code in LANGUAGES else "en"].model_copy(update={"code": code})
        words = Words(texts, CATALOG.sources, {"emergency_number": "112", "take_away_address": LONGEST})
        assert len(codes(texts_of_codes(answers, words), VERSION_4, (VERSION_4 + 1) // 2)) == 1


def test_what_stands_behind_the_address_is_some_20_characters_that_no_program_changes() -> None:
    for language, answers in product(LANGUAGES, (*each_axis(), *anyone(100))):
        assert re.fullmatch(r"[0-9A-Za-z.]{16,20}", encode(answers, language))


@needs_node
async def test_the_page_reads_what_the_kiosk_s_person_answered() -> None:
    app = kiosk("es")
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, METASTASIS, Step.RESULT)
        (address,) = texts_of_codes(app.journey.answers, app.words)
        (found,) = run([(address.partition("#")[2], "es")])
        assert found is not None
        assert app.words.texts.cards["cancer_history.yes"].title in str(found["sections"])
