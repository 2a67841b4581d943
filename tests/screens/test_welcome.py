"""The first page: what stands on it is in view whole, also where it says that the guidance is overdue."""

from dataclasses import replace
from datetime import date

import pytest

from criteria.steps import Step
from tests.screens.kiosks import CATALOG, settings, shown
from tui.gallery.app import Gallery
from tui.gallery.pages import settled


@pytest.mark.parametrize("language", CATALOG.languages)
async def test_that_the_guidance_is_overdue_is_said_without_pushing_a_choice_out_of_view(language: str) -> None:
    app = Gallery(settings(language), CATALOG)
    app.words = replace(app.words, read_on=date(2026, 3, 1))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await app.at(Step.WELCOME)
        await settled(pilot)
        assert app.survey.scroller().max_scroll_y == 0
        assert app.words.texts.dates.say(date(2026, 3, 1)) in shown(app)
