"""The palettes as themes of the framework."""

from collections.abc import Mapping
from typing import Final

from textual.theme import Theme

from screens.rendering.palettes import PALETTES

_FRAMEWORK: Final = {"ansi-background": "ansi_black", "ansi-foreground": "ansi_white"}
"""What the framework's own style sheet asks of themes with the terminal's colours; nothing of ours is drawn with it."""

_OWN: Final = ("primary", "foreground", "background", "panel")


def _theme(name: str, colours: Mapping[str, str]) -> Theme:
    """Return a theme in which nothing is mixed or guessed: every colour that the style sheet names is given."""
    return Theme(
        name=name,
        primary=colours["primary"],
        secondary=colours["primary"],
        accent=colours["primary"],
        foreground=colours["foreground"],
        background=colours["background"],
        surface=colours["background"],
        panel=colours["panel"],
        dark=not name.endswith("light"),
        ansi=name.startswith("ansi"),
        variables={**_FRAMEWORK, **{name: colour for name, colour in colours.items() if name not in _OWN}},
    )


THEMES: Final = {name: _theme(name, colours) for name, colours in PALETTES.items()}

HIGH_CONTRAST, MONO = THEMES["high_contrast"], THEMES["mono"]
