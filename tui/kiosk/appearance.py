"""How the kiosk is seen: which colours a terminal can show, bigger text, and the terminal's own cursor on the focus."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from rich.console import Console
from textual.filter import LineFilter
from textual.geometry import Offset

from screens.base import KioskScreen
from screens.rendering.mono import WithoutColour
from screens.rendering.themes import MONO, THEMES, on_offer
from tui.kiosk.overlay_handlers import OverlayHandlers

EVERY_COLOUR: Final = 1 << 24
_COLOURS: Final = {None: 0, "standard": 16, "windows": 16, "256": 256, "truecolor": EVERY_COLOUR}
_WITHOUT: Final = ("dumb", "vt", "linux-m", "xterm-mono")


def colours_of(environment: Mapping[str, str]) -> int:
    """Return how many colours the terminal has; 0 where it has none, or where NO_COLOR asks for none."""
    term = environment.get("TERM", "dumb").lower()
    if environment.get("NO_COLOR") or term.startswith(_WITHOUT):
        return 0
    if term == "linux":
        return 16
    named = {name: environment[name] for name in ("TERM", "COLORTERM") if name in environment}
    return _COLOURS[Console(force_terminal=True, _environ=named).color_system]


class Appearance(OverlayHandlers):
    """Shows the colours and the size of text that a person asks for; both end with their process."""

    themes_on_offer: tuple[str, ...] = ()
    bigger = False
    has_half_blocks = True
    """Whether the terminal's font has half blocks; those of the Linux console have none."""

    def see(self, wanted: str, colours: int = EVERY_COLOUR, *, bigger: bool = False, halves: bool = True) -> None:
        """Begin with the site's theme, or what is nearest to it on this terminal."""
        if not self.themes_on_offer:
            for theme in THEMES.values():
                self.register_theme(theme)
        self.themes_on_offer = on_offer(wanted, colours)
        self.theme = self.themes_on_offer[0]
        self.bigger, self.has_half_blocks = bigger, halves

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Take all colour away where the theme has none."""
        filters = super().get_line_filters()
        return [*filters, WithoutColour()] if self.theme == MONO.name else filters

    async def on_mount(self) -> None:
        """Begin in the size that the site wants."""
        self.screen.set_class(self.bigger, "-big")

    def push_screen(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - the framework's overloads
        """Show a screen in the size that the person asked for."""
        if args and isinstance(args[0], KioskScreen):
            args[0].set_class(self.bigger, "-big")
        return super().push_screen(*args, **kwargs)

    async def on_colours_asked(self) -> None:
        """Go on to the next theme; a terminal without colours has one only."""
        names = self.themes_on_offer
        self.theme = names[(names.index(self.theme) + 1) % len(names)]

    async def on_bigger_asked(self) -> None:
        """Make the text bigger, or as it was; marks, answers and place stay."""
        self.bigger = not self.bigger
        for screen in self.screen_stack:
            if isinstance(screen, KioskScreen):
                await screen.grow(is_big=self.bigger)

    def post_display_hook(self) -> None:
        """Put the terminal's cursor on what has the focus, or on the first words of the page where nothing has it."""
        if self._driver is None or not self.is_running:
            return
        here = self._focus_cell()
        if here != self._previous_cursor_position:
            self.cursor_position = self._previous_cursor_position = here
            self._driver.write(f"\x1b[{here.y + 1};{here.x + 1}H")
            self._driver.flush()

    def _focus_cell(self) -> Offset:
        screen = self.screen
        if not isinstance(screen, KioskScreen):
            return self.cursor_position
        return self.size.region.size.clamp_offset(screen.cursor_cell())
