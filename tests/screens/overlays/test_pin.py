"""The way into the staff area: who gets in, what waits, and what stays. By keys alone and by mouse alone."""

from pathlib import Path

import pytest

from criteria.steps import Step
from screens.overlays.pin import PinScreen
from screens.overlays.staff import StaffScreen
from screens.widgets.frame import KioskButton
from tests.pins import PIN
from tests.screens.kiosks import BLOOD, CATALOG, dump, press, shown, walk
from tests.screens.staffed import ONE_LIST, SIZE, click, enter, files_with, settle, staffed
from tests.tui.kiosk.test_idle_guard import Clock
from tui.config.settings import LogSettings, Settings, Site
from tui.kiosk.app import Kiosk
from tui.visit.outcome import Outcome


async def test_without_a_pin_in_the_configuration_there_is_nothing(tmp_path: Path) -> None:
    app = Kiosk(Settings(site=Site(emergency_number="112"), log=LogSettings(directory=tmp_path)), CATALOG)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        before = dump(app)
        await press(pilot, "f12", "ctrl+o", "9")
        for _ in range(6):
            await pilot.click("#title-line")
        await pilot.pause()
        assert dump(app) == before
        assert len(app.screen_stack) == 1


@pytest.mark.parametrize("key", ["f12", "ctrl+o"])
async def test_a_key_on_the_welcome_page_asks_for_the_pin_and_elsewhere_does_nothing(key: str, tmp_path: Path) -> None:
    app = staffed(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "taff" not in dump(app)
        await press(pilot, key)
        assert isinstance(app.screen, PinScreen)
        await press(pilot, "escape")
        assert len(app.screen_stack) == 1
        assert app.is_running
        await walk(pilot, BLOOD, Step.CHECKLIST)
        before = dump(app)
        await press(pilot, key)
        for _ in range(6):
            await pilot.click("#title-line")
        assert dump(app) == before


async def test_the_right_pin_opens_and_only_dots_are_ever_shown(tmp_path: Path) -> None:
    app = staffed(tmp_path)
    async with app.run_test(size=ONE_LIST) as pilot:
        await pilot.pause()
        await press(pilot, "f12")
        for number, digit in enumerate("987", 1):
            await press(pilot, digit)
            assert dump(app).count("●") == number
        assert "9 8 7" not in shown(app)
        await press(pilot, "backspace", "backspace", "backspace")
        assert isinstance(app.screen, PinScreen)
        await press(pilot, *PIN, "enter")
        await settle(app, pilot)
        assert isinstance(app.screen, StaffScreen)
        assert "Session log: in order" in shown(app)
        assert "Visits in all: <8." in shown(app)


async def test_a_wrong_pin_opens_nothing_and_the_third_brings_a_wait_that_also_the_right_one_has_to_keep(
    tmp_path: Path,
) -> None:
    clock = Clock()
    app = staffed(tmp_path, clock)
    async with app.run_test(size=SIZE) as pilot:
        await enter(app, pilot, "111111")
        assert "That is not the PIN." in shown(app)
        for pin in ("222222", "333333", PIN):
            await press(pilot, *pin, "enter")
            await settle(app, pilot)
        assert isinstance(app.screen, PinScreen)
        assert "Please wait 5 s" in shown(app)
        clock.now += 4
        await app.check_silence()
        assert "Please wait 1 s" in shown(app)
        clock.now += 1
        await app.check_silence()
        assert "wait" not in shown(app)


async def test_a_program_that_is_started_again_still_says_to_wait(tmp_path: Path) -> None:
    app = staffed(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        for pin in ("1", "2", "3", "4"):
            assert app.staff is not None
            app.staff.service.pin_checker.attempt(pin)
        await pilot.pause()
        await press(pilot, "ctrl+o")
        await settle(app, pilot)
        assert "Please wait 5 s" in shown(app)


async def test_the_pin_is_nowhere_once_it_was_given(tmp_path: Path) -> None:
    app = staffed(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await press(pilot, "f12")
        screen = app.screen
        assert isinstance(screen, PinScreen)
        await press(pilot, *PIN)
        assert PIN not in repr(screen)
        await press(pilot, "enter")
        assert PIN not in str(vars(screen))
        await settle(app, pilot)
        assert PIN not in str(vars(app))
    assert files_with(PIN, tmp_path) == []


@pytest.mark.parametrize("size", [(60, 20), SIZE, (120, 40)])
async def test_a_mouse_alone_gets_in_and_out_and_the_pad_is_large(size: tuple[int, int], tmp_path: Path) -> None:
    app = staffed(tmp_path)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for _ in range(5):
            await click(pilot, "#title-line")
        assert isinstance(app.screen, PinScreen)
        for button in app.screen.query(".digit").results(KioskButton):
            assert button.region.height >= 3
            assert button.region.width >= 14
        for digit in f"{PIN}3":
            await click(pilot, f"#pin-{digit}")
        await click(pilot, "#pin-delete")
        await click(pilot, "#pin-enter")
        await settle(app, pilot)
        assert isinstance(app.screen, StaffScreen)
        view = app.screen.query_one("#view").region
        while not view.contains_region(app.screen.query_one("#leave-kiosk").region):
            await click(pilot, "#more")
        await click(pilot, "#leave-kiosk")
        await click(pilot, "#end-kiosk")
        await pilot.pause()
    assert app.return_value is Outcome.STAFF


async def test_arrows_alone_reach_every_button_of_the_pad(tmp_path: Path) -> None:
    app = staffed(tmp_path)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        await press(pilot, "f12", "up", "up", "left", "enter")
        assert dump(app).count("●") == 1
        assert app.screen.focused is app.screen.query_one("#pin-5")
        await press(pilot, "down", "down", "left", "enter")
        assert dump(app).count("●") == 0
        await press(pilot, "down")
        assert app.screen.focused is app.screen.query_one("#carry_on")
