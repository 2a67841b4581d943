"""`python -m tui` is `pulmoscreen`."""

import os
import sys

from tui import __version__


def start() -> int:
    """Run the program. The signals of keys stay blocked until it knows its command."""
    words = sys.argv[1:]
    if words in (["--version"], ["-V"]) and _told(f"pulmoscreen {__version__}\n".encode()):
        return 0
    if words in (["--help"], ["-h"]) and _told(_overview()):
        return 0
    from tui.process.startup import block_keys, hide_memory  # noqa: PLC0415 - nothing is imported for the version

    block_keys()
    hide_memory()
    from tui.cli.main import main  # noqa: PLC0415 - these imports take most of the start, and come after the two lines above

    return main()


def _overview() -> bytes:
    """Return the help of the program, which `tui.cli.overview` has made; nothing where it cannot be read."""
    try:
        with open(os.path.join(os.path.dirname(__file__), "cli", "overview.txt"), "rb") as file:  # noqa: PTH118, PTH120, PTH123 - as below
            return file.read()
    except OSError:
        return b""


def _told(text: bytes) -> bool:
    """Write a text to standard output; return whether that worked: otherwise the usual way says what is wrong."""
    try:
        return bool(text) and os.write(1, text) == len(text)
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(start())
