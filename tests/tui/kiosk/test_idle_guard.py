"""What silence does, and how a visit ends with help."""

import time

from criteria.journey import Journey
from criteria.steps import Step
from screens.overlays.notices import IdleOverlay
from tests.screens.kiosks import BLOOD, at, kiosk, press, shown, walk
from tui.terminal.events import UnusedKeyPressed
from tui.visit.outcome import Outcome
from tui.visit.recording import NullRecorder

SIZE = (80, 24)


class Noted(NullRecorder):
    """Notes what it is asked to keep."""

    def __init__(self) -> None:
        self.kept: list[tuple[Step, Outcome, str]] = []

    async def keep(self, journey: Journey, end: Outcome, language: str) -> None:
        self.kept.append((journey.step, end, language))


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


async def test_stopping_for_help_clears_everything_but_the_number_to_call() -> None:
    clock = Clock()
    app = kiosk(clock=clock)
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.BLOOD_MORE)
        await press(pilot, "1", "enter")
        assert app.journey.answers.given() == {}
        assert "Call 112 or tell a member of staff now" in shown(app)
        clock.now += 100
        await app.check_silence()
        assert app.is_running
        clock.now += 100
        await app.check_silence()
    assert app.return_value is Outcome.FINISHED


async def test_silence_at_an_emergency_clears_but_leaves_the_number_on_the_screen() -> None:
    clock = Clock()
    app = kiosk(clock=clock)
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.BLOOD_MORE)
        clock.now += 91
        await app.check_silence()
        assert "call 112 or tell a member of staff now" in shown(app)
        clock.now += 30
        await app.check_silence()
        await pilot.pause()
        assert app.journey.answers.given() == {}
        assert "Call 112 or tell a member of staff now" in shown(app)


async def test_silence_is_asked_about_and_then_clears_and_answers_nothing() -> None:
    clock, keeper = Clock(), Noted()
    app = kiosk(clock=clock, recorder=keeper)
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.BLOOD_AMOUNT)
        clock.now += 91
        await app.check_silence()
        assert isinstance(app.screen, IdleOverlay)
        await press(pilot, "2")
        assert not isinstance(app.screen, IdleOverlay)
        assert at(app) is Step.BLOOD_AMOUNT
        clock.now += 121
        await app.check_silence()
    assert app.return_value is Outcome.IDLE
    assert keeper.kept == [(Step.BLOOD_AMOUNT, Outcome.IDLE, "en")]


async def test_a_stuck_key_does_not_hold_a_visit_open_for_ever() -> None:
    clock = Clock()
    app = kiosk(clock=clock)
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.CHECKLIST)
        for _ in range(31):
            clock.now += 60
            await press(pilot, "up")
            await app.check_silence()
    assert app.return_value is Outcome.IDLE


async def test_nobody_at_the_welcome_page_is_never_asked() -> None:
    clock = Clock()
    app = kiosk(clock=clock)
    async with app.run_test(size=SIZE):
        clock.now += 100_000
        await app.check_silence()
        assert not isinstance(app.screen, IdleOverlay)


async def test_a_key_of_no_use_extends_the_visit_and_answers_the_warning() -> None:
    clock = Clock()
    app = kiosk(clock=clock)
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.CHECKLIST)
        for _ in range(20):
            clock.now += 85
            app.post_message(UnusedKeyPressed())
            await pilot.pause()
            await app.check_silence()
            assert not isinstance(app.screen, IdleOverlay)
        clock.now += 91
        await app.check_silence()
        assert isinstance(app.screen, IdleOverlay)
        app.post_message(UnusedKeyPressed())
        await pilot.pause()
        assert not isinstance(app.screen, IdleOverlay)
        assert at(app) is Step.CHECKLIST
        assert app.journey.answers.given() == {}


async def test_where_the_machine_was_suspended_a_key_does_nothing_to_the_page_and_it_is_gone() -> None:
    clock, recorder = Clock(), Noted()
    app = kiosk(clock=clock, recorder=recorder)
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, {}, Step.CHECKLIST)
        clock.now += 8 * 3600
        await press(pilot, "y")
        assert "(●)" not in shown(app)
        assert app.is_running
        await app.check_silence()
    assert app.return_value is Outcome.IDLE


async def test_on_the_first_page_a_key_counts_after_any_silence() -> None:
    clock = Clock()
    app = kiosk(clock=clock)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "2")
        clock.now += 8 * 3600
        await app.check_silence()
        await press(pilot, "enter")
        assert app.journey.step is not Step.WELCOME


def test_the_clock_of_a_visit_goes_on_while_the_machine_is_suspended() -> None:
    before = time.clock_gettime(time.CLOCK_BOOTTIME)
    assert before <= kiosk().clock() <= time.clock_gettime(time.CLOCK_BOOTTIME)
