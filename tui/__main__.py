"""`python -m tui` is `pulmoscreen`."""

import sys

from tui.process.startup import block_keys, hide_memory


def start() -> int:
    """Run the program. The signals of keys stay blocked until it knows its command."""
    block_keys()
    hide_memory()
    from tui.cli.main import main  # noqa: PLC0415 - these imports take most of the start, and come after the two lines above

    return main()


if __name__ == "__main__":
    sys.exit(start())
