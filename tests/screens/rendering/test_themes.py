"""That colours can be told apart by poor eyes, and that nothing is told by colour alone."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, Final

import pytest
from rich.console import Console
from rich.style import Style
from textual.color import Color as Colour
from textual.pilot import Pilot
from textual.widget import Widget

from criteria.steps import Step
from screens.rendering.palettes import NAMED, on_offer
from screens.rendering.themes import THEMES
from tests.amounts import one_of
from tests.screens.kiosks import CATALOG, METASTASIS, at, click, dump, kiosk, press, settings, shown, walk
from tests.screens.rendering.colours import contrast, needed, pieces
from tests.screens.test_sizes import SCREENS
from tui.gallery.app import OVERLAYS, STEPS, Gallery
from tui.kiosk.appearance import Appearance
from tui.terminal.capabilities import ALL_COLOURS, colours_of

TALL = (90, 56)
ALL: Final = (*STEPS, *OVERLAYS)

Kind = tuple[type[Widget], frozenset[str]]


def one_of_each(app: Gallery, seen: set[Kind]) -> list[Widget]:
    """Return one of each kind of widget that can have the focus and was not `seen`; note them as seen."""
    kinds = {(type(widget), widget.classes): widget for widget in reversed(app.screen.focus_chain)}
    new = [widget for kind, widget in kinds.items() if kind not in seen]
    seen |= set(kinds)
    return new


async def screens_of(app: Gallery, pilot: Pilot[Any], names: Sequence[str]) -> AsyncIterator[str]:
    """Show each screen, and put the focus on one of each kind of widget that can have it."""
    seen: set[Kind] = set()
    await pilot.pause()
    for name in names:
        await (app.at(name) if isinstance(name, Step) else app.over(name))
        await pilot.pause()
        yield str(name)
        for widget in one_of_each(app, seen):
            app.screen.set_focus(widget)
            await pilot.pause()
            yield f"{name}, {widget}"


@pytest.mark.parametrize("names", [SCREENS, pytest.param(ALL, marks=pytest.mark.slow)], ids=["one of each kind", "all"])
@pytest.mark.parametrize("theme", one_of(THEMES))
async def test_every_word_has_a_contrast_of_seven_to_one_and_every_border_of_three(theme: str, names: Sequence[str]) -> None:
    app = Gallery(settings(), CATALOG)
    app.set_appearance(Appearance("light" if theme == "ansi_light" else "ink", 16 if theme.startswith("ansi") else ALL_COLOURS))
    app.theme = theme
    faint: dict[str, float] = {}
    seen = 0
    async with app.run_test(size=TALL) as pilot:
        async for _ in screens_of(app, pilot, names):
            for text, style in pieces(app):
                if theme == "mono":
                    # Black on white is the page for a camera, whatever the terminal's own colours are.
                    own = [colour for colour in (style.color, style.bgcolor) if colour is not None and not colour.is_default]
                    assert sorted(colour.number or 0 for colour in own) in ([], [0, 7])
                    continue
                seen += 1
                worst = min(contrast(style), contrast(style, eight_bit=True))
                if worst < needed(text):
                    faint[f"{text[:30]} {style}"] = round(worst, 2)
    assert faint == {}
    assert seen > 1000 or theme == "mono"


@pytest.mark.parametrize("names", [SCREENS, pytest.param(ALL, marks=pytest.mark.slow)], ids=["one of each kind", "all"])
async def test_without_colour_the_focus_and_what_is_chosen_are_still_told_in_characters(names: Sequence[str]) -> None:
    app = Gallery(settings(), CATALOG)
    app.set_appearance(Appearance("ink", 0))
    seen: set[Kind] = set()
    async with app.run_test(size=TALL) as pilot:
        await pilot.pause()
        for name in names:
            await (app.at(name) if isinstance(name, Step) else app.over(name))
            await pilot.pause()
            for widget in one_of_each(app, seen):
                app.screen.set_focus(widget)
                await pilot.pause()
                with_focus = dump(app)
                app.screen.set_focus(None)
                await pilot.pause()
                assert dump(app) != with_focus, f"{name}: the focus on {widget} cannot be seen"


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24)], ids=str)
async def test_without_colour_every_choice_and_button_shows_its_focus_at_every_size(size: tuple[int, int]) -> None:
    app = Gallery(settings("es"), CATALOG)
    app.set_appearance(Appearance("mono"))
    seen: set[Kind] = set()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for step in (Step.WELCOME, Step.CONSENT, Step.CHECKLIST, Step.BLOOD_MORE, Step.CHECK, Step.RESULT):
            await app.at(step)
            await pilot.pause()
            for widget in one_of_each(app, seen):
                app.screen.set_focus(widget)
                await pilot.pause()
                with_focus = dump(app)
                app.screen.set_focus(None)
                await pilot.pause()
                assert dump(app) != with_focus, f"{step}: the focus on {widget} cannot be seen"


@pytest.mark.parametrize(
    ("environment", "colours"),
    [
        ({"TERM": "linux"}, 16),
        ({"TERM": "linux", "COLORTERM": "truecolor"}, 16),
        ({"TERM": "xterm"}, 16),
        ({"TERM": ""}, 16),
        ({"TERM": "unknown"}, 0),
        ({"TERM": "rxvt-16color"}, 16),
        ({"TERM": "xterm-kitty"}, 256),
        ({"TERM": "tmux-256color", "COLORTERM": " TrueColor"}, ALL_COLOURS),
        ({"TERM": "xterm", "COLORTERM": "24bit"}, ALL_COLOURS),
        ({"TERM": "xterm-256color"}, 256),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, ALL_COLOURS),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, 0),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, 256),
        ({"TERM": "vt220"}, 0),
        ({}, 0),
    ],
)
def test_a_terminals_colours_are_told_from_its_environment(environment: Mapping[str, str], colours: int) -> None:
    assert colours_of(environment) == colours
    system = Console(force_terminal=True, _environ=environment).color_system
    drawn = {None: 0, "standard": 16, "256": 256, "truecolor": ALL_COLOURS}[system]
    assert colours <= drawn, "the framework would draw fewer"


@pytest.mark.parametrize("wanted", NAMED)
def test_every_terminal_begins_with_the_sites_theme_or_the_nearest_it_can_show(wanted: str) -> None:
    assert on_offer(wanted, ALL_COLOURS)[0] == wanted
    assert set(on_offer(wanted, 256)) == set(NAMED)
    assert set(on_offer(wanted, 16)) == {"ansi", "ansi_light", "mono"}
    assert (on_offer(wanted, 16)[0] == "mono") is (wanted == "mono")
    assert on_offer(wanted, 0) == ("mono",)


async def test_one_key_or_one_click_changes_the_colours_and_nothing_else() -> None:
    app = kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, METASTASIS, Step.CHECKLIST)
        await press(pilot, "1", "2")
        before, seen = shown(app), [app.theme]
        for _ in NAMED:
            await press(pilot, "c")
            assert shown(app) == before
            assert at(app) is Step.CHECKLIST
            seen.append(app.theme)
        assert seen == [*NAMED, NAMED[0]]
        await click(pilot, "Colours")
        assert app.theme == NAMED[1]


ROLES: Final = (
    *(("words", ink, ground) for ink in ("foreground", "muted", "primary") for ground in ("background", "panel", "tile")),
    ("words", "focus-ink", "focus"), ("words", "keycap-ink", "keycap"), ("words", "help-cap-ink", "help-cap"),
    ("words", "emergency-ink", "emergency"), ("words", "same-day-ink", "same-day"), ("words", "appointment-ink", "appointment"),
    *(
        ("signs", sign, ground)
        for sign in ("line", "primary", "focus", "keycap", "help-cap")
        for ground in ("background", "panel", "tile")
    ),
    ("signs", "emergency-line", "background"), ("signs", "same-day", "background"), ("signs", "appointment", "background"),
)  # fmt: skip
"""What is drawn on what: words need 7:1; what is no word, and has to be seen, 3:1."""


@pytest.mark.parametrize("name", THEMES)
def test_every_role_of_a_theme_has_7_to_1_for_words_and_3_to_1_for_signs(name: str) -> None:
    theme = THEMES[name]
    colours = {
        **theme.variables,
        "primary": theme.primary,
        "foreground": theme.foreground or "",
        "background": theme.background or "",
    }
    colours["panel"] = theme.panel or ""
    faint = {}
    for kind, ink, ground in ROLES:
        pair = Style.from_color(*(Colour.parse(colours[role]).rich_color for role in (ink, ground)))
        found = contrast(pair)
        if found < {"words": 7.0, "signs": 3.0}[kind]:
            faint[f"{ink} on {ground}"] = round(found, 2)
    assert faint == {}
