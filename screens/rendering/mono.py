"""Drawing without colour: text on another background than the page's is reversed instead, so that no meaning is lost."""

from functools import lru_cache
from typing import Final

from rich.color import Color as Ink
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from screens.rendering.themes import MONO

_DEFAULT = Style.from_color(Ink.default(), Ink.default())
_GROUND = Color.parse(str(MONO.background)).rich_color.triplet


_WHITE: Final = Color.parse(str(MONO.variables["code-ground"])).rich_color.triplet
_BLACK: Final = Color.parse(str(MONO.variables["code-ink"])).rich_color.triplet
_PAPER: Final = Style.from_color(Ink.from_ansi(0), Ink.from_ansi(7))
_INK: Final = Style.from_color(Ink.from_ansi(7), Ink.from_ansi(0))


def _is_paper(style: Style) -> bool:
    """Say whether this is the page for a camera: black on white wherever it is shown, or it could not be read."""
    colours = {colour.triplet for colour in (style.color, style.bgcolor) if colour is not None}
    return bool(colours) and colours <= {_WHITE, _BLACK}


@lru_cache(1024)
def without_colour(style: Style) -> Style:
    """Return `style` in the terminal's own two colours, reversed where its background is not the page's.

    Ink on a ground of the same colour is a full block: it is drawn by its sign, in what the page's words are drawn in.
    """
    ground = style.bgcolor
    if _is_paper(style):
        return style + (_PAPER if ground is not None and ground.triplet == _WHITE else _INK)
    other = ground is not None and ground.triplet is not None and ground.triplet != _GROUND
    if ground is not None and style.color is not None and ground.triplet == style.color.triplet:
        other = not other
    return style + _DEFAULT + Style(reverse=other is not bool(style.reverse))


class WithoutColour(LineFilter):
    """Draws every segment without colour."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments in the terminal's own two colours."""
        del background
        return [Segment(text, None if style is None else without_colour(style), control) for text, style, control in segments]
