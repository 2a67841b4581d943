"""The call for staff on screens: offered on pages about an emergency, made by two keys, and told at once in its own place."""

import asyncio
from pathlib import Path
from typing import Final

import pytest
from textual.pilot import Pilot

from criteria.steps import INTERRUPTIONS, Step
from screens.overlays.base import HelpOverlay
from screens.overlays.notices import StoppedOverlay
from screens.widgets.call_row import CallRow
from screens.widgets.number import NumberBlock
from screens.wording.call import CallState, call_said
from tests.screens.kiosks import BLOOD, CATALOG, at, click, kiosk, press, settings, shown, walk
from tests.screens.test_emergency import words_of
from tests.tui.visit.bells import TOLD, Bell
from tui.gallery.app import Gallery
from tui.kiosk.app import Kiosk
from tui.kiosk.appearance import Appearance
from tui.kiosk.site_programs import SitePrograms
from tui.visit.outcome import Outcome
from tui.visit.staff_calls import PAUSE_SECONDS

EMERGENCY: Final = Step.BLOOD_MORE
SMALL: Final = ((40, 12), (60, 20), (80, 12), (80, 24))


async def until(app: Kiosk, pilot: Pilot[Outcome], state: CallState) -> None:
    """Wait until the page says how the call stands."""
    while call_said(state, app.words).replace("\u00a0", " ") not in shown(app).replace("\u00a0", " "):
        await pilot.pause()


async def walk_to_emergency(pilot: Pilot[Outcome]) -> None:
    """Answer until the page of the emergency: there the digits are not those of a site without a call."""
    await walk(pilot, BLOOD, EMERGENCY)


async def test_a_digit_and_enter_call_staff_and_the_page_says_so_with_the_number_still_there(tmp_path: Path) -> None:
    bell = Bell(tmp_path)
    app = kiosk(programs=SitePrograms(calls=bell.calls()))
    async with app.run_test(size=(80, 24)) as pilot:
        await walk_to_emergency(pilot)
        await press(pilot, "1")
        assert bell.told == ""
        await press(pilot, "enter")
        await until(app, pilot, CallState.CALLED)
        assert app.survey.query_one(NumberBlock).region.overlaps(app.screen.region)
        assert (bell.told, at(app)) == (TOLD, EMERGENCY)


async def test_a_key_that_is_held_down_calls_once_and_never_by_itself(tmp_path: Path) -> None:
    bell = Bell(tmp_path)
    app = kiosk(programs=SitePrograms(calls=bell.calls()))
    async with app.run_test(size=(80, 24)) as pilot:
        await walk_to_emergency(pilot)
        await press(pilot, *["enter"] * 5, *["0"] * 5, *["1"] * 5)
        assert bell.told == ""
        await press(pilot, *["enter"] * 5)
        await until(app, pilot, CallState.CALLED)
        for _ in range(3):
            bell.clock.now += PAUSE_SECONDS
            await app.check_silence()
            await press(pilot, *["enter"] * 5)
        assert (bell.told, at(app)) == (TOLD, EMERGENCY)
        await until(app, pilot, CallState.READY)


async def test_a_call_that_does_not_work_says_whom_to_call_instead(tmp_path: Path) -> None:
    app = kiosk("es", programs=SitePrograms(calls=Bell(tmp_path, "exit 3").calls()))
    async with app.run_test(size=(80, 24)) as pilot:
        await walk_to_emergency(pilot)
        await press(pilot, "1", "0")
        await until(app, pilot, CallState.FAILED)
        assert "112" in call_said(CallState.FAILED, app.words)
        assert app.survey.query_one(NumberBlock).region.overlaps(app.screen.region)
        await press(pilot, "2", "enter")
        assert isinstance(app.screen, StoppedOverlay)
        assert app.screen.query(CallRow)


async def test_the_help_card_the_help_page_and_the_last_page_offer_it_and_say_the_same(tmp_path: Path) -> None:
    bell = Bell(tmp_path)
    app = kiosk(programs=SitePrograms(calls=bell.calls()))
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, BLOOD, Step.HELP_CARD)
        await press(pilot, "h")
        assert isinstance(app.screen, HelpOverlay)
        await press(pilot, "1", "enter")
        await until(app, pilot, CallState.CALLED)
        await press(pilot, "b")
        assert at(app) is Step.HELP_CARD
        await until(app, pilot, CallState.CALLED)
        await press(pilot, "g", "0")
        await walk(pilot, BLOOD, EMERGENCY)
        await until(app, pilot, CallState.CALLED)
        assert bell.told == TOLD


async def test_a_click_calls_too(tmp_path: Path) -> None:
    bell = Bell(tmp_path)
    app = kiosk(programs=SitePrograms(calls=bell.calls()))
    async with app.run_test(size=(40, 12)) as pilot:
        await walk_to_emergency(pilot)
        await click(pilot, call_said(CallState.READY, app.words))
        await until(app, pilot, CallState.CALLED)
        assert bell.told == TOLD


async def test_who_leaves_while_it_is_on_its_way_is_still_helped(tmp_path: Path) -> None:
    bell = Bell(tmp_path, 'read line; echo "$line" >{told}.waits; while [ ! -e {told}.go ]; do :; done; echo "$line" >>{told}')
    app = kiosk(programs=SitePrograms(calls=bell.calls()))
    async with app.run_test(size=(80, 24)) as pilot:
        await walk_to_emergency(pilot)
        await press(pilot, "1", "enter")
        while not (tmp_path / "told.waits").exists():
            await asyncio.sleep(0)
        await press(pilot, "l")
        (tmp_path / "told.go").touch()
        while app.is_running:
            await asyncio.sleep(0)
    assert app.return_value is Outcome.LEFT
    assert bell.told == TOLD


async def test_without_a_way_to_call_no_page_offers_it() -> None:
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await walk_to_emergency(pilot)
        assert not app.screen.query(CallRow)
        await press(pilot, "h", "1")
        assert not app.screen.query(CallRow)


@pytest.mark.parametrize("bigger", [False, True], ids=["usual", "bigger"])
@pytest.mark.parametrize("language", CATALOG.languages)
async def test_whatever_it_says_fits_beside_the_number_and_both_ways_on_at_every_size(language: str, *, bigger: bool) -> None:
    app = Gallery(settings(language), CATALOG)
    app.set_appearance(Appearance("ink", bigger=bigger))
    async with app.run_test(size=SMALL[0]) as pilot:
        await pilot.pause()
        text = app.words.texts.interruption
        for size in SMALL:
            await pilot.resize_terminal(*size)
            await app.at(INTERRUPTIONS[-1], call=CallState.READY)
            await pilot.pause()
            for state in (CallState.CALLED, CallState.FAILED):
                app.screen.query_one(CallRow).show(state)
                await pilot.pause()
                seen = words_of(app).replace("\u00a0", " ")
                for wanted in (app.words(text.action), app.words(text.go_on), call_said(state, app.words)):
                    assert wanted.replace("\u00a0", " ") in seen, (size, state)
                assert app.survey.scroller().max_scroll_y == 0, (size, state)
