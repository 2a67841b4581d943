"""Keys that work are shown on the page or listed on the help page, and keys that are shown work."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import pytest
from textual.screen import Screen

from criteria.steps import Step
from screens.base import KioskScreen
from screens.messages import Request
from screens.widgets.action_row import ActionRow
from screens.widgets.choices import ChoiceRow
from screens.widgets.frame import KioskButton
from screens.widgets.key_line import HintLine
from screens.wording.keyboard import keys_in_words
from screens.wording.words import Words
from tests.screens.kiosks import CATALOG, kiosk, settings
from tui.gallery.app import OVERLAYS, STAFF_SCREENS, STEPS, Gallery
from tui.gallery.pages import settled
from tui.kiosk.keymap import keymap

NOT_FOR_VISITORS: Final = {f"request('{Request.QUIT}')", f"request('{Request.STAFF}')"}
"""What staff and operators do; their own documents name the keys."""

NAMED: Final = {
    "plus": "+", "slash": "/", "asterisk": "*", "question_mark": "?", "up": "↑", "down": "↓", "left": "←", "right": "→",
    "shift+tab": "tab", "pageup": "page_up", "pagedown": "page_down",
}  # fmt: skip
PAGES: Final = [*STEPS, *(name for name in OVERLAYS if name not in STAFF_SCREENS)]


def written(key: str, words: Words) -> str:
    """Return a key of the framework as the pages write it."""
    name = NAMED.get(key, key)
    word = words.texts.ui.enter if name == "enter" else getattr(words.texts.keyboard, name, name)
    return str(word).lower()


def each(keys: Iterable[str]) -> Iterator[str]:
    """Yield each key of caps such as `1-4`, `↑ ↓` and `9↓`."""
    for key in (part.lower() for cap in keys for part in cap.split()):
        first, dash, last = key.partition("-")
        if dash and first.isdigit() and last.isdigit():
            yield from map(str, range(int(first), int(last) + 1))
        else:
            yield key[0] if key.endswith("9↓") else key


def hinted(screen: KioskScreen) -> set[str]:
    return set(each(hint.key for line in screen.query(HintLine) for _, hint in line.places))


def on_page(screen: KioskScreen) -> set[str]:
    caps = [row.key for row in screen.query(ChoiceRow)] + [row.key for row in screen.query(ActionRow)]
    return hinted(screen) | set(each([*caps, *(button.key for button in screen.query(KioskButton))]))


def listed(words: Words) -> set[str]:
    caps = [key for keys, _ in keys_in_words(words.texts) for key in keys]
    return {*each(caps), *(cap.lower() for cap in caps)}


def bound(screen: KioskScreen, words: Words) -> set[str]:
    """Return every key that does something on a page, whatever has the focus."""
    found: set[str] = set()
    for widget in [None, *screen.focus_chain]:
        screen.set_focus(widget)
        active = screen.active_bindings.values()
        found |= {
            written(one.binding.key, words) for one in active if one.enabled and one.binding.action not in NOT_FOR_VISITORS
        }
    return found


@pytest.mark.parametrize("size", [(80, 24), pytest.param((60, 20), marks=pytest.mark.slow)], ids=str)
async def test_every_key_that_works_is_shown_or_on_the_help_page_and_every_key_that_is_shown_works(
    size: tuple[int, int],
) -> None:
    app = Gallery(settings(), CATALOG)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for name in PAGES:
            await (app.at(name) if isinstance(name, Step) else app.over(name))
            await settled(pilot)
            screen = app.screen
            assert isinstance(screen, KioskScreen)
            works, shown = bound(screen, app.words), on_page(screen)
            assert works - shown - listed(app.words) == set(), name
            assert hinted(screen) - works == set(), name
            assert app.words.texts.keys.help in shown, name


@pytest.mark.parametrize("language", CATALOG.languages)
def test_the_help_page_lists_the_keys_of_each_action_as_the_keyboard_of_the_language_has_them(language: str) -> None:
    words = kiosk(language).words
    row = dict(zip(words.texts.writing.digits, "1234567890", strict=True))
    named = {
        "underscore": "_",
        "minus": "-",
        "ampersand": "&",
        "apostrophe": "'",
        "quotation_mark": '"',
        "left_parenthesis": "(",
    }
    keys = {key for found in keymap(words.texts).values() for key in found.split(",")}
    wanted = {row.get(named.get(key, key), written(key, words)) for key in keys}
    wanted = {row.get(key, key) for key in wanted if not key.endswith(("_grave", "_acute", "_cedilla"))}
    assert wanted - listed(words) == set()


async def test_a_page_that_goes_on_below_shows_the_keys_that_scroll_and_a_part_of_the_report_those_that_turn() -> None:
    app = Gallery(settings(), CATALOG)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        await app.over("help")
        await settled(pilot)
        assert isinstance(app.screen, KioskScreen)
        assert {"pgup", "pgdn", "home", "end"} <= hinted(app.screen)
        await app.at(Step.RESULT)
        await pilot.press("1")
        await settled(pilot)
        assert {"←", "→"} <= hinted(app.survey)


@pytest.mark.parametrize("language", CATALOG.languages)
async def test_the_smallest_window_says_first_where_help_is(language: str) -> None:
    app = Gallery(settings(language), CATALOG)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        steps = (Step.HELP_CARD, Step.CHECKLIST, Step.BLOOD_MORE, Step.CHECK, Step.RESULT, Step.WHAT_NOW, Step.EMERGENCY_AGAIN)
        for name in (*steps, "take_away", "idle"):
            await (app.at(name) if isinstance(name, Step) else app.over(name))
            await settled(pilot)
            assert app.words.texts.keys.help in hinted(app.screen), name  # type: ignore[arg-type]  # every screen is a kiosk's


async def test_the_keys_that_are_kept_for_each_kind_of_widget_are_those_that_the_framework_finds() -> None:
    found_by_framework: Any = vars(Screen)["_binding_chain"].fget
    app = Gallery(settings(), CATALOG)
    async with app.run_test(size=(80, 24)) as pilot:
        for code in CATALOG.languages:
            await app.language.set(code)
            for page in (Step.CHECKLIST, Step.RESULT, "help"):
                await (app.at(page) if isinstance(page, Step) else app.over(page))
                await settled(pilot)
                for widget in [None, *app.screen.focus_chain]:
                    app.screen.set_focus(widget)
                    kept, found = app.screen._binding_chain, found_by_framework(app.screen)
                    assert [(node, keys.key_to_bindings) for node, keys in kept] == [
                        (node, keys.key_to_bindings) for node, keys in found
                    ]
