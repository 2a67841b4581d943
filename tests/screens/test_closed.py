"""What keys, clicks and silence can and cannot do, on every screen."""

import pytest
from textual import events
from textual.pilot import Pilot

from criteria.journey import Journey, Step, visible_steps
from screens.base import ALLOWED_ACTIONS
from screens.overlays import HelpOverlay, IdleOverlay
from tests.screens.kiosks import BLOOD, CATALOG, METASTASIS, NO_SYMPTOMS, app_of, at, dump, kiosk, press, settings, shown, walk
from tui.ending import End
from tui.gallery import OVERLAYS, PERSON, Gallery

SIZE = (80, 24)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


async def test_on_every_screen_only_the_kiosks_own_actions_can_be_reached() -> None:
    app = Gallery(settings(), CATALOG)
    names = set()
    async with app.run_test(size=SIZE) as pilot:
        for name in [*visible_steps(PERSON), *OVERLAYS]:
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
        assert at(app) in {Step.BEFORE_YOU_BEGIN, Step.CONSENT, Step.CHECKLIST}
        assert app.journey.answers.given() == {}


async def test_enter_held_down_answers_nothing_anywhere() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, *["enter"] * 30)
        assert at(app) is Step.CONSENT
        await press(pilot, "2", "enter")
        await press(pilot, *["enter"] * 30)
        assert at(app) is Step.CHECKLIST
        assert app.journey.answers.given() == {}


async def test_blank_lines_are_said_once_and_then_taken_as_not_answered() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.CHECKLIST)
        await press(pilot, "y", "end", "enter")
        assert app.words.texts.checklist.left_blank in shown(app)
        assert at(app) is Step.CHECKLIST
        await press(pilot, "enter")
        assert at(app) is Step.COUGH_DURATION
        assert app.journey.answers.chest_pain == "declined"


@pytest.mark.parametrize(
    ("keys", "expected"), [(["y"], "yes"), (["n"], "no"), (["?"], "unsure"), (["s"], "yes"), (["right", "right"], "no")]
)
async def test_a_line_of_the_checklist_is_answered_by_letter_or_arrow(keys: list[str], expected: str) -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.CHECKLIST)
        await press(pilot, *keys)
        await press(pilot, "end", "enter", "enter")
        assert app.journey.answers.cough == expected


async def test_one_key_answers_all_six_with_no() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.CHECKLIST)
        await press(pilot, "0", "enter")
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


async def test_leave_is_one_key_on_every_step_and_overlay() -> None:
    for name in [step for step in visible_steps(PERSON) if step is not Step.WELCOME] + list(OVERLAYS):
        if name == "idle":
            continue  # any key there says that somebody is here
        app = Gallery(settings(), CATALOG)
        async with app.run_test(size=SIZE) as pilot:
            await (app.at(name) if isinstance(name, Step) else app.over(name))
            await press(pilot, "l")
        assert app.return_value is End.LEFT, name


async def test_silence_is_asked_about_and_then_clears_and_answers_nothing() -> None:
    clock, kept = Clock(), []

    async def keep(journey: Journey, end: End, language: str) -> None:
        kept.append((journey.step, end, language))

    app = kiosk(clock=clock, keep=keep)
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.BLOOD_AMOUNT)
        clock.now += 91
        await app.look_for_silence()
        assert isinstance(app.screen, IdleOverlay)
        await press(pilot, "2")
        assert not isinstance(app.screen, IdleOverlay)
        assert at(app) is Step.BLOOD_AMOUNT
        clock.now += 121
        await app.look_for_silence()
    assert app.return_value is End.IDLE
    assert kept == [(Step.BLOOD_AMOUNT, End.IDLE, "en")]


async def test_a_stuck_key_does_not_hold_a_visit_open_for_ever() -> None:
    clock = Clock()
    app = kiosk(clock=clock)
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, BLOOD, Step.CHECKLIST)
        for _ in range(31):
            clock.now += 60
            await press(pilot, "up")
            await app.look_for_silence()
    assert app.return_value is End.IDLE


async def test_nobody_at_the_welcome_page_is_never_asked() -> None:
    clock = Clock()
    app = kiosk(clock=clock)
    async with app.run_test(size=SIZE):
        clock.now += 100_000
        await app.look_for_silence()
        assert not isinstance(app.screen, IdleOverlay)


async def click(pilot: Pilot[End], words: str) -> None:
    """Click on the middle of the first place where `words` stand."""
    for y, row in enumerate(dump(app_of(pilot)).splitlines()):
        if words in row:
            await pilot.click(offset=(row.index(words) + len(words) // 2, y))
            await pilot.pause()
            return
    raise AssertionError(f"{words!r} is not on the screen")


async def test_the_mouse_alone_walks_the_whole_way() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await click(pilot, "Español")
        await click(pilot, "English")
        for words in ("Begin", "Continue", "I understand", "No, keep none", "Continue"):
            await click(pilot, words)
        for row in range(6):
            rows = dump(app).splitlines()
            y = next(
                y for y, text in enumerate(rows) if app.words.texts.checklist.symptoms[list(NO_SYMPTOMS)[row]].label in text
            )
            await pilot.click(offset=(rows[y].index(") No") + 2, y))
        await click(pilot, "Continue")
        assert at(app) is Step.CANCER_HISTORY
        for words in ("( ) Yes", "Continue", "More below", "Prostate", "Continue", "( ) No", "Continue", "Continue"):
            await click(pilot, words) if words != "More below" else None
        assert at(app) is Step.CHECK
        await click(pilot, "Change")
        assert at(app) is Step.CONSENT
        await click(pilot, "Back")
        await click(pilot, "Show my summary")
        await click(pilot, "More below")
        await click(pilot, "Why am I seeing this?")
        await click(pilot, "Close")
        await click(pilot, "Take it with you")
        await click(pilot, "Show the code")
        await click(pilot, "Close")
        await click(pilot, "Close")
        await click(pilot, "Finish")
        await click(pilot, "Close")
    assert app.return_value is End.FINISHED


async def test_what_was_folded_away_is_not_there_until_it_is_opened() -> None:
    app = kiosk()
    async with app.run_test(size=(80, 60)) as pilot:
        await walk(pilot, METASTASIS, Step.RESULT)
        outlook = app.words.texts.statements["S11"]
        await press(pilot, "end")
        assert outlook[:30] not in shown(app)
        await click(pilot, app.words.texts.result.outlook)
        assert outlook[:30] in shown(app)
        await press(pilot, "enter")
        assert outlook[:30] not in shown(app)
