"""What a terminal may send for each key that the kiosk takes, and for a click: a literal table and two small patterns."""

import re
from typing import Final

CONTROLS: Final = frozenset("\t\r\x08\x7f\x0f\x11")
"""Tab, Enter, two ways to send Backspace, Ctrl+O (staff) and Ctrl+Q."""

SENT_AS: Final = {
    # what the framework is told: all that terminals send for it, both without the escape character
    "[A": ("[A", "OA", "[a", "Oa"),  # the arrows; small letters are rxvt's with Shift or Ctrl
    "[B": ("[B", "OB", "[b", "Ob"),
    "[C": ("[C", "OC", "[c", "Oc"),
    "[D": ("[D", "OD", "[d", "Od"),
    "[H": ("[H", "OH", "[1~", "[7~"),  # Home: xterm, VT220 with screen and tmux, rxvt
    "[F": ("[F", "OF", "[4~", "[8~"),  # End
    "[2~": ("[2~",),  # Insert
    "[3~": ("[3~",),  # Delete
    "[5~": ("[5~",),  # Page Up
    "[6~": ("[6~",),  # Page Down
    "[Z": ("[Z", "\t"),  # Shift+Tab; the second on the Linux console
    "OP": ("OP", "[11~", "[[A"),  # F1: xterm, rxvt and VT220, Linux console; PuTTY has modes for all of them
    "OQ": ("OQ", "[12~", "[[B"),
    "OR": ("OR", "[13~", "[[C"),
    "OS": ("OS", "[14~", "[[D"),
    "[15~": ("[15~", "[[E", "OT"),  # F5; the last is PuTTY's as a VT100
    "[17~": ("[17~", "OU"),
    "[18~": ("[18~", "OV"),
    "[19~": ("[19~", "OW"),
    "[20~": ("[20~", "OX"),
    "[21~": ("[21~", "OY"),  # F10
    "[23~": ("[23~", "OZ"),
    "[24~": ("[24~",),
    "OM": ("OM",),  # Enter on a number pad that speaks as an application's; its digits follow
    "Op": ("Op",),
    "Oq": ("Oq",),
    "Or": ("Or",),
    "Os": ("Os",),
    "Ot": ("Ot",),
    "Ou": ("Ou",),
    "Ov": ("Ov",),  # 6; what would be 7 is End in one of PuTTY's modes, and a key of two meanings answers nothing
    "Ox": ("Ox",),
    "Oy": ("Oy",),
    "[?2026;1$y": ("[?2026;1$y", "[?2026;2$y"),  # no key: the terminal's answer that it can show a frame in one piece
}

KEYS: Final = {sent: key for key, ways in SENT_AS.items() for sent in ways}

_MODIFIED: Final = re.compile(r"([\[O])(?:1;)?\d{1,2}([ABCDFH])|\[([1-8])(?:;\d{1,2}~|[\^$@])")
"""Arrows, Home, End and the block above them with Shift, Alt or Ctrl, as xterm and rxvt send them."""

_SOME_KEY: Final = re.compile(
    r"O(?:1;)?\d{0,2}[A-Zj-y]|\[\[[A-Z]|\[(?:1;\d{1,3})?[A-HPQSZ]|\[\d{1,2}(?:;\d{1,3})?[~^$@]"
    r"|\[27;\d{1,3};\d{1,7}~|\[\d{1,7}(?:[:;]\d{0,7}){0,4}u|[^\[\]OPX^_\\]"
)
"""Any key at all: function keys with Shift or Ctrl, those of other keyboards, letters with Alt. Never what a terminal reports
of itself: its size, its place, its name, that its window has the focus."""

_MOUSE: Final = re.compile(r"\[<(\d{1,3});(\d{1,4});(\d{1,4})([Mm])")
_BUTTONS: Final = frozenset({0, 64, 65})
"""The left one, and the wheel up and down."""

_HELD_WITH: Final = 4 | 8 | 16
"""Shift, Alt and Ctrl at a click."""


def key_of(sent: str) -> str | None:
    """Return what the framework is told of a sequence `sent` (without its escape character); none if it is no key of ours.

    Shift, Alt and Ctrl do not count at a key that moves; with a function key they make it another key, which is none.
    """
    if modified := _MODIFIED.fullmatch(sent):
        introducer, letter, number = modified[1], modified[2], modified[3]
        sent = f"{introducer}{letter}" if letter else f"[{number}~"
    return KEYS.get(sent)


def is_some_key(sent: str) -> bool:
    """Say whether somebody pressed a key that sends this sequence (without its escape character), of use here or not."""
    return _SOME_KEY.fullmatch(sent) is not None


def click_of(sent: str, size: tuple[int, int]) -> str | None:
    """Return what the framework is told of a mouse report, if it is of the left button or the wheel and within `size`."""
    report = _MOUSE.fullmatch(sent)
    if report is None:
        return None
    button, column, row = int(report[1]) & ~_HELD_WITH, int(report[2]), int(report[3])
    if button not in _BUTTONS or not (1 <= column <= size[0] and 1 <= row <= size[1]):
        return None
    return f"[<{button};{column};{row}{report[4]}"
