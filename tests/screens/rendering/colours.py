"""What colours are on a screen: every piece of text with its ink and its ground as a terminal draws them."""

from collections.abc import Iterator
from typing import Final

from rich.color import Color, ColorSystem
from rich.color_triplet import ColorTriplet
from rich.style import Style

from tui.kiosk.app import Kiosk

BORDERS: Final = frozenset("╭╮╰╯│─┏┓┗┛┃━")
BLOCKS: Final = frozenset("█▀▄░▒")

CONSOLE: Final = [
    "000000",
    "aa0000",
    "00aa00",
    "aa5500",
    "0000aa",
    "aa00aa",
    "00aaaa",
    "aaaaaa",
    "555555",
    "ff5555",
    "55ff55",
    "ffff55",
    "5555ff",
    "ff55ff",
    "55ffff",
    "ffffff",
]
"""The palette of the Linux console."""


def pieces(app: Kiosk) -> Iterator[tuple[str, Style]]:
    """Yield the words and borders on the screen with their style; a solid block with the ground it stands out from."""
    for strip in app.screen._compositor.render_strips():
        drawn = [(segment.text, segment.style) for segment in strip if segment.style is not None]
        for index, (text, style) in enumerate(drawn):
            if not text.strip():
                continue
            if style.color == style.bgcolor and set(text) <= BLOCKS:
                around = [other for _, other in drawn[max(0, index - 1) : index + 2] if other.bgcolor != style.bgcolor]
                yield text.strip(), max((style + Style(bgcolor=other.bgcolor) for other in around), key=contrast, default=style)
            else:
                yield text.strip(), style


def triplet(color: Color | None, *, eight_bit: bool) -> ColorTriplet:
    """Return what the terminal makes of a colour."""
    assert color is not None
    if color.triplet is None:
        assert color.number is not None
        red, green, blue = (int(CONSOLE[color.number][at : at + 2], 16) for at in (0, 2, 4))
        return ColorTriplet(red, green, blue)
    return color.downgrade(ColorSystem.EIGHT_BIT).get_truecolor() if eight_bit else color.triplet


def luminance(colour: ColorTriplet) -> float:
    """Return the relative luminance that WCAG 2 defines."""
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(style: Style, *, eight_bit: bool = False) -> float:
    """Return the contrast of ink and ground, from 1 to 21."""
    bright, dark = sorted(
        (luminance(triplet(style.color, eight_bit=eight_bit)), luminance(triplet(style.bgcolor, eight_bit=eight_bit))),
        reverse=True,
    )
    return (bright + 0.05) / (dark + 0.05)


def needed(text: str) -> float:
    """Return the contrast that a piece of text needs: 7 for words, 3 for borders."""
    return 3.0 if set(text) <= BORDERS | BLOCKS else 7.0
