"""What a key and an assessment cost, in function calls: a change that takes a sixth more has to say so here."""

import asyncio
from typing import Any, Final

import pytest
from textual.pilot import Pilot

from criteria.answers import Answers
from criteria.assess import assess
from criteria.steps import Step
from tests.calls import Calls, calls_of
from tests.screens.frames import QUIET_TURNS, draws, noting, send, settle
from tests.screens.kiosks import METASTASIS, app_of, kiosk, walk

SLACK: Final = 1.15

ASSESSMENT, VALIDATION = 40, 6
"""Calls that an assessment takes, and the check of the answers before it."""

FIRST_PAGE = 87_500
"""Calls from the start of an app to its first page, style sheet included."""

KEYS: Final = [
    (Step.CONSENT, "down", 4200),
    (Step.CONSENT, "2", 4700),
    (Step.CHECKLIST, "down", 8000),
    (Step.CHECKLIST, "2", 7400),
    (Step.CONSENT, "b", 44000),
    (Step.WELCOME, "f1", 52500),
    (Step.RESULT, "1", 36800),
]
"""A key at a step, and the calls that it takes: a move, a choice, a move and a reply, a page, help, a part of the report."""


def test_an_assessment_takes_as_many_calls_as_before() -> None:
    answers = Answers.model_validate(METASTASIS)
    assert calls_of(lambda: assess(answers)) <= SLACK * ASSESSMENT
    assert calls_of(lambda: Answers.model_validate(METASTASIS)) <= SLACK * VALIDATION


async def calls_of_key(pilot: Pilot[Any], key: str) -> int:
    """Press a key, and return how many calls it takes until nothing is left to draw."""
    app, calls, turns = app_of(pilot), Calls(), 0
    calls.begin()
    send(app, key)
    while turns < QUIET_TURNS:
        calls.begin()
        await asyncio.sleep(0.001)
        calls.pause()
        turns = 0 if draws(app) else turns + 1
    return calls.count


@pytest.mark.parametrize(("step", "key", "most"), KEYS, ids=str)
async def test_a_key_takes_as_many_calls_as_before(step: Step, key: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    noting(monkeypatch)
    async with kiosk().run_test(size=(80, 24)) as pilot:
        await walk(pilot, METASTASIS, step)
        await settle(pilot)
        taken = await calls_of_key(pilot, key)
    assert taken <= SLACK * most, f"{taken} calls"


async def test_the_first_page_takes_as_many_calls_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    noting(monkeypatch)
    async with kiosk().run_test(size=(80, 24)) as pilot:
        await settle(pilot)  # what is worked out once for all apps
    calls = Calls().begin()
    async with kiosk().run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        calls.pause()
    assert calls.count <= SLACK * FIRST_PAGE, f"{calls.count} calls"
