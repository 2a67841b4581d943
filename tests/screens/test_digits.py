"""A visit with digits alone; the digit keys of French; what the first and the last page say."""

from typing import Final

import pytest
from textual.pilot import Pilot

from criteria.steps import Consent, Step
from screens.overlays.notices import IdleOverlay
from tests.screens.kiosks import NO_SYMPTOMS, app_of, at, dump, kiosk, press, shown, walk
from tui.visit.outcome import Outcome

SIZE: Final = (80, 24)
AZERTY: Final = dict(zip("1234567890", "&\u00e9\"'(-\u00e8_\u00e7\u00e0", strict=True))
NAMES: Final = {
    "&": "ampersand", '"': "quotation_mark", "'": "apostrophe", "(": "left_parenthesis", "-": "minus", "_": "underscore",
}  # fmt: skip


async def to_the_report(pilot: Pilot[Outcome], keys: str = "0 0 0 1 0 1 0 4 0 2 0 0") -> None:
    await pilot.pause()
    await press(pilot, *keys.split())
    assert at(app_of(pilot)) is Step.RESULT


async def test_digits_alone_go_from_welcome_to_the_report_and_to_goodbye() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await to_the_report(pilot)
        assert set(app.journey.answers.given().values()) == {"no"}
        assert app.journey.consent is Consent.YES


async def test_in_french_the_unshifted_keys_of_the_digit_row_do_the_same() -> None:
    app = kiosk("fr")
    async with app.run_test(size=SIZE) as pilot:
        signs = [AZERTY[digit] for digit in "000101040200"]
        await to_the_report(pilot, " ".join(NAMES.get(sign, sign) for sign in signs))


async def test_slash_star_and_plus_of_a_numeric_keypad_are_help_back_and_going_on() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "plus")
        assert at(app) is Step.HELP_CARD
        await press(pilot, "slash")
        assert len(app.screen_stack) == 2
        await press(pilot, "asterisk")
        assert len(app.screen_stack) == 1
        await press(pilot, "asterisk")
        assert at(app) is Step.WELCOME


@pytest.mark.parametrize(("digit", "wanted"), [("2", "Espa\u00f1ol"), ("3", "Fran\u00e7ais")])
async def test_a_digit_of_the_first_page_chooses_a_language_and_0_then_begins(digit: str, wanted: str) -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, digit)
        assert app.words.texts.name == wanted
        await press(pilot, "0")
        assert at(app) is Step.HELP_CARD


async def test_7_makes_the_text_bigger_and_8_changes_the_colours() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        theme = app.theme
        await press(pilot, "7", "8")
        assert app.survey.has_class("-big")
        assert app.theme != theme
        assert app.words.texts.ui.smaller in dump(app)


async def test_the_first_page_says_that_everything_was_cleared_until_a_key() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        app.cleared.say()
        await pilot.pause()
        assert app.words.texts.ui.cleared in dump(app)
        app.note_input()
        await pilot.pause()
        assert app.words.texts.ui.cleared not in dump(app)


@pytest.mark.parametrize("consent", ["1", "2"])
async def test_goodbye_says_whether_something_is_kept(consent: str) -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await to_the_report(pilot, f"0 0 0 1 0 {consent} 0 4 0 2 0 0")
        await press(pilot, "8", "7", "0")
        goodbye = app.words.texts.goodbye
        kept, not_kept = app.words(goodbye.kept)[:25], app.words(goodbye.nothing_kept)[:25]
        assert (kept in shown(app)) is (consent == "1")
        assert (not_kept in shown(app)) is (consent == "2")


async def test_the_seconds_left_are_said_and_drawn_and_the_bar_grows_shorter() -> None:
    now = [0.0]
    app = kiosk(clock=lambda: now[0])  # which stands: the kiosk's own check for silence counts down too
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await app.push_screen(IdleOverlay(app.words, Step.CHECK))
        await pilot.pause()
        lengths, end = [], app.guard.seconds_left(0)
        for left in (30, 15, 1):
            now[0] = end - left
            await app.check_silence()
            await pilot.pause()
            assert f"{left}\u00a0second" in dump(app)
            lengths.append(
                max(
                    row.count("\u2588")
                    for row in dump(app).splitlines()
                    if ("\u2588" * 2 in row and "\u2500" in row) or row.count("\u2588") > 60
                )
                if left > 1
                else 0
            )
        assert lengths[0] > lengths[1] > lengths[2]


async def test_finish_says_what_is_missing_only_while_it_is_missing() -> None:
    app = kiosk()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await walk(pilot, NO_SYMPTOMS, Step.WHAT_NOW)
        await press(pilot, "0")
        assert app.words.texts.ui.choose_first in shown(app)
        await press(pilot, "2")
        assert app.words.texts.ui.choose_first not in shown(app)
