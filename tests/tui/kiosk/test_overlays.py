"""Overlays, languages and themes, without an app."""

import asyncio

from criteria.journey import Journey
from criteria.steps import Step
from screens.overlays.base import HelpOverlay
from screens.overlays.languages import LanguagesOverlay
from screens.overlays.take_away import TakeAwayOverlay
from screens.wording.words import Languages
from tests.tui.kiosk.hosts import LANGUAGES, NotedHost
from tui.kiosk.appearance import Appearance
from tui.kiosk.language import LanguageSwitch
from tui.kiosk.overlays import Overlays
from tui.terminal.capabilities import colours_of


async def test_an_overlay_of_each_kind_is_opened_once() -> None:
    host = NotedHost()
    host.journey = Journey(step=Step.RESULT)
    overlays = Overlays(host, None, half_blocks=True)
    await overlays.help()
    await overlays.help()
    await overlays.take_away()
    assert [type(screen) for screen in host.screen_stack[1:]] == [HelpOverlay, TakeAwayOverlay]


async def test_one_printout_at_a_time_and_the_error_of_a_printer_is_handed_on() -> None:
    host, texts = NotedHost(), list[str]()
    printer = asyncio.Event()

    async def print_text(text: str) -> bool:
        texts.append(text)
        await printer.wait()
        raise OSError

    overlays = Overlays(host, print_text, half_blocks=True)
    await overlays.print_report()
    await asyncio.sleep(0)
    await overlays.print_report()
    printer.set()
    while not host.errors:
        await asyncio.sleep(0)
    assert texts == [overlays.report()]


async def test_two_languages_are_switched_and_more_are_listed() -> None:
    host = NotedHost()
    two = Languages({code: LANGUAGES.texts[code] for code in ("en", "es")}, LANGUAGES.sources, LANGUAGES.values)
    switch = LanguageSwitch(host, two, "en")
    await switch.ask()
    assert (host.words.texts.code, switch.is_changed) == ("es", True)
    switch = LanguageSwitch(host, LANGUAGES, "es")
    await switch.ask()
    assert isinstance(host.screen_stack[-1], LanguagesOverlay)
    await switch.choose("fr")
    assert (host.words.texts.code, len(host.screen_stack)) == ("fr", 1)


def test_the_themes_of_a_terminal_follow_from_its_environment() -> None:
    assert colours_of({"TERM": "xterm-256color"}) == 256
    assert colours_of({"TERM": "xterm-256color", "NO_COLOR": "1"}) == 0
    console = Appearance.of_terminal("light", {"TERM": "linux"}, bigger=False)
    assert (console.theme, console.half_blocks) == ("ansi_light", False)
    appearance = Appearance("ink")
    themes = [appearance.theme, *(appearance.next_theme() for _ in appearance.themes)]
    assert themes == [*appearance.themes, appearance.themes[0]]
