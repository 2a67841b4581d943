"""The language changes at any time, by key or mouse, and neither an answer nor the place is lost."""

from typing import Final

import pytest
from textual.widgets import Static

from assets.catalog import Catalog
from criteria.steps import Step
from screens.overlays.base import HelpOverlay
from screens.overlays.languages import LanguagesOverlay
from screens.overlays.notices import StoppedOverlay
from screens.overlays.take_away import TakeAwayOverlay
from screens.overlays.why import WhyOverlay
from screens.steps.checklist import ChecklistView
from screens.steps.choice import ChoiceView
from screens.steps.result import ResultView
from screens.widgets.blocks import FoldHead
from tests.screens.kiosks import BLOOD, CATALOG, METASTASIS, at, click, dump, kiosk, press, settings, shown, walk
from tui.gallery.app import OVERLAYS, STEPS, Gallery
from tui.gallery.pages import settled

SIZE: Final = (80, 24)
TWO: Final = Catalog({code: CATALOG.languages[code] for code in ("en", "es")}, CATALOG.sources, {})


async def test_with_two_languages_the_key_goes_to_the_other_one_and_back() -> None:
    app = kiosk(catalog=TWO)
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.BEFORE_YOU_BEGIN)
        assert "g Español" in shown(app)
        await press(pilot, "g")
        assert app.words.texts.before.title in shown(app)
        assert app.words.texts.code == "es"
        assert "i English" in shown(app)
        await press(pilot, "f3")
        assert (app.words.texts.code, at(app)) == ("en", Step.BEFORE_YOU_BEGIN)


async def test_with_more_each_is_listed_by_its_own_name_and_chosen_by_digit_arrow_or_mouse() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.CONSENT)
        for how in ("digit", "arrow", "mouse"):
            await press(pilot, "f3")
            assert isinstance(app.screen, LanguagesOverlay)
            assert "Language · Idioma · Langue" in shown(app)
            if how == "digit":
                await press(pilot, "3")
            elif how == "arrow":
                await press(pilot, "up", "enter")
            else:
                await click(pilot, "English")
            assert app.words.texts.code == {"digit": "fr", "arrow": "es", "mouse": "en"}[how]
            assert app.words.texts.consent.options["no"] in shown(app)


async def test_the_list_closes_without_a_choice_and_with_one_language_there_is_no_key() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.CONSENT)
        await press(pilot, "g", "b")
        assert (app.words.texts.code, at(app), len(app.screen_stack)) == ("en", Step.CONSENT, 1)
    app = kiosk(catalog=Catalog({"en": CATALOG.languages["en"]}, CATALOG.sources, {}))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        before = dump(app)
        await press(pilot, "g", "f3")
        assert dump(app) == before
        assert " g " not in before


async def test_a_click_on_the_title_line_changes_the_language_on_every_step_and_nothing_else() -> None:
    app = Gallery(settings(), TWO)
    async with app.run_test(size=SIZE) as pilot:
        for step in STEPS:
            await app.at(step)
            await settled(pilot)
            answers, code = app.journey.answers, app.words.texts.code
            await click(pilot, {"en": "Español", "es": "English"}[code])
            await settled(pilot)
            assert app.words.texts.code != code
            assert (app.journey.step, app.journey.answers) == (step, answers)


async def test_what_is_marked_but_not_sent_stays_marked_and_is_what_is_sent() -> None:
    app = kiosk(catalog=TWO)
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, METASTASIS, Step.WHAT_MATTERS)
        await press(pilot, "1", "4", "g")
        assert app.screen.query_one(ChoiceView).marks() == ["people", "time"]
        assert "[x] Tener más tiempo" in shown(app)
        await press(pilot, "end", "enter")
        assert app.journey.answers.what_matters == ("people", "time")


async def test_half_a_checklist_stays_and_so_does_what_was_said_of_its_blank_lines() -> None:
    app = kiosk(catalog=TWO)
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.CHECKLIST)
        await press(pilot, "1", "3", "end", "enter", "g")
        view = app.screen.query_one(ChecklistView)
        assert [row.reply for row in view.rows] == ["yes", "unsure", None, None, None, None]
        assert app.screen.focused is view.rows[2]
        await press(pilot, "end", "enter")
        assert at(app) is Step.COUGH_DURATION
        assert app.journey.answers.chest_pain == "declined"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_result_stays_at_the_same_part_with_the_same_sections_open(size: tuple[int, int]) -> None:
    app = kiosk(catalog=TWO)
    async with app.run_test(size=size) as pilot:
        await walk(pilot, METASTASIS, Step.RESULT)
        view = app.survey.view
        assert isinstance(view, ResultView)
        await press(pilot, "6")
        while not list(app.screen.query(FoldHead)):
            await press(pilot, "right")
        app.screen.query(FoldHead).first().focus()
        await press(pilot, "space", "down")
        before, page = view.marks(), view.reader.page
        assert before.opened == {"outlook"}
        for _ in range(4):
            await press(pilot, "f3")
            after = app.survey.view
            assert isinstance(after, ResultView)
            assert after.marks() == before
            assert abs(after.reader.page - page) <= 1


@pytest.mark.slow
async def test_every_overlay_changes_its_language_too() -> None:
    app = Gallery(settings(), TWO)
    kinds = {"help": HelpOverlay, "why": WhyOverlay, "take_away": TakeAwayOverlay, "stopped": StoppedOverlay}
    async with app.run_test(size=(120, 40)) as pilot:
        for name in (name for name in OVERLAYS if name not in {"idle", "code", "pin"}):
            texts = {}
            for key in ("f3", "f3"):
                await app.over(name)
                await settled(pilot)
                texts[app.words.texts.code] = dump(app)
                await press(pilot, key)
                await settled(pilot)
                texts[f"to {app.words.texts.code}"] = dump(app)
                assert isinstance(app.screen, kinds.get(name, object))
            assert texts["to es"] == texts["es"], name
            assert texts["to en"] == texts["en"], name
            assert texts["en"] != texts["es"], name


async def test_digits_of_a_pin_stay_and_the_notice_about_the_pin_before_goes() -> None:
    app = Gallery(settings(), TWO)
    async with app.run_test(size=SIZE) as pilot:
        await app.over("pin")
        await settled(pilot)
        dots = app.screen.query_one(".dots", Static).content
        await press(pilot, "f3")
        assert CATALOG.languages["es"].staff.pin_title in shown(app)
        assert app.screen.query_one(".dots", Static).content == dots
        assert not app.screen.query(".notice.-shown")


async def test_the_language_key_closes_the_idle_question_and_leaves_a_qr_code_as_it_is() -> None:
    app = Gallery(settings(), TWO)
    async with app.run_test(size=SIZE) as pilot:
        for name in ("idle", "code"):
            await app.over(name)
            await settled(pilot)
            await press(pilot, "f3")
            assert app.words.texts.code == "en"
