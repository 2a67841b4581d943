"""What keys and clicks do: the checklist, the check page, help, the mouse alone."""

from typing import Any, Final

import pytest
from textual.pilot import Pilot

from criteria.answers import OPTIONS
from criteria.questions import SYMPTOMS, Question
from criteria.steps import STEP_OF, Step, visible_steps
from screens.overlays.base import HelpOverlay
from tests.amounts import one_of
from tests.screens.kiosks import (
    BLOOD,
    CATALOG,
    METASTASIS,
    app_of,
    at,
    click,
    dump,
    keys_to,
    kiosk,
    press,
    settings,
    shown,
    to_answer,
    walk,
)
from tui.gallery.app import PERSON, Gallery
from tui.visit.outcome import Outcome

SIZE = (80, 24)


LONGEST: Final = Question.PRIMARY_SITE
CHOICES: Final = [question for question in OPTIONS if question not in {*SYMPTOMS, LONGEST, Question.WHAT_MATTERS}]


@pytest.mark.parametrize("questions", one_of([[LONGEST], CHOICES]), ids=["longest", "others"])
async def test_every_option_is_chosen_with_digits_alone_and_zero_goes_on(questions: list[Question]) -> None:
    app = Gallery(settings(), CATALOG)
    async with app.run_test(size=SIZE) as pilot:
        for question in questions:
            for index, option in enumerate(OPTIONS[question]):
                await app.at(STEP_OF[question])
                await press(pilot, *keys_to(index), "0")
                assert app.journey.answers.get(question) == option


async def test_blank_lines_are_said_once_and_then_taken_as_not_answered() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.CHECKLIST)
        await press(pilot, "y", "end", "enter")
        assert app.words.texts.checklist.left_blank in shown(app)
        assert at(app) is Step.CHECKLIST
        await press(pilot, *["enter"] * 9)
        assert at(app) is Step.CHECKLIST
        await press(pilot, "end", "enter")
        assert at(app) is Step.COUGH_DURATION
        assert app.journey.answers.chest_pain == "declined"


@pytest.mark.parametrize(("keys", "expected"), [(["y"], "yes"), (["n"], "no"), (["?"], "unsure"), (["right", "right"], "no")])
async def test_a_line_of_the_checklist_is_answered_by_letter_or_arrow(keys: list[str], expected: str) -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.CHECKLIST)
        await press(pilot, *keys)
        await press(pilot, "end", "enter", "end", "enter")
        assert app.journey.answers.cough == expected


async def test_changing_a_symptom_begins_at_its_own_line() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.CHECK)
        await to_answer(pilot, Step.CHECKLIST, Question.CHEST_PAIN)
        await press(pilot, "enter", "1", "end", "enter")
        assert app.journey.answers.chest_pain == "yes"
        assert app.journey.answers.cough == "no"


async def test_scrolling_back_up_from_finish_takes_the_focus_with_it() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, METASTASIS, Step.RESULT)
        await press(pilot, "end", "up", "enter")
        assert at(app) is Step.RESULT


async def test_enter_on_an_option_that_is_chosen_goes_on_also_where_many_can_be() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, METASTASIS, Step.WHAT_MATTERS)
        await press(pilot, "3", "1", "3", "1", "4", "enter")
        assert at(app) is Step.CHECK
        assert app.journey.answers.what_matters == ("time",)


async def test_one_key_answers_all_six_with_no() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.CHECKLIST)
        await press(pilot, "4", "0")
        assert at(app) is Step.CANCER_HISTORY
        assert set(app.journey.answers.given().values()) == {"no"}


async def test_help_is_one_key_away_on_every_step_and_shows_the_cards_so_far() -> None:
    app = Gallery(settings(), CATALOG)
    async with app.run_test(size=SIZE) as pilot:
        for step in visible_steps(PERSON):
            await app.at(step)
            await press(pilot, "h")
            assert isinstance(app.screen, HelpOverlay)
            assert len(app.screen.blocks) > 0
            await press(pilot, "b")
            assert not isinstance(app.screen, HelpOverlay)


async def no_to_each_symptom(pilot: Pilot[Any]) -> None:
    app = app_of(pilot)
    for symptom in SYMPTOMS:
        rows = dump(app).splitlines()
        y = next(y for y, text in enumerate(rows) if app.words.texts.checklist.symptoms[symptom].label in text)
        await pilot.click(offset=(rows[y].index(") No") + 2, y))


async def test_the_mouse_alone_walks_the_whole_way() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await click(pilot, "Español")
        await click(pilot, "English")
        for words in ("Begin", "Continue", "I understand", "For myself", "Continue", "No, keep none", "Continue"):
            await click(pilot, words)
        await no_to_each_symptom(pilot)
        await click(pilot, "Continue")
        assert at(app) is Step.CANCER_HISTORY
        for words in ("( ) Yes", "Continue", "More below", "Prostate", "Continue", "( ) No", "Continue", "Continue"):
            await click(pilot, words) if words != "More below" else None
        assert at(app) is Step.CHECK
        await click(pilot, "Keep my answers")
        assert at(app) is Step.CONSENT
        await click(pilot, "Back")
        await click(pilot, "Show my summary")
        await click(pilot, "The six symptoms")
        await click(pilot, "Why this?")
        await click(pilot, "Close")
        for words in ("Next part", "Your summary", "Back"):
            await click(pilot, words) if words in dump(app) else None
        await click(pilot, "Take it with you")
        for words in ("Make a code", "Show the code", "Close", "Close", "Finish", "Nothing", "Finish", "Close"):
            await click(pilot, words)
    assert app.return_value is Outcome.FINISHED


async def test_what_was_folded_away_is_not_there_until_it_is_opened() -> None:
    app = kiosk()
    async with app.run_test(size=(80, 60)) as pilot:
        await walk(pilot, METASTASIS, Step.RESULT)
        outlook = app.words.texts.statements["S11"]
        await press(pilot, "6")
        assert outlook[:30] not in shown(app)
        await click(pilot, app.words.texts.result.outlook)
        assert outlook[:30] in shown(app)
        await press(pilot, "space")
        assert outlook[:30] not in shown(app)
