"""Bigger text, marks that wait, the clickable line of keys, and finishing only when it is meant."""

import pytest

from criteria.questions import SYMPTOMS
from criteria.steps import CHOICES, Step
from screens.steps.checklist import ChecklistView
from tests.amounts import one_of
from tests.screens.kiosks import BLOOD, METASTASIS, NO_SYMPTOMS, at, click, dump, kiosk, press, shown, walk
from tui.kiosk.app import Kiosk
from tui.kiosk.appearance import Appearance
from tui.visit.outcome import Outcome

SIZE = (80, 24)


def checklist(app: Kiosk) -> ChecklistView:
    view = app.survey.view
    assert isinstance(view, ChecklistView)
    return view


async def test_bigger_text_by_key_or_click_keeps_marks_answers_and_place() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, METASTASIS, Step.CHECKLIST)
        await press(pilot, "1", "2", "3")
        assert "Weakness" in dump(app)
        await press(pilot, "t")
        assert "Difficulty breathing" in dump(app)
        assert "Weakness" not in dump(app)
        assert "4 of 6" in dump(app)
        assert [row.reply for row in checklist(app).rows] == ["yes", "no", "unsure", None, None, None]
        await click(pilot, "Normal text")
        assert "Weakness" in dump(app)
        assert "Cough                                     (●) Yes" in dump(app)
        assert at(app) is Step.CHECKLIST


async def test_in_bigger_text_the_list_is_answered_one_symptom_after_the_other_by_keys_alone() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, METASTASIS, Step.CHECKLIST)
        await press(pilot, "t")
        for key, symptom in zip("123", SYMPTOMS, strict=False):
            assert app.words.texts.checklist.symptoms[symptom].label in dump(app)
            assert app.words.texts.checklist.symptoms[symptom].hint[:20] in dump(app)
            await press(pilot, key, "enter")
        await press(pilot, "b")
        assert "Chest pain" in dump(app)
        assert "█ 3  (●) Not sure" in dump(app)
        await press(pilot, "enter", *(["2", "enter"] * 3))
        await press(pilot, "enter")
        assert at(app) is Step.COUGH_DURATION
        given = app.journey.answers.given()
        assert [given[symptom] for symptom in SYMPTOMS] == ["yes", "no", "unsure", "no", "no", "no"]


async def test_in_bigger_text_the_mouse_alone_answers_and_blank_pages_are_said_once() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, METASTASIS, Step.CHECKLIST)
        await click(pilot, "Bigger text")
        rows = dump(app).splitlines()
        y = next(y for y, row in enumerate(rows) if "( ) No" in row)
        await pilot.click(offset=(rows[y].index("( ) No") + 1, y))
        await pilot.pause()
        for _ in SYMPTOMS:
            await pilot.click("#carry_on")
            await pilot.pause()
        assert app.words.texts.checklist.left_blank in shown(app)
        assert "2 of 6" in dump(app)
        await pilot.click("#carry_on")
        await pilot.pause()
        assert at(app) is Step.CANCER_HISTORY
        given = app.journey.answers.given()
        assert [given[symptom] for symptom in SYMPTOMS] == ["no", *["declined"] * 5]


@pytest.mark.parametrize("size", one_of([(40, 12), (60, 20), (80, 24), (120, 40)]), ids=str)
async def test_the_whole_way_can_be_walked_in_bigger_text(size: tuple[int, int]) -> None:
    app = kiosk()
    app.set_appearance(Appearance("ink", bigger=True))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for _ in range(80):
            if at(app) is Step.RESULT:
                break
            keys = ("1", "enter") if at(app) in {*CHOICES, Step.CHECKLIST} or "_" in at(app).value else ("end", "enter")
            await press(pilot, *keys) if at(app) is not Step.HELP_CARD else await press(pilot, "end", "enter")
            await press(pilot, *(("end", "enter") if at(app) in {Step.WHAT_MATTERS, Step.BEFORE_YOU_BEGIN} else ()))
            if "." in at(app).value:
                await press(pilot, "2", "enter", "end", "enter")
        assert at(app) is Step.RESULT


async def test_marks_that_were_not_submitted_are_there_again_after_going_back() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, METASTASIS, Step.CHECKLIST)
        await press(pilot, "1", "3", "b")
        assert at(app) is Step.CONSENT
        assert app.journey.answers.given() == {}
        await press(pilot, "1", "enter")
        assert at(app) is Step.CHECKLIST
        assert [row.reply for row in checklist(app).rows] == ["yes", "unsure", None, None, None, None]


async def test_marks_of_a_question_that_is_answered_or_closed_are_forgotten() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.BLOOD_AMOUNT)
        await press(pilot, "1", "b")
        assert set(app.survey.drafts.marks) == {Step.BLOOD_AMOUNT}
        checklist(app).rows[1].focus()
        await press(pilot, "2", "end", "enter")
        assert at(app) is Step.CANCER_HISTORY
        assert app.survey.drafts.marks == {}
        await walk(pilot, NO_SYMPTOMS, Step.GOODBYE)
        assert app.survey.drafts.marks == {}


async def test_a_click_on_the_line_of_keys_answers_the_line_in_focus() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, METASTASIS, Step.CHECKLIST)
        y = len(dump(app).splitlines()) - 1
        for words in ("1  Yes", "2  No", "3  Not sure"):
            await pilot.click(offset=(dump(app).splitlines()[y].rindex(words) + 1, y))
            await pilot.pause()
        assert [row.reply for row in checklist(app).rows[:4]] == ["yes", "no", "unsure", None]
        await press(pilot, "2", "2", "2", "enter")
        await press(pilot, "2", "enter")
        await walk(pilot, NO_SYMPTOMS, Step.CANCER_HISTORY)
        y = len(dump(app).splitlines()) - 1
        row = dump(app).splitlines()[y]
        for words in ("Move", "Move", "Choose"):
            await pilot.click(offset=(row.index(words) + 1, y))
            await pilot.pause()
        assert "▶ 2  (●) No" in dump(app)


async def test_finishing_clears_nothing_until_it_is_asked_for_twice() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, METASTASIS, Step.RESULT)
        await press(pilot, "end", *["enter"] * 12)
        assert app.screen is app.survey
        await press(pilot, "8", *["enter"] * 12)
        assert at(app) is Step.WHAT_NOW
        await press(pilot, "f2")
        assert at(app) is Step.RESULT
        assert app.journey.answers.given()
        await press(pilot, "f", "2", "enter")
        assert at(app) is Step.GOODBYE
        assert app.journey.answers.given() == {}
        await press(pilot, "enter")
    assert app.return_value is Outcome.FINISHED


@pytest.mark.parametrize("size", [(40, 24), (80, 24), (120, 40)], ids=str)
async def test_from_twenty_four_rows_on_every_button_is_three_rows_high(size: tuple[int, int]) -> None:
    app = kiosk()
    async with app.run_test(size=size) as pilot:
        for step in (Step.WELCOME, Step.BEFORE_YOU_BEGIN, Step.CONSENT, Step.CHECKLIST, Step.CHECK, Step.RESULT):
            await walk(pilot, NO_SYMPTOMS, step)
            await pilot.pause()
            buttons = [button for button in app.screen.query(".button") if button.region.area and button.id != "none"]
            assert buttons
            assert {button.outer_size.height for button in buttons} == {3}
