"""The command line of this process, as the list of processes shows it."""

import ctypes
from contextlib import suppress
from pathlib import Path
from typing import Final

_ARGUMENTS_START: Final = 48 - 3
_ARGUMENTS_END: Final = 49 - 3
"""Fields of `/proc/self/stat`, counted from the third, which follows the name in parentheses; see proc(5)."""


def hide_in_command_line(secret: str) -> None:
    """Overwrite a secret in the command line that every user of the machine can read. It was there for a moment."""
    with suppress(OSError, ValueError, IndexError):
        fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
        start, end = int(fields[_ARGUMENTS_START]), int(fields[_ARGUMENTS_END])
        words = ctypes.string_at(start, end - start)
        needle = secret.encode()
        at = words.find(needle)
        while needle and at >= 0:
            ctypes.memset(start + at, ord("x"), len(needle))
            at = words.find(needle, at + len(needle))
