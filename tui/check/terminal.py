"""The terminal in which `check` runs. In a pipe there is no terminal to check, which is not a fault."""

import array
import ctypes
import fcntl
import os
import sys
from typing import Final

from assets.catalog import Catalog, leaves
from tui.check.result import CheckResult
from tui.terminal.capabilities import ALL_COLOURS, can_draw, colours_of, size_of

LEAST_COLUMNS, LEAST_ROWS = 40, 12
GOOD_COLUMNS, GOOD_ROWS = 60, 20
NONE_HERE: Final = "there is no terminal here; run this in the terminal of the kiosk"

DRAWN: Final = "╭─╮│╰╯┏━┓┃┗┛●▶•·←→↑↓█▀▄■░"
"""What the screens draw besides text."""

OF_CODES: Final = "█▀▄"
"""Only QR codes need these, and few console fonts have all of them."""

ASCII: Final = "".join(map(chr, range(0x20, 0x7F)))

_GIO_UNIMAP: Final = 0x4B66
_MOST_PAIRS: Final = 8192


def terminal() -> CheckResult:
    """Check that input and output are a terminal, and that TERM names one that can draw."""
    ends = {"input": sys.stdin.isatty(), "output": sys.stdout.isatty()}
    if not ends["output"]:
        return CheckResult("terminal", note=NONE_HERE)
    found = [] if ends["input"] else ["its input is not a terminal; the kiosk does not start here"]
    if not can_draw(os.environ):
        found.append("TERM says that it cannot draw; set TERM, for example to xterm-256color or linux")
    return CheckResult("terminal", tuple(found), note=os.environ.get("TERM", ""))


def size() -> CheckResult:
    """Check the size of the window."""
    if not sys.stdout.isatty():
        return CheckResult("size", note=NONE_HERE)
    columns, rows = size_of(sys.stdout.fileno())
    shown = f"{columns}x{rows}"
    if columns < LEAST_COLUMNS or rows < LEAST_ROWS:
        return CheckResult("size", (f"it is {shown}; the kiosk needs {LEAST_COLUMNS}x{LEAST_ROWS} or more",))
    small = columns < GOOD_COLUMNS or rows < GOOD_ROWS
    return CheckResult("size", note=f"{shown}; {GOOD_COLUMNS}x{GOOD_ROWS} or more shows a page at a time" if small else shown)


def colours() -> CheckResult:
    """Say how many colours the kiosk would use here; it works without any."""
    if not sys.stdout.isatty():
        return CheckResult("colours", note=NONE_HERE)
    if os.environ.get("NO_COLOR"):
        return CheckResult("colours", note="none, as NO_COLOR asks for")
    colours = colours_of(os.environ)
    return CheckResult("colours", note={0: "none", ALL_COLOURS: "16 million"}.get(colours, str(colours)))


def font(catalog: Catalog) -> CheckResult:
    """Check that the terminal can show every character: the encoding anywhere, the font on a Linux console."""
    if not sys.stdout.isatty():
        return CheckResult("font", note=NONE_HERE)
    if sys.stdout.encoding.lower().replace("-", "") != "utf8":
        return CheckResult("font", (f"the encoding is {sys.stdout.encoding}; set LANG, for example to C.UTF-8",))
    known = glyphs(sys.stdout.fileno())
    if known is None:
        return CheckResult("font", note="UTF-8; the characters of its font are unknown here: look at the pages")
    lacking = sorted(needed(catalog) - known)
    if lacking and set(lacking) <= set(OF_CODES):
        return CheckResult(
            "font", note=f"UTF-8; the console's font lacks only {' '.join(lacking)}: QR codes cannot be scanned from it"
        )
    if lacking:
        return CheckResult(
            "font", (f"the console's font lacks {' '.join(lacking)}; load another, such as Lat15-Terminus32x16",)
        )
    return CheckResult("font", note="UTF-8; the console's font has every letter")


def needed(catalog: Catalog) -> set[str]:
    """Return every character that the screens show, in all languages."""
    return {letter for words in catalog.languages.values() for _, text in leaves(words) for letter in text} | {*DRAWN, *ASCII}


def glyphs(descriptor: int) -> set[str] | None:
    """Return the characters that the font of a Linux console has, or None where the terminal is not one."""

    class Table(ctypes.Structure):
        _fields_ = (("count", ctypes.c_ushort), ("pairs", ctypes.c_void_p))

    pairs = array.array("H", bytes(4 * _MOST_PAIRS))
    table = Table(_MOST_PAIRS, pairs.buffer_info()[0])
    try:
        fcntl.ioctl(descriptor, _GIO_UNIMAP, table)
    except OSError:
        return None
    return {chr(number) for number in pairs[: 2 * table.count : 2]}
