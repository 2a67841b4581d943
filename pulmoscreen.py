"""`python -m pulmoscreen` is `pulmoscreen`."""

import sys

from tui.__main__ import start

if __name__ == "__main__":
    sys.exit(start())
