"""Keeps where errors happened, in a small file beside the session log: never what they said, which may hold an answer."""

import os
import re
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Final

from store.disk import read_file

_HOME: Final = Path(__file__).parents[2]

FIRST, LAST = 100, 200
MOST: Final = 400
"""Lines. A longer file keeps its first and its last ones, and between them a line that says how many are left out."""

_LEFT_OUT: Final = re.compile(r"\((\d{1,9}) left out\)")
_LONGEST: Final = 200
"""Characters of the last line that are shown to staff."""


def traceback_location(error: BaseException) -> str:
    """Return the type of an error and the file and line where it was raised: never its message, which may hold an answer.

    Where that is in a library, the line of this program that led there follows.

    Example:
        >>> traceback_location(ValueError("cough"))
        'ValueError at an unknown place'
    """
    frames = traceback.extract_tb(error.__traceback__)
    ours = [
        frame
        for frame in frames
        if Path(frame.filename).parent.is_relative_to(_HOME) and "site-packages" not in frame.filename.removeprefix(str(_HOME))
    ]
    told = list(dict.fromkeys(f"{Path(frame.filename).name}:{frame.lineno}" for frame in (*frames[-1:], *ours[-1:])))
    return f"{type(error).__name__} at {', from '.join(told) or 'an unknown place'}"


def error_count(lines: list[str]) -> int:
    """Return how many errors the lines of the file stand for, with those that were left out."""
    left_out = [int(told[1]) for line in lines if (told := _LEFT_OUT.fullmatch(line))]
    return len(lines) - len(left_out) + sum(left_out)


class ErrorLog:
    """The file `.errors` beside the session log: one line for each error.

    Attributes:
        path: the file; staff may remove it once they have reported what is in it.
    """

    def __init__(self, directory: Path) -> None:
        self.path = directory / ".errors"

    def note(self, what: BaseException | str) -> None:
        """Add the location of an error, or a sentence that holds no answer; do nothing where the file cannot be written."""
        line = what if isinstance(what, str) else traceback_location(what)
        with suppress(OSError):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC
            with os.fdopen(os.open(self.path, flags, 0o600), "a") as file:
                file.write(f"{line}\n")
            self._shorten()

    def count(self) -> int:
        """Return how many errors there were since staff marked them as seen."""
        return error_count(self._lines())

    def last(self) -> str:
        """Return the newest line, without anything that would act on a terminal; nothing where there is none."""
        lines = self._lines()
        return "".join(letter for letter in lines[-1] if letter.isprintable())[:_LONGEST] if lines else ""

    def mark_as_seen(self) -> None:
        """Count from zero again. The errors so far stay in `.errors-seen` for whoever is to fix them.

        Raises:
            OSError: the folder cannot be written.
        """
        with suppress(FileNotFoundError):
            self.path.replace(self.path.with_name(".errors-seen"))

    def _lines(self) -> list[str]:
        with suppress(OSError):
            return (read_file(self.path) or b"").decode("utf-8", "replace").splitlines()
        return []

    def _shorten(self) -> None:
        lines = self._lines()
        if len(lines) <= MOST:
            return
        kept = [*lines[:FIRST], f"({error_count(lines[FIRST:-LAST])} left out)", *lines[-LAST:]]
        short = self.path.with_name(f".errors.{os.getpid()}")
        descriptor = os.open(short, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.writelines(f"{line}\n" for line in kept)
        short.replace(self.path)
