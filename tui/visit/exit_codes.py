"""The exit statuses of every command; help, man page and README say the same."""

from typing import Final

DONE: Final = 0
FOUND: Final = 1
"""Done, but something was found wrong, or the output was cut short."""
REFUSED: Final = 2
"""Bad input or configuration, told in one sentence on standard error."""
INTERNAL_ERROR: Final = 70
"""An error of the program's own, told by its type and place only."""
INTERRUPTED: Final = 130
"""Ended by Ctrl+C, as a shell reports it."""
