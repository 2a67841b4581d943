"""That at every size from 40x12 to 200x60 every word can be read whole, and that nothing stands outside its place."""

from typing import Any

import pytest
from textual.pilot import Pilot

from criteria.steps import REDIRECTS, Step
from screens.base import KioskScreen
from screens.steps.check import CheckView
from screens.steps.checklist import ChecklistView
from screens.steps.result import ResultView
from screens.widgets.frame import KioskButton
from tests.amounts import each_once
from tests.screens.kiosks import CATALOG, app_of, dump, settings
from tests.screens.words import outside, read_all, seen_words, texts_of
from tui.gallery.app import OVERLAYS, Gallery
from tui.gallery.pages import further_pages
from tui.kiosk.appearance import Appearance

WAYS = [
    ((40, 12), False), ((40, 12), True), ((80, 24), False), ((40, 24), False), ((60, 20), False), ((200, 12), False),
    ((200, 60), False), ((80, 24), True),
]  # fmt: skip
"""Windows with and without bigger text; the everyday run looks at one of the first ones in each language."""

SCREENS = [
    Step.WELCOME, Step.HELP_CARD, Step.BEFORE_YOU_BEGIN, Step.RESPONDENT, *REDIRECTS, Step.CONSENT, Step.CHECKLIST,
    Step.CHEST_PAIN_KIND, Step.BLOOD_MORE, Step.PRIMARY_SITE, Step.PEOPLE_WITH_CANCER, Step.WHAT_MATTERS, Step.CHECK,
    Step.RESULT, Step.GOODBYE, *(name for name in OVERLAYS if name != "code"),
]  # fmt: skip
"""One screen of each kind, the longest question among them."""


@pytest.mark.parametrize(("language", "way"), each_once(list(CATALOG.languages), WAYS), ids=str)
async def test_every_word_of_every_screen_can_be_read_whole(language: str, way: tuple[tuple[int, int], bool]) -> None:
    # Over 5 s: every screen is drawn.
    size, big = way
    app = Gallery(settings(language), CATALOG)
    if big:
        app.set_appearance(Appearance("ink", bigger=True))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert app_of(pilot) is app
        for name in SCREENS:
            await (app.at(name) if isinstance(name, Step) else app.over(name))
            await pilot.pause()
            screen = app.screen
            assert isinstance(screen, KioskScreen)
            assert outside(screen) == [], name
            shown = [widget for widget in screen.query("#view *") if widget.display and not isinstance(widget, KioskButton)]
            buttons = [button for button in screen.query(KioskButton) if button.display and button.region.area]
            wanted = {word for widget in [*shown, *buttons] for text in texts_of(widget) for word in seen_words(text)}
            found = await read_all(app, pilot.pause)
            found |= await _pages_of_the_list(app, pilot.pause, wanted)
            found |= await _pages_of_the_check(app, pilot.pause, wanted)
            found |= await _pages_of_the_report(app, pilot, wanted)
            assert {word for word in wanted if word not in found and word != "·" and len(word) < size[0] - 12} == set(), name


async def _pages_of_the_list(app: Gallery, pause: object, wanted: set[str]) -> set[str]:
    """Turn the pages of the checklist, where each symptom has one of its own."""
    assert callable(pause)
    view = app.survey.view
    found: set[str] = set()
    if isinstance(view, ChecklistView) and view.goes_one_by_one and app.screen is app.survey:
        for row in view.rows[1:]:
            view.carry_on()
            await pause()
            wanted |= seen_words(f"{row.label} {row.hint}")
            found |= await read_all(app, pause)
    return found


async def _pages_of_the_check(app: Gallery, pause: object, wanted: set[str]) -> set[str]:
    """Turn the pages of the answers."""
    assert callable(pause)
    view, found = app.survey.view, set[str]()
    if isinstance(view, CheckView) and app.screen is app.survey:
        for _ in view.pages()[1:]:
            view.extra()
            await pause()
            wanted |= {word for row in view.rows if row.display for text in texts_of(row) for word in seen_words(text)}
            found |= await read_all(app, pause)
    return found


async def _pages_of_the_report(app: Gallery, pilot: Pilot[Any], wanted: set[str]) -> set[str]:
    """Turn the pages of the report, each with what is below the window."""
    found: set[str] = set()
    if app.screen is app.survey and isinstance(app.survey.view, ResultView):
        async for _ in further_pages(app, pilot):
            if app.survey.view.reader.part is not None:
                wanted |= {
                    word for widget in app.screen.query("#view *") for text in texts_of(widget) for word in seen_words(text)
                }
            found |= await read_all(app, pilot.pause)
    return found


@pytest.mark.parametrize("size", [(39, 12), (40, 11), (20, 5), (1, 1)], ids=str)
async def test_a_window_that_is_too_small_says_so_kindly_and_recovers(size: tuple[int, int]) -> None:
    app = Gallery(settings(), CATALOG)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await app.at(Step.CHECKLIST)
        await pilot.pause()
        app.screen.set_focus(None)
        await pilot.pause()
        before = dump(app)
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert app.words.texts.checklist.title not in dump(app)
        if size[0] > 15:
            assert "larger" in dump(app)
        await pilot.resize_terminal(80, 24)
        for _ in range(3):
            await pilot.pause()
        assert dump(app) == before


@pytest.mark.parametrize("size", [(40, 12), (40, 24), (60, 20)], ids=str)
async def test_where_a_code_does_not_fit_the_page_for_a_camera_has_all_and_no_key_for_one(size: tuple[int, int]) -> None:
    app = Gallery(settings(), CATALOG)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await app.over("take_away")
        await pilot.pause()
        assert app.words.texts.take_away.make not in dump(app)
        words = await read_all(app, pilot.pause)
        assert {"opinion.", "112"} <= words
        await app.over("code")
        await pilot.pause()
        assert "█" not in dump(app)
