"""How the kiosk looks on one terminal: the themes that its colours allow, bigger text, and half blocks in its font."""

from collections.abc import Mapping
from typing import Final

from rich.console import Console

from screens.rendering.themes import on_offer

ALL_COLOURS: Final = 1 << 24
_COLOURS: Final = {None: 0, "standard": 16, "windows": 16, "256": 256, "truecolor": ALL_COLOURS}
_WITHOUT_COLOUR: Final = ("dumb", "vt", "linux-m", "xterm-mono")


def colours_of(environment: Mapping[str, str]) -> int:
    """Return how many colours the terminal has; 0 where it has none, or where NO_COLOR asks for none."""
    term = environment.get("TERM", "dumb").lower()
    if environment.get("NO_COLOR") or term.startswith(_WITHOUT_COLOUR):
        return 0
    if term == "linux":
        return 16
    named = {name: environment[name] for name in ("TERM", "COLORTERM") if name in environment}
    return _COLOURS[Console(force_terminal=True, _environ=named).color_system]


class Appearance:
    """Theme and size of text of one visit.

    Args:
        theme: The theme that the site asks for; where the terminal cannot show it, the nearest one is used.
        colours: How many colours the terminal has: 0, 16 or more.
        bigger: Whether the text is bigger.
        half_blocks: Whether the terminal's font has half blocks; the fonts of the Linux console have none.
    """

    def __init__(self, theme: str, colours: int = ALL_COLOURS, *, bigger: bool = False, half_blocks: bool = True) -> None:
        self.themes = on_offer(theme, colours)
        self.theme = self.themes[0]
        self.bigger, self.half_blocks = bigger, half_blocks

    @classmethod
    def of_terminal(cls, theme: str, environment: Mapping[str, str], *, bigger: bool) -> "Appearance":
        """Return the appearance on the terminal that `environment` describes."""
        return cls(theme, colours_of(environment), bigger=bigger, half_blocks=environment.get("TERM") != "linux")

    def next_theme(self) -> str:
        """Go on to the next theme and return its name; a terminal without colours has one theme only."""
        self.theme = self.themes[(self.themes.index(self.theme) + 1) % len(self.themes)]
        return self.theme
