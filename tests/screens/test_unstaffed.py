"""Nothing that a person can meet names a member of staff where the site has none near: screens, plain lines and take-away."""

import pytest

from assets.channel import without_staff
from criteria.steps import Step
from screens.wording.words import Words
from tests.amounts import one_of
from tests.assets.test_channel import names_staff
from tests.screens.kiosks import CATALOG, dump
from tui.check.renders import renders
from tui.config.settings import Settings, Site
from tui.gallery.app import OVERLAYS, STAFF_SCREENS, STEPS, Gallery, journey_at
from tui.gallery.pages import further_pages
from tui.plain.router import page_for
from tui.plain.state import PlainState

each_language = pytest.mark.parametrize("language", one_of(CATALOG.languages))


def unstaffed(language: str) -> Settings:
    return Settings(site=Site(emergency_number="112"), language=language).over_ssh()


def words_in(language: str) -> Words:
    return Words(without_staff(CATALOG.languages[language]), CATALOG.sources, unstaffed(language).values())


@each_language
async def test_no_screen_names_staff(language: str) -> None:
    # Over 5 s: every screen is drawn.
    app = Gallery(unstaffed(language), CATALOG)
    seen = 0
    async with app.run_test(size=(120, 40)) as pilot:
        for name in [*STEPS, *(name for name in OVERLAYS if name not in STAFF_SCREENS)]:
            await (app.at(name) if isinstance(name, Step) else app.over(name))
            await pilot.pause()
            for text in [dump(app)] + [dump(app) async for _ in further_pages(app, pilot)]:
                assert not names_staff(" ".join(text.split()), language), name
                seen += "112" in text
    assert seen > len(STEPS) / 3


@each_language
def test_no_result_and_no_take_away_names_staff(language: str) -> None:
    assert [text for _, text in renders(words_in(language)) if names_staff(text, language)] == []


@each_language
def test_no_plain_page_names_staff(language: str) -> None:
    for step in STEPS:
        place = PlainState(journey=journey_at(step), language=language)
        page = page_for(place, words_in(language), can_print=True)
        assert [line for line in page.lines if names_staff(line, language)] == []


def test_over_ssh_a_site_is_unstaffed_unless_it_says_otherwise() -> None:
    assert not Settings(site=Site(emergency_number="112")).is_unstaffed
    assert unstaffed("en").is_unstaffed
    assert not Settings(site=Site(emergency_number="112", setting="staffed")).over_ssh().is_unstaffed
    assert Settings(site=Site(emergency_number="112", setting="unstaffed")).is_unstaffed
