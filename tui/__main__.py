"""`python -m tui` is `pulmoscreen`."""

import os
import sys

from tui import __version__


def start() -> int:
    """Run the program. The signals of keys stay blocked until it knows its command."""
    words = sys.argv[1:]
    if words in (["--version"], ["-V"]) and _told(f"pulmoscreen {__version__}\n"):
        return 0
    if words not in (["--help"], ["-h"]):
        # Whoever asks for help tells nothing that could be read in memory, and may press Ctrl+C.
        from tui.process.startup import block_keys, hide_memory  # noqa: PLC0415 - nothing is imported for the version

        block_keys()
        hide_memory()
    from tui.cli.main import main  # noqa: PLC0415 - these imports take most of the start, and come after the two lines above

    return main()


def _told(line: str) -> bool:
    """Write a line to standard output; return whether that worked: otherwise the usual way says what is wrong."""
    try:
        return os.write(1, line.encode()) == len(line)
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(start())
