"""Colours. Text has a contrast of at least 7:1 with its ground, borders 3:1; state never depends on colour alone.

They are here by the names that the style sheet uses, and without the framework: the very first page has them too.
"""

from collections.abc import Mapping
from typing import Final

INK: Final[Mapping[str, str]] = {
    "background": "#0d1b24", "panel": "#142934", "foreground": "#f4f1ea", "muted": "#b9c8d0", "line": "#7893a1",
    "raised": "#142934", "primary": "#8fd6cf", "title-ink": "#8fd6cf", "focus": "#8fd6cf", "focus-ink": "#06222a",
    "keycap": "#a3b8c2", "keycap-ink": "#06141b", "emergency": "#9c1c1a", "emergency-ink": "#ffffff",
    "emergency-line": "#f08a80", "same-day": "#f0c36b", "same-day-ink": "#1f1600", "appointment": "#9cc3f0",
    "appointment-ink": "#06182b", "help-cap": "#f08a80", "help-cap-ink": "#06141b", "tile": "#142934",
    "primary-ground": "#8fd6cf", "code-ground": "#ffffff", "code-ink": "#000000",
}  # fmt: skip
"""A calm dark blue with one soft accent; the warm grey of paper for words."""

LIGHT: Final[Mapping[str, str]] = {
    "background": "#fbf9f4", "panel": "#ebe7dc", "foreground": "#14212a", "muted": "#2f3c44", "line": "#75838c",
    "raised": "#eceee6", "primary": "#0b4f4a", "title-ink": "#14212a", "focus": "#0b4f4a", "focus-ink": "#ffffff",
    "keycap": "#4a5961", "keycap-ink": "#ffffff", "emergency": "#9c1c1a", "emergency-ink": "#ffffff",
    "emergency-line": "#9c1c1a", "same-day": "#5c2e00", "same-day-ink": "#ffffff", "appointment": "#1d4675",
    "appointment-ink": "#ffffff", "help-cap": "#9c1c1a", "help-cap-ink": "#ffffff", "tile": "#f0ece2",
    "primary-ground": "#0b4f4a", "code-ground": "#ffffff", "code-ink": "#000000",
}  # fmt: skip
"""Ink on paper, for bright rooms and for people whom light text on dark dazzles."""

HIGH_CONTRAST: Final[Mapping[str, str]] = {
    "background": "#000000", "panel": "#000000", "foreground": "#ffffff", "muted": "#ffffff", "line": "#ffffff",
    "raised": "#000000", "primary": "#ffff00", "title-ink": "#ffff00", "focus": "#ffff00", "focus-ink": "#000000",
    "keycap": "#ffffff", "keycap-ink": "#000000", "emergency": "#ffffff", "emergency-ink": "#000000",
    "emergency-line": "#e00000", "same-day": "#ffffff", "same-day-ink": "#000000", "appointment": "#ffffff",
    "appointment-ink": "#000000", "help-cap": "#ffffff", "help-cap-ink": "#000000", "tile": "#000000",
    "primary-ground": "#feff00", "code-ground": "#ffffff", "code-ink": "#000000",
}  # fmt: skip
"""White and yellow on black, at least 19:1. The ground under `█` is what the framework makes of the yellow."""

MONO: Final[Mapping[str, str]] = {
    "background": "#000000", "panel": "#000000", "foreground": "#ffffff", "muted": "#ffffff", "line": "#ffffff",
    "raised": "#000000", "primary": "#ffffff", "title-ink": "#ffffff", "focus": "#ffffff", "focus-ink": "#000000",
    "keycap": "#ffffff", "keycap-ink": "#000000", "emergency": "#ffffff", "emergency-ink": "#000000",
    "emergency-line": "#ffffff", "same-day": "#ffffff", "same-day-ink": "#000000", "appointment": "#ffffff",
    "appointment-ink": "#000000", "help-cap": "#ffffff", "help-cap-ink": "#000000", "tile": "#000000",
    "primary-ground": "#ffffff", "code-ground": "#fffffe", "code-ink": "#000001",
}  # fmt: skip
"""No colour at all: what stands on another ground is reversed on its way to the terminal (`screens.rendering.mono`)."""

ANSI: Final[Mapping[str, str]] = {
    "background": "ansi_black", "panel": "ansi_black", "foreground": "ansi_bright_white", "muted": "ansi_white",
    "line": "ansi_white", "primary": "ansi_bright_cyan", "title-ink": "ansi_bright_cyan", "focus": "ansi_white",
    "focus-ink": "ansi_black", "raised": "ansi_black", "keycap": "ansi_white", "keycap-ink": "ansi_black",
    "emergency": "ansi_red", "emergency-ink": "ansi_bright_white", "emergency-line": "ansi_bright_white",
    "same-day": "ansi_white", "same-day-ink": "ansi_black", "appointment": "ansi_white",
    "appointment-ink": "ansi_black", "help-cap": "ansi_white", "help-cap-ink": "ansi_black", "tile": "ansi_black",
    "primary-ground": "ansi_black", "code-ground": "ansi_white", "code-ink": "ansi_black",
}  # fmt: skip
"""The sixteen colours of the Linux console; grounds are among the first eight, which every such terminal can draw."""

ANSI_LIGHT: Final[Mapping[str, str]] = {
    "background": "ansi_white", "panel": "ansi_white", "foreground": "ansi_black", "muted": "ansi_black",
    "line": "ansi_black", "primary": "ansi_black", "title-ink": "ansi_black", "focus": "ansi_black",
    "focus-ink": "ansi_bright_white", "raised": "ansi_white", "keycap": "ansi_black",
    "keycap-ink": "ansi_bright_white", "emergency": "ansi_red", "emergency-ink": "ansi_bright_white",
    "emergency-line": "ansi_red", "same-day": "ansi_black", "same-day-ink": "ansi_bright_white",
    "appointment": "ansi_black", "appointment-ink": "ansi_bright_white", "help-cap": "ansi_red",
    "help-cap-ink": "ansi_bright_white", "tile": "ansi_white",
    "primary-ground": "ansi_black", "code-ground": "ansi_white",
    "code-ink": "ansi_black",
}  # fmt: skip
"""The same, black on white."""

PALETTES: Final = {
    "ink": INK, "light": LIGHT, "high_contrast": HIGH_CONTRAST, "mono": MONO, "ansi": ANSI, "ansi_light": ANSI_LIGHT,
}  # fmt: skip
"""Every palette by the name of its theme."""

NAMED: Final = ("ink", "light", "high_contrast", "mono")
"""What a site can choose; on sixteen colours the nearest of those two takes its place."""

_SIXTEEN: Final = {"ink": "ansi", "light": "ansi_light", "high_contrast": "ansi"}


def on_offer(wanted: str, colours: int) -> tuple[str, ...]:
    """Return the themes that a terminal of so many colours (0, 16 or more) can show, `wanted` or its like first."""
    if colours == 0:
        return ("mono",)
    names = [wanted, *(name for name in NAMED if name != wanted)]
    if colours > len(_ANSI_COLOURS):
        return tuple(names)
    return tuple(dict.fromkeys(_SIXTEEN.get(name, name) for name in names))


_ANSI_COLOURS: Final = range(16)
