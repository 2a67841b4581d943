"""The terminal in which `check` runs. In a pipe there is none to look at, and that is no fault."""

import array
import ctypes
import fcntl
import os
import sys
from typing import Final

from rich.console import Console

from assets.catalog import Catalog, leaves
from tui.check.finding import Finding

LEAST_COLUMNS, LEAST_ROWS = 40, 12
GOOD_COLUMNS, GOOD_ROWS = 60, 20
NONE_HERE: Final = "there is no terminal here; run this on the kiosk's own"

DRAWN: Final = "╭─╮│╰╯┏━┓┃┗┛●▶•·↑↓█▀▄"
"""What the screens draw beside their words."""

OF_CODES: Final = "█▀▄"
"""Only QR codes are drawn with these, and few fonts of a console have them all."""

ASCII: Final = "".join(map(chr, range(0x20, 0x7F)))

_GIO_UNIMAP: Final = 0x4B66
_MOST_PAIRS: Final = 8192


def terminal() -> Finding:
    """Look at both ends and at the name of the terminal."""
    ends = {"input": sys.stdin.isatty(), "output": sys.stdout.isatty()}
    if not ends["output"]:
        return Finding("terminal", note=NONE_HERE)
    found = [] if ends["input"] else ["its input is no terminal; the kiosk does not start here"]
    if os.environ.get("TERM", "dumb") in {"dumb", "unknown", ""}:
        found.append("TERM says that it cannot draw; set TERM, for example to xterm-256color or linux")
    return Finding("terminal", tuple(found), note=os.environ.get("TERM", ""))


def size() -> Finding:
    """Measure it."""
    if not sys.stdout.isatty():
        return Finding("size", note=NONE_HERE)
    columns, rows = os.get_terminal_size(sys.stdout.fileno())
    shown = f"{columns}x{rows}"
    if columns < LEAST_COLUMNS or rows < LEAST_ROWS:
        return Finding("size", (f"it is {shown}; the kiosk needs {LEAST_COLUMNS}x{LEAST_ROWS} or more",))
    small = columns < GOOD_COLUMNS or rows < GOOD_ROWS
    return Finding("size", note=f"{shown}; {GOOD_COLUMNS}x{GOOD_ROWS} or more shows a page at a time" if small else shown)


def colours() -> Finding:
    """Say how many colours the kiosk would use here; it needs none."""
    if not sys.stdout.isatty():
        return Finding("colours", note=NONE_HERE)
    if os.environ.get("NO_COLOR"):
        return Finding("colours", note="none, as NO_COLOR asks for")
    many = {"standard": "16", "256": "256", "truecolor": "16 million"}
    return Finding("colours", note=many.get(Console(force_terminal=True).color_system or "", "none"))


def font(catalog: Catalog) -> Finding:
    """Look whether the terminal can show every letter and line: the encoding anywhere, the font on a Linux console."""
    if not sys.stdout.isatty():
        return Finding("font", note=NONE_HERE)
    if sys.stdout.encoding.lower().replace("-", "") != "utf8":
        return Finding("font", (f"the encoding is {sys.stdout.encoding}; set LANG, for example to C.UTF-8",))
    known = glyphs(sys.stdout.fileno())
    if known is None:
        return Finding("font", note="UTF-8; which letters its font has cannot be known here: look at the pages")
    lacking = sorted(needed(catalog) - known)
    if lacking and set(lacking) <= set(OF_CODES):
        return Finding(
            "font", note=f"UTF-8; the console's font lacks only {' '.join(lacking)}: QR codes cannot be scanned from it"
        )
    if lacking:
        return Finding("font", (f"the console's font lacks {' '.join(lacking)}; load another, such as Lat15-Terminus32x16",))
    return Finding("font", note="UTF-8; the console's font has every letter")


def needed(catalog: Catalog) -> set[str]:
    """Return every character that the screens show, in any language."""
    return {letter for words in catalog.languages.values() for _, text in leaves(words) for letter in text} | {*DRAWN, *ASCII}


def glyphs(descriptor: int) -> set[str] | None:
    """Return the characters that the font of a Linux console has, or None where this is none."""

    class Table(ctypes.Structure):
        _fields_ = (("count", ctypes.c_ushort), ("pairs", ctypes.c_void_p))

    pairs = array.array("H", bytes(4 * _MOST_PAIRS))
    table = Table(_MOST_PAIRS, pairs.buffer_info()[0])
    try:
        fcntl.ioctl(descriptor, _GIO_UNIMAP, table)
    except OSError:
        return None
    return {chr(number) for number in pairs[: 2 * table.count : 2]}
