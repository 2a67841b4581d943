"""The codes that reset a terminal: the one home of every mode that the program turns off.

`assets/deploy/pulmoscreen-launcher` holds `RESET` once more, as a shell can write it; a test compares them.
"""

from typing import Final

CANCEL: Final = "\x18\x1b\\"
"""Ends a control sequence that a worker left unfinished (CAN, then ST)."""

REPORTS: Final = (9, 1000, 1002, 1003, 1005, 1015, 1006, 1016, 1004, 2004, 2031, 2048, 9001, 2026)
"""Private modes: mouse, focus, bracketed paste, changes of colours, in-band sizes, keys of Windows, synchronized output."""

REPORTS_OFF: Final = "".join(f"\x1b[?{mode}l" for mode in REPORTS)

MAIN_SCREEN: Final = "\x1b[?1049l"
ALTERNATE_SCREEN: Final = "\x1b[?1049h"
SHOW_CURSOR: Final = "\x1b[?25h"

KEYBOARD: Final = "\x1b[<u\x1b[=0;1u\x1b[>4;0m\x1b[?1l\x1b>\x1b[2l"
"""Legacy keyboard: kitty's protocol and xterm's modifyOtherKeys off, cursor keys and number pad of no application, unlocked."""

DEFAULT_MODES: Final = "\x1b[!p\x1b[4l\x1b[20l\x1b[?5l\x1b[?6l\x1b[?69l"
"""Soft reset (DECSTR), then by name for terminals without one: replace, no automatic CR, normal video, no origin or margins."""

DEFAULT_STYLE: Final = f"{KEYBOARD}\x1b[0m\x1b[r\x1b(B\x1b)B\x0f\x1b%G\x1b[?7h"
"""Keyboard, plain letters, scrolling in the whole window, ASCII in both sets, UTF-8, automatic wrap."""

ERASE: Final = "\x1b[2J\x1b[3J"
"""Erases the screen and the scrollback."""

START: Final = f"{CANCEL}{REPORTS_OFF}{DEFAULT_MODES}{DEFAULT_STYLE}"
"""Before the first page: whatever mode another program has left. What is on the screen and in the scrollback stays."""

CLEAR: Final = f"{START}{ERASE}\x1b[H"
"""Between two people in plain lines: default modes, screen and scrollback erased."""

RESET: Final = f"{START}{ERASE}{MAIN_SCREEN}{KEYBOARD}\x1b[0m{SHOW_CURSOR}{ERASE}\x1b[H"
"""Between two people on a local terminal: every mode off, the alternate screen, the main screen and the scrollback erased."""

LEAVE_PAGE: Final = f"\x1b[0m\x1b[?7h{MAIN_SCREEN}{SHOW_CURSOR}"
"""From a page that is drawn back to the main screen, with what stands there."""

RESET_CLIENT: Final = f"{CANCEL}\x1b[0m\x1b[2J\x1b[H{REPORTS_OFF}{MAIN_SCREEN}{KEYBOARD}\x1b[?7h\x1b[0m{SHOW_CURSOR}"
"""At the end of an SSH session: the kiosk's page erased, every mode off. The client's own scrollback stays."""
