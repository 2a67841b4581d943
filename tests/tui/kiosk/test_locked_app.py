"""What keys cannot do, on every screen."""

import pytest
from textual import events

from criteria.steps import ALARMS, CHOICES, Step
from screens.base import ALLOWED_ACTIONS
from tests.screens.kiosks import BLOOD, CATALOG, NO_SYMPTOMS, at, dump, kiosk, press, settings, walk
from tui.gallery.app import OVERLAYS, STEPS, Gallery
from tui.gallery.pages import settled
from tui.visit.outcome import Outcome

SIZE = (80, 24)


async def test_on_every_screen_only_the_kiosks_own_actions_can_be_reached() -> None:
    app = Gallery(settings(), CATALOG)
    names = set()
    async with app.run_test(size=SIZE) as pilot:
        for name in [*STEPS, *OVERLAYS]:
            await (app.at(name) if isinstance(name, Step) else app.over(name))
            await pilot.pause()
            for widget in [None, *app.screen.focus_chain]:
                app.screen.set_focus(widget)
                names |= {active.binding.action.split("(")[0] for active in app.screen.active_bindings.values()}
    assert names <= ALLOWED_ACTIONS
    assert not any("app." in name or "screen." in name for name in names)


async def test_keys_of_the_framework_do_nothing() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.CHECKLIST)
        before = dump(app)
        await press(pilot, "ctrl+c", "ctrl+q", "ctrl+p", "ctrl+z", "ctrl+backslash", "f5", "ctrl+s", "alt+x", "delete")
        assert dump(app) == before
        assert app.is_running
        app.copy_to_clipboard("secret")
        assert app.clipboard == ""


@pytest.mark.parametrize("keys", ["\r" * 60, "1\r" * 40, "2\r" * 40, "\t\r" * 40, " \r" * 40, "n" * 30 + "\r\r\r\r"])
async def test_a_burst_of_keys_never_answers_a_question_that_was_not_on_the_screen(keys: str) -> None:
    app = kiosk()
    names = {"\r": "enter", "\t": "tab", " ": "space"}
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.CONSENT)
        for key in keys:
            app.post_message(events.Key(names.get(key, key), key))
        await pilot.pause()
        assert at(app) in {Step.BEFORE_YOU_BEGIN, *CHOICES, Step.CHECKLIST}
        assert app.journey.answers.given() == {}


async def test_enter_held_down_answers_nothing_anywhere() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, *["enter"] * 30)
        for asked in (Step.RESPONDENT, Step.CONSENT, Step.CHECKLIST):
            assert at(app) is asked
            await press(pilot, "2", "enter")
            await press(pilot, *["enter"] * 30)
        assert app.journey.answers.given() == {}


async def test_every_letter_acts_with_the_lock_for_capitals_on_too() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.CHECKLIST)
        await press(pilot, "Y", "N")
        assert "(●) Yes" in dump(app)
        await press(pilot, "H")
        assert "When to get help now" in dump(app)
        await press(pilot, "L")
    assert app.return_value is Outcome.LEFT


async def test_none_of_these_takes_a_yes_back_only_when_it_is_asked_for_once_more() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.CHECKLIST)
        await press(pilot, "n", "y", "4")
        assert "once more" in dump(app)
        assert "(●) Yes" in dump(app)
        await press(pilot, "n", "4")
        assert "once more" in dump(app)
        await press(pilot, "4")
        assert dump(app).count("(●) No") == 6
        assert "once more" not in dump(app)


async def test_enter_says_what_to_do_where_nothing_has_the_focus_at_the_end() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, NO_SYMPTOMS, Step.RESULT)
        await press(pilot, "f", "enter", "enter")
        assert "Please choose one of the answers first." in dump(app)
        assert at(app) is Step.WHAT_NOW


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24)], ids=str)
@pytest.mark.parametrize("language", CATALOG.languages)
async def test_an_emergency_says_what_to_do_without_a_key_in_every_window(language: str, size: tuple[int, int]) -> None:
    app = Gallery(settings(language), CATALOG)
    async with app.run_test(size=size) as pilot:
        for step in ALARMS:
            await app.at(step)
            await settled(pilot)
            assert "112" in dump(app), step


async def test_only_letters_of_the_language_on_the_screen_do_anything() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.CHECKLIST)
        before = dump(app)
        await press(pilot, "x", "a", "v", "s", "p")
        assert dump(app) == before
    app = kiosk("es")
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.CHECKLIST)
        await press(pilot, "s", "l", "b", "end", "enter", "end", "enter")
        assert app.journey.answers.cough == "yes"


@pytest.mark.slow
async def test_leave_is_one_key_on_every_step_and_overlay() -> None:
    for name in [step for step in STEPS if step is not Step.WELCOME] + list(OVERLAYS):
        if name == "idle":
            continue  # any key there says that somebody is here
        app = Gallery(settings(), CATALOG)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            await (app.at(name) if isinstance(name, Step) else app.over(name))
            await pilot.pause()
            await press(pilot, "l")
        assert app.return_value is Outcome.LEFT, name


async def test_after_a_window_too_small_to_read_the_focus_is_where_it_was() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.CHECKLIST)
        await press(pilot, "n", "y")
        row = app.screen.focused
        assert row is not None
        for pressed in ((), ("n", "down"), ("h",)):
            await pilot.resize_terminal(39, 11)
            await pilot.pause()
            await press(pilot, *pressed)
            await pilot.resize_terminal(*SIZE)
            await pilot.pause()
            if pressed == ("h",):
                assert app.screen.focused is app.screen.query_one("#carry_on")
                await press(pilot, "enter")
            assert app.screen.focused is row
        before = dump(app)
        await press(pilot, "n")
        assert dump(app) != before
