"""Reads what a site names: regular files of a limited size, as editors write them. Whatever else is there is one sentence."""

import os
import stat
from pathlib import Path
from typing import Final

MOST: Final = 1 << 20
"""The largest size of a file, in bytes."""

_OTHERS_READ, _OTHERS_WRITE, _OTHERS_ENTER = 0o004, 0o022, 0o011


class SettingsError(ValueError):
    """A setting that cannot be used; the message is a sentence that names its source, what is wrong and what is allowed."""


def with_home(path: str) -> str:
    """Return a path with `~` replaced by the home folder, where there is one."""
    return os.path.expanduser(path)  # noqa: PTH111 - the other one raises where there is none


def read_bytes(path: Path, setting: str = "") -> bytes:
    """Read a regular file; a pipe or a device would block, or never end. `setting` begins the sentence where there is one.

    Raises:
        SettingsError: it cannot be read, is too large, or is no regular file.
    """
    named = f"{setting}: {path}" if setting else str(path)
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise SettingsError(f"{named}: cannot be read: it is no file")
            data = file.read(MOST + 1)
    except OSError as error:
        raise SettingsError(f"{named}: cannot be read: {error.strerror}") from None
    if len(data) > MOST:
        raise SettingsError(f"{named}: is too large: more than {MOST >> 20} MB")
    return data


def read_text(path: Path, setting: str = "") -> str:
    """Read a file of UTF-8, with or without a byte-order mark.

    Raises:
        SettingsError: as for `read_bytes`, or it is other text.
    """
    data = read_bytes(path, setting)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        named, line = f"{setting}: {path}" if setting else str(path), data[: error.start].count(b"\n") + 1
        raise SettingsError(f"{named}: is not UTF-8 text from line {line} on; save it as UTF-8") from None


def _can_be_entered(path: Path) -> bool:
    return all(folder.stat().st_mode & _OTHERS_ENTER for folder in path.resolve().parents)


def readable_by_others(path: Path) -> bool:
    """Return whether users beside its owner and group can read a file."""
    return bool(path.stat().st_mode & _OTHERS_READ) and _can_be_entered(path)


def writable_by_others(path: Path) -> bool:
    """Return whether users beside its owner can change a file, or put another in its place."""
    folder = path.resolve().parent.stat().st_mode
    replaceable = bool(folder & _OTHERS_WRITE) and not folder & stat.S_ISVTX
    return (bool(path.stat().st_mode & _OTHERS_WRITE) or replaceable) and _can_be_entered(path)
