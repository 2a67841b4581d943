"""A whole visit with the keys 0 to 9 alone: every question, every part of the report, its reasons, the take-away, Goodbye."""

import pytest
from textual.pilot import Pilot

from criteria.questions import SYMPTOMS
from criteria.steps import CHOICES, INTERRUPTIONS, Step, questions_of
from screens.overlays.codes import CodeScreen
from screens.overlays.take_away import TakeAwayOverlay
from screens.overlays.why import WhyOverlay
from screens.steps.result import ResultView
from screens.widgets.blocks import BlockView
from tests.amounts import each_once
from tests.screens.kiosks import CATALOG, app_of, at, kiosk, press
from tui.visit.outcome import Outcome

SIZES = [(80, 24), (40, 12), (120, 40)]


async def next_step(pilot: Pilot[Outcome], seen: list[Step]) -> None:
    """Answer the present step with digits: yes to every symptom, and the first of every other choice."""
    app = app_of(pilot)
    step = at(app)
    seen.append(step)
    if step is Step.CHECKLIST:
        await press(pilot, *"1" * len(SYMPTOMS), "0")
    elif step in INTERRUPTIONS:
        await press(pilot, "2", "0")
    elif step in CHOICES or (questions_of(step) and step is not Step.CHECK):
        await press(pilot, "1", "0")
    else:
        await press(pilot, "0")
    assert at(app) is not step, f"{step} is not passed with digits"


async def ask_why(pilot: Pilot[Outcome]) -> bool:
    """Ask with 9 why the first piece of the page is there, and close that; say whether the page has such a piece."""
    app = app_of(pilot)
    if not any(block.can_focus for block in app.screen.query(BlockView)):
        return False
    await press(pilot, "9")
    assert isinstance(app.screen, WhyOverlay)
    await press(pilot, "0")
    assert len(app.screen_stack) == 1
    return True


async def read_everything(pilot: Pilot[Outcome]) -> None:
    """Open each part by its digit, read its pages with 0, and ask why once in each."""
    app = app_of(pilot)
    view = app.survey.view
    assert isinstance(view, ResultView)
    for number, part in enumerate(view.reader.parts, 1):
        await press(pilot, str(number))
        assert view.reader.part is part
        asked = await ask_why(pilot)
        while view.reader.has_next_page:
            page = view.reader.page
            await press(pilot, "0")
            assert view.reader.page == page + 1
            asked = asked or await ask_why(pilot)
        assert asked, part.id
    await press(pilot, "0")
    assert view.reader.part is None


@pytest.mark.parametrize(("chosen", "size"), each_once([*enumerate(CATALOG.languages, 1)], SIZES), ids=str)
async def test_digits_alone_lead_from_welcome_through_every_part_of_the_report_to_goodbye(
    chosen: tuple[int, str], size: tuple[int, int]
) -> None:
    digit, language = chosen
    app, seen = kiosk(), list[Step]()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await press(pilot, str(digit))
        assert app.words.texts.code == language
        while at(app) is not Step.RESULT:
            await next_step(pilot, seen)
        assert {*INTERRUPTIONS} & {*seen}
        assert {Step.WHAT_MATTERS, Step.CHECK} <= {*seen}
        await read_everything(pilot)
        await press(pilot, "7")
        assert isinstance(app.screen, TakeAwayOverlay)
        if app.screen.has_code:
            await press(pilot, "1", "0")
            assert isinstance(app.screen, CodeScreen)
            await press(pilot, "8")
            assert at(app) is Step.WHAT_NOW
            await press(pilot, "f2")
            assert at(app) is Step.RESULT
            await press(pilot, "7")
        while isinstance(app.screen, TakeAwayOverlay):
            await press(pilot, "0")
        await press(pilot, "8", "2", "0")
        assert at(app) is Step.GOODBYE
        await press(pilot, "0")
    assert app.return_value is Outcome.FINISHED
