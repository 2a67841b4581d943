"""Clicks that arrive in one piece, or while the next step is drawn, act on no step that was not on the screen."""

import asyncio
from time import monotonic
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from criteria.steps import Step
from tests.screens.kiosks import BLOOD, app_of, at, kiosk, walk

SIZE = (80, 24)


async def click_often(pilot: Pilot[Any], selector: str, times: int, between: int) -> None:
    """Press and release the mouse `times` times in one moment; the loop runs `between` rounds after each."""
    app = app_of(pilot)
    app.input_guard.resume(0.0)
    moment = monotonic()
    x, y = (int(number) for number in app.screen.query_one(selector).region.center)
    for _ in range(times):
        for kind in (events.MouseDown, events.MouseUp):
            event = kind(None, x, y, 0, 0, 1, shift=False, meta=False, ctrl=False, screen_x=x, screen_y=y)
            event.time = moment
            app.post_message(event)
        for _ in range(between):
            await asyncio.sleep(0)
    await pilot.pause()


@pytest.mark.parametrize("between", [0, 1, 2, 3, 5, 8, 13, 21])
async def test_clicks_on_continue_in_a_row_go_on_by_one_step(between: int) -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.HELP_CARD)
        await click_often(pilot, "#carry_on", 12, between)
        assert at(app) is Step.BEFORE_YOU_BEGIN


async def test_a_click_that_is_handled_during_an_exchange_is_none_for_the_step_that_comes() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.HELP_CARD)
        button = app.screen.query_one("#carry_on")
        async with app.survey.exchanging:
            button.post_message(button.Pressed(button))  # type: ignore[attr-defined]
            await pilot.pause()
        assert at(app) is Step.HELP_CARD
