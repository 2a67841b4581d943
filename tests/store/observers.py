"""What an observer may try who saw who came when, and afterwards gets hold of the log's folder."""

import json
from collections.abc import Callable
from pathlib import Path

from store.log import SessionLog

Ranking = Callable[[SessionLog], list[str]]


def _weekly(log: SessionLog) -> list[Path]:
    return sorted(log.directory.glob("????-W??-?.json"))


def _ids(path: Path) -> list[str]:
    return [fields["id"] for fields in json.loads(path.read_bytes())["_default"].values()]


def by_place(log: SessionLog) -> list[str]:
    """In the order in which they lie in the files."""
    return [record_id for path in _weekly(log) for record_id in _ids(path)]


def by_modification(log: SessionLog) -> list[str]:
    """By the time of modification of the files, then by place."""
    files = sorted(_weekly(log), key=lambda path: path.stat().st_mtime_ns)
    return [record_id for path in files for record_id in _ids(path)]


def by_change(log: SessionLog) -> list[str]:
    """By the time of the last change of the files' inodes, which no program can set."""
    files = sorted(_weekly(log), key=lambda path: path.stat().st_ctime_ns)
    return [record_id for path in files for record_id in _ids(path)]


def by_inode(log: SessionLog) -> list[str]:
    """By the numbers of the inodes, which grow where a file system gives them out in turn."""
    files = sorted(_weekly(log), key=lambda path: path.stat().st_ino)
    return [record_id for path in files for record_id in _ids(path)]


def by_folder(log: SessionLog) -> list[str]:
    """In the order in which the folder lists its files."""
    names = {path.name for path in _weekly(log)}
    return [record_id for path in log.directory.iterdir() if path.name in names for record_id in _ids(path)]
