"""Notes where an error happened, in a small file beside the log: never what it said, which may hold an answer."""

import contextlib
import os
import re
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Final

from store.disk import read_file

_HOME: Final = Path(__file__).parents[2]

FIRST, LAST = 100, 200
MOST: Final = 400
"""Lines; beyond that many, only the first and the last are kept, and between them how many there were."""

_LEFT_OUT: Final = re.compile(r"\((\d{1,9}) left out\)")


def place(error: BaseException) -> str:
    """Return the type of an error and where it happened: never its message, which may hold an answer.

    Where that is in a library, the line of ours that led there is told too.
    """
    frames = traceback.extract_tb(error.__traceback__)
    ours = [
        frame
        for frame in frames
        if Path(frame.filename).parent.is_relative_to(_HOME) and "site-packages" not in frame.filename.removeprefix(str(_HOME))
    ]
    told = list(dict.fromkeys(f"{Path(frame.filename).name}:{frame.lineno}" for frame in (*frames[-1:], *ours[-1:])))
    return f"{type(error).__name__} at {', from '.join(told) or 'an unknown place'}"


def note_error_in(directory: Path) -> Callable[[str], None]:
    """Return what notes the place of an error in a file beside the log, as far as that can be written."""

    def note(where: str) -> None:
        with contextlib.suppress(OSError):
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            path = directory / ".errors"
            descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NONBLOCK | os.O_NOFOLLOW, 0o600)
            with os.fdopen(descriptor, "a") as file:
                file.write(f"{where}\n")
            _shorten(path)

    return note


def error_count(lines: list[str]) -> int:
    """Return how many errors there were, with those that were left out when the file was shortened."""
    left_out = [int(told[1]) for line in lines if (told := _LEFT_OUT.fullmatch(line))]
    return len(lines) - len(left_out) + sum(left_out)


def _shorten(path: Path) -> None:
    lines = (read_file(path) or b"").decode("utf-8", "replace").splitlines()
    if len(lines) <= MOST:
        return
    kept = [*lines[:FIRST], f"({error_count(lines[FIRST:-LAST])} left out)", *lines[-LAST:]]
    short = path.with_name(f".errors.{os.getpid()}")
    descriptor = os.open(short, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.writelines(f"{line}\n" for line in kept)
    short.replace(path)
