"""The opening page: the kiosk's name and the emergency number, on the terminal while the framework is still imported.

The first page is drawn over it, on the same ground and with the same title. What a site sets is read as it will be, and
checked as far as it is shown; where it cannot be used, nothing is shown, and what reads it for good says what is wrong.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from assets.opening import opening_texts
from screens.grid import Grid
from screens.rendering.palettes import NAMED, PALETTES, on_offer
from tui.config.allowed import is_name, is_number
from tui.config.files import SettingsError, writable_by_others
from tui.config.sources import find
from tui.terminal.capabilities import can_draw, colours_of, size_of
from tui.terminal.modes import ALTERNATE_SCREEN, LEAVE_PAGE, START

if TYPE_CHECKING:
    from tui.terminal.held_terminal import HeldTerminal

KEYS: Final = (("site", "emergency_number"), ("site", "name"), ("site", "languages"), ("kiosk", "theme"))

_SIXTEEN: Final = {"ansi_black": 30, "ansi_white": 37, "ansi_bright_cyan": 96, "ansi_bright_white": 97}
_EIGHT_BIT: Final = {
    "#8fd6cf": 116, "#142934": 17, "#f4f1ea": 230, "#0d1b24": 16, "#14212a": 16, "#ebe7dc": 188, "#fbf9f4": 231,
    "#ffff00": 226, "#000000": 16, "#ffffff": 231,
}  # fmt: skip
"""The colours of this page in a terminal of 16 and of 256, as the framework chooses them; it is not imported yet."""

Options = Mapping[str, str | None]


class Opening(NamedTuple):
    """What is said, and the theme."""

    title: str
    sentence: str
    theme: str


@contextmanager
def opening(
    terminal: "HeldTerminal | None", options: Options, environment: Mapping[str, str], *, locked: bool
) -> Iterator[None]:
    """Show the opening page; whatever ends the program before the first page is drawn finds the main screen again."""
    if terminal is not None and os.isatty(1) and os.isatty(2) and can_draw(environment):
        said = read(options, environment, locked=locked)
        if said is not None:
            terminal.open_page(drawn(said, environment, *size_of(terminal.fileno())))
    try:
        yield
    except BaseException:
        if terminal is not None and terminal.has_page:
            terminal.write(LEAVE_PAGE.encode())
        raise


def read(options: Options, environment: Mapping[str, str], *, locked: bool = False) -> Opening | None:
    """Return what is to be said; None where it cannot be told yet, or where a locked kiosk may refuse to start."""
    with suppress(SettingsError, OSError, AttributeError, LookupError, TypeError):
        found = find(options, environment, KEYS)
        if locked and found.file is not None and writable_by_others(found.file):
            return None
        site, theme = found.values.get("site", {}), found.values.get("kiosk", {}).get("theme", NAMED[0])
        number, name = site.get("emergency_number"), site.get("name")
        texts = opening_texts(found.language or site.get("languages", ["en"])[0])
        if texts is not None and is_number(number) and (name is None or is_name(name)) and theme in NAMED:
            return Opening(name or texts[0], texts[1].replace("{emergency_number}", number), theme)
    return None


def drawn(said: Opening, environment: Mapping[str, str], columns: int, rows: int) -> str:
    """Return what draws the page: every cell of it, because not every terminal erases with the ground that is set."""
    colours = colours_of(environment)
    palette, grid = PALETTES[on_offer(said.theme, colours)[0]], Grid(columns, rows)
    margin, top = " " * grid.margin, grid.top(has_step=False, has_number=False)
    bar = _style(palette, "title-ink", "panel", colours)
    ground = _style(palette, "foreground", "background", colours)
    lines = {0: (bar, f"{margin}{said.title}"), top: (ground, f"{margin}{said.sentence}"), rows - 1: (bar, "")}
    cells = (
        f"\x1b[{row + 1};1H{style}{text[:columns]:<{columns}}"
        for row, (style, text) in ((row, lines.get(row, (ground, ""))) for row in range(rows))
    )
    return f"{START}{ALTERNATE_SCREEN}\x1b[?7l{''.join(cells)}\x1b[0m\x1b[{top + 1};{grid.margin + 1}H"


def _style(palette: Mapping[str, str], ink: str, ground: str, colours: int) -> str:
    """Return the codes of bold words in a colour on a ground, as the framework sends them."""
    if palette is PALETTES["mono"]:
        return "\x1b[0;1m"
    return f"\x1b[0;1;{_code(palette[ink], colours, 0)};{_code(palette[ground], colours, 10)}m"


def _code(colour: str, colours: int, ground: int) -> str:
    if colour in _SIXTEEN:
        return str(_SIXTEEN[colour] + ground)
    if colours == 256:  # noqa: PLR2004 - a terminal of 256 colours
        return f"{38 + ground};5;{_EIGHT_BIT[colour]}"
    return f"{38 + ground};2;{';'.join(map(str, bytes.fromhex(colour[1:])))}"
