"""What a language brings with it: its record, its numbers and dates, its signs, and room for its name."""

from datetime import date
from pathlib import Path
from typing import Final

import pytest

from assets.catalog import Catalog
from assets.models import Texts
from criteria.steps import Step
from store.log import SessionLog
from store.record import Channel
from tests.screens.kiosks import CATALOG, METASTASIS, dump, kiosk, press, settings, shown, walk
from tui.gallery.app import STEPS, Gallery
from tui.gallery.pages import settled
from tui.visit.recorder import Recorder

SIZE: Final = (80, 24)
FRENCH: Final = CATALOG.languages["fr"]


@pytest.fixture
def log(tmp_path: Path) -> SessionLog:
    return SessionLog(tmp_path / "log")


async def test_the_record_holds_the_language_of_the_end_also_of_one_that_the_code_does_not_know(log: SessionLog) -> None:
    other = Texts.model_validate(FRENCH.model_dump() | {"code": "zz", "name": "Zz"})
    app = kiosk(
        catalog=Catalog({"en": CATALOG.languages["en"], "zz": other}, CATALOG.sources, {}),
        recorder=Recorder(log, Channel.LOCAL),
    )
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, METASTASIS, Step.CHECK)
        await press(pilot, "f3")
        await walk(pilot, METASTASIS, Step.GOODBYE)
        await press(pilot, "enter")
    (record,) = log.scan()
    assert record.language == "zz"


@pytest.mark.parametrize(
    ("code", "one", "two", "none", "day"),
    [
        ("en", "1\u00a0week", "2\u00a0weeks", "0\u00a0weeks", "1 March 2027"),
        ("es", "1\u00a0semana", "2\u00a0semanas", "0\u00a0semanas", "1 de marzo de 2027"),
        ("fr", "1\u00a0semaine", "2\u00a0semaines", "0\u00a0semaine", "1er mars 2027"),
    ],
)
def test_numbers_and_dates_are_right_in_each_language(code: str, one: str, two: str, none: str, day: str) -> None:
    words = kiosk(code).words
    assert [words("{retention_weeks}", retention_weeks=number) for number in "120"] == [one, two, none]
    assert words.texts.dates.say(date(2027, 3, 1)) == day
    for number in ("1", "104"):
        hint = words(words.texts.consent.hint, retention_weeks=number)
        assert words.texts.amounts.say("weeks", number) in hint


async def test_no_line_of_a_screen_begins_with_a_sign_that_belongs_to_the_word_before() -> None:
    for size in ((40, 16), (60, 20)):
        app = Gallery(settings("fr"), CATALOG)
        async with app.run_test(size=size) as pilot:
            for step in STEPS:
                await app.at(step)
                await settled(pilot)
                assert not [row for row in dump(app).splitlines() if row.strip(" │┃").startswith((":", ";", "!", "? "))], step


@pytest.mark.parametrize("size", [(40, 16), (60, 20), (80, 24), (120, 40)])
async def test_more_languages_than_fit_beside_each_other_go_below_each_other(size: tuple[int, int]) -> None:
    names = {"de": "Deutsch", "nl": "Nederlands", "pt": "Português"}
    made = {code: Texts.model_validate(FRENCH.model_dump() | {"code": code, "name": name}) for code, name in names.items()}
    app = kiosk("fr", Catalog({**CATALOG.languages, **made}, CATALOG.sources, {}))
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await press(pilot, *["pagedown"] * (3 if size[1] <= 20 else 0))
        for number, name in enumerate(app.words.languages.values(), 1):
            assert f"{number} ({'●' if name == 'Français' else ' '}) {name}" in shown(app)
        await press(pilot, "6")
        assert app.words.texts.name == "Português"
        assert "…" in dump(app).splitlines()[0]
