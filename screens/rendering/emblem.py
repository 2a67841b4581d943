"""The emblem: a morning over water, drawn with signs that the fonts of the Linux console have."""

from typing import Final

EMBLEM: Final = (
    "       ██████       ",
    "    ████████████    ",
    "  ████████████████  ",
    " ██████████████████ ",
    "━━━━━━━━━━━━━━━━━━━━",
    "   ━━━━━━━━━━━━━━   ",
    "      ━━━━━━━━      ",
)
COLUMNS: Final = 20
