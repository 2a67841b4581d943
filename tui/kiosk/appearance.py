"""How the kiosk looks on one terminal: the themes that its colours allow, bigger text, and half blocks in its font."""

from collections.abc import Mapping

from screens.rendering.palettes import on_offer
from tui.terminal.capabilities import ALL_COLOURS, colours_of


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
