"""The staff area on the screen: what it shows and does, and how it closes."""

from pathlib import Path
from random import Random

import pytest

from criteria.steps import Step
from screens.overlays.base import HelpOverlay
from screens.overlays.staff import LeaveKioskScreen, StaffScreen
from store.audit import acts
from store.log import SessionLog
from store.simulate import simulated
from tests.pins import PIN
from tests.screens.kiosks import at, press, shown
from tests.screens.staffed import ONE_LIST, SIZE, enter, settle, staffed
from tests.tui.kiosk.test_idle_guard import Clock
from tui.terminal.events import UnusedKeyPressed
from tui.visit.clock import now
from tui.visit.failed_writes import FailedWrites
from tui.visit.outcome import Outcome
from tui.visit.staff_calls import CallCount


async def test_closing_the_staff_area_ends_its_process_and_a_glance_at_the_pin_screen_does_not(tmp_path: Path) -> None:
    app = staffed(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await press(pilot, "f12", "b")
        assert app.is_running
        await enter(app, pilot)
        await press(pilot, "enter")
        await pilot.pause()
    assert app.return_value is Outcome.LEFT


@pytest.mark.parametrize(("keys", "silence"), [("", 60), ("1", 60), (f"{PIN}\r", 120)])
async def test_silence_closes_it(keys: str, silence: int, tmp_path: Path) -> None:
    clock = Clock()
    app = staffed(tmp_path, clock)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await press(pilot, "f12", *(key.replace("\r", "enter") for key in keys))
        await settle(app, pilot)
        clock.now += silence - 1
        await app.check_silence()
        await app.check_silence()
        assert app.with_staff
        clock.now += 1
        await app.check_silence()
        await pilot.pause()
        assert not app.is_running or len(app.screen_stack) == 1
    assert app.return_value in {None, Outcome.LEFT}


async def test_a_key_that_is_stuck_does_not_keep_it_open(tmp_path: Path) -> None:
    clock = Clock()
    app = staffed(tmp_path, clock)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await app.check_silence()
        await enter(app, pilot)
        for _ in range(11):
            # Keys of no use are none there, so these are keys of some use.
            clock.now += 80
            await press(pilot, "down")
            await app.check_silence()
        assert app.with_staff
        seen = app.guard.last_seen
        clock.now += 10
        app.post_message(UnusedKeyPressed())
        await pilot.pause()
        assert app.guard.last_seen == seen
        clock.now += 30
        await press(pilot, "up")
        await app.check_silence()
        await pilot.pause()
    assert app.return_value is Outcome.LEFT


async def test_help_works_there_and_silence_closes_both(tmp_path: Path) -> None:
    clock = Clock()
    app = staffed(tmp_path, clock)
    async with app.run_test(size=SIZE) as pilot:
        await enter(app, pilot)
        await press(pilot, "f1")
        assert isinstance(app.screen, HelpOverlay)
        await press(pilot, "escape")
        assert isinstance(app.screen, StaffScreen)
        await press(pilot, "f1")
        clock.now += 121
        await app.check_silence()
    assert app.return_value is Outcome.LEFT


async def test_an_export_by_key_says_how_many_records_are_in_which_file(tmp_path: Path) -> None:
    for record in simulated(150, now(), 20, Random(1), ("en", "es")):
        SessionLog(tmp_path / "log").append(record)
    app = staffed(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await enter(app, pilot)
        await press(pilot, "1")
        await settle(app, pilot)
        (file,) = (tmp_path / "export").iterdir()
        records = len(file.read_text().splitlines()) - 1
        assert f"Exported: {records} records, in {file.name}" in shown(app)


async def test_what_keeps_it_from_exporting_is_one_plain_sentence(tmp_path: Path) -> None:
    app = staffed(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await enter(app, pilot)
        await press(pilot, "1")
        await settle(app, pilot)
        assert "There is nothing to export yet." in shown(app)
    app = staffed(tmp_path, can_export=False)
    async with app.run_test(size=SIZE) as pilot:
        await enter(app, pilot)
        assert "the configuration names no folder for it" in shown(app)
        await press(pilot, "1")
        await settle(app, pilot)
        assert "Export" not in shown(app)


async def test_what_failed_is_told_and_marked_as_seen(tmp_path: Path) -> None:
    failed = FailedWrites(tmp_path / "log")
    failed.prepare()
    failed.note()
    app = staffed(tmp_path, language="es")
    async with app.run_test(size=ONE_LIST) as pilot:
        await enter(app, pilot)
        assert "Visitas que no se pudieron guardar: 1" in shown(app)
        await press(pilot, "3")
        await settle(app, pilot)
        assert "Visitas que no se pudieron guardar: 0" in shown(app)
        assert "Marcado como visto." in shown(app)


async def test_staff_see_how_often_they_were_called_and_try_the_call(tmp_path: Path) -> None:
    CallCount(tmp_path / "log").note()
    app = staffed(tmp_path, call=f"cat >{tmp_path}/told")
    async with app.run_test(size=ONE_LIST) as pilot:
        await enter(app, pilot)
        assert "Calls for staff made here: 1" in shown(app)
        await press(pilot, "4")
        await settle(app, pilot)
        assert "The call was sent. Look whether it has arrived." in shown(app)
    assert (tmp_path / "told").read_text().endswith(": help asked for\n")
    assert CallCount(tmp_path / "log").count() == 1
    assert any("test_call" in act for act in acts(SessionLog(tmp_path / "log")))
    app = staffed(tmp_path, call="exit 1")
    async with app.run_test(size=ONE_LIST) as pilot:
        await enter(app, pilot)
        await press(pilot, "4")
        await settle(app, pilot)
        assert "The call did not work. The configuration names its program." in shown(app)
    app = staffed(tmp_path)
    async with app.run_test(size=ONE_LIST) as pilot:
        await enter(app, pilot)
        assert "Calls for staff" not in shown(app)
        assert "Test the call" not in shown(app)


async def test_leaving_the_kiosk_asks_once_more(tmp_path: Path) -> None:
    app = staffed(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await enter(app, pilot)
        await press(pilot, "2", "enter")
        assert isinstance(app.screen, StaffScreen)
        await press(pilot, "2", "up")
        assert isinstance(app.screen, LeaveKioskScreen)
        await press(pilot, "enter")
        await pilot.pause()
    assert app.return_value is Outcome.STAFF


async def test_nothing_of_a_visit_can_be_reached_from_there(tmp_path: Path) -> None:
    app = staffed(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await enter(app, pilot)
        await press(pilot, "ctrl+q", "f4", "f12", "ctrl+o", "ctrl+c")
        assert at(app) is Step.WELCOME
    assert app.return_value is not Outcome.STAFF
