"""The codes that reset a terminal: the one home of every mode that the program turns off.

`assets/deploy/pulmoscreen-launcher` holds `RESET` once more, as a shell can write it; a test compares them.
"""

from typing import Final

CANCEL: Final = "\x18\x1b\\"
"""Ends a control sequence that a worker left unfinished (CAN, then ST)."""

REPORTS: Final = (1000, 1002, 1003, 1015, 1006, 1016, 1004, 2004, 2048, 2026)
"""Private modes of xterm: mouse, focus, bracketed paste, in-band sizes, synchronized output."""

REPORTS_OFF: Final = "".join(f"\x1b[?{mode}l" for mode in REPORTS)

MAIN_SCREEN: Final = "\x1b[?1049l"
SHOW_CURSOR: Final = "\x1b[?25h"

DEFAULT_MODES: Final = "\x1b[!p\x1b[4l\x1b[20l\x1b[?5l\x1b[?6l"
"""Soft reset (DECSTR), then by name for terminals without one: replace, no automatic CR, normal video, no origin mode."""

DEFAULT_STYLE: Final = "\x1b[<u\x1b[0m\x1b[r\x1b(B\x0f\x1b[?7h"
"""Legacy keyboard, plain letters, scrolling in the whole window, ASCII, automatic wrap."""

ERASE: Final = "\x1b[2J\x1b[3J"
"""Erases the screen and the scrollback."""

CLEAR: Final = f"{DEFAULT_MODES}\x1b[0m{ERASE}\x1b[H"
"""Between two people in plain lines: default modes, screen and scrollback erased."""

RESET: Final = f"{CANCEL}{REPORTS_OFF}{DEFAULT_MODES}{DEFAULT_STYLE}{ERASE}{MAIN_SCREEN}\x1b[0m{SHOW_CURSOR}{ERASE}\x1b[H"
"""Between two people on a local terminal: every mode off, the alternate screen, the main screen and the scrollback erased."""

RESET_CLIENT: Final = f"{CANCEL}\x1b[0m\x1b[2J\x1b[H{REPORTS_OFF}{MAIN_SCREEN}\x1b[?7h\x1b[0m{SHOW_CURSOR}"
"""At the end of an SSH session: the kiosk's page erased, every mode off. The client's own scrollback stays."""
