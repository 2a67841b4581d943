"""The last page: it says how long it stays, and any key without a use of its own closes it."""

import pytest
from textual.pilot import Pilot

from criteria.journey import Journey
from criteria.steps import Step
from tests.screens.kiosks import CATALOG, app_of, at, dump, kiosk, press, shown
from tui.visit.outcome import Outcome
from tui.visit.timeouts import GOODBYE_SECONDS

SIZES = [(40, 12), (80, 24), pytest.param((60, 20), marks=pytest.mark.slow), pytest.param((120, 40), marks=pytest.mark.slow)]


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


async def to_goodbye(pilot: Pilot[Outcome]) -> None:
    await pilot.pause()
    await app_of(pilot).show_step(Journey(step=Step.GOODBYE))
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", CATALOG.languages)
async def test_the_seconds_until_the_page_closes_are_in_view_in_words_and_go_down(language: str, size: tuple[int, int]) -> None:
    clock = Clock()
    app = kiosk(language, clock=clock)
    async with app.run_test(size=size) as pilot:
        await to_goodbye(pilot)
        for left in (GOODBYE_SECONDS, 12, 1):
            clock.now = GOODBYE_SECONDS - left
            await app.check_silence()
            await press(pilot)
            said = app.words(app.words.texts.goodbye.closes, seconds=str(left)).replace("\u00a0", " ")
            assert said in shown(app).replace("\u00a0", " ")
        if size[0] >= 60:
            assert app.survey.scroller().max_scroll_y == 0


@pytest.mark.parametrize("key", ["z", "5", "down", "space", "f", "f9"])
async def test_any_key_without_a_use_of_its_own_closes_the_page(key: str) -> None:
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_goodbye(pilot)
        await press(pilot, key)
    assert app.return_value is Outcome.FINISHED


async def test_the_keys_for_help_and_for_the_looks_of_the_page_do_what_they_do_elsewhere() -> None:
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await to_goodbye(pilot)
        await press(pilot, "h")
        assert len(app.screen_stack) == 2
        await press(pilot, "b", "t", "c", "g")
        assert at(app) is Step.GOODBYE
        assert app.words.texts.goodbye.title in dump(app) or len(app.screen_stack) == 2
