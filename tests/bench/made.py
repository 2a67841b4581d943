"""Logs of any size for the benchmark, written at once instead of record by record."""

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from store.lines import bytes_of, document_of, key_of, line_of
from store.partition import Partition
from store.record import Record, iso_week
from store.simulate import simulated

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(weeks=1)
PER_WEEK = 3500
_DIFFERENT = 20_000


def sessions(number: int, seed: int = 0) -> Iterator[Record]:
    """Made-up sessions of the current week."""
    return simulated(number, NOW, 1, Random(seed), ["en", "es"])


def fill(directory: Path, total: int) -> None:
    """Write a log of `total` sessions, 3,500 a week up to now; among them as many as decline."""
    directory.mkdir(mode=0o700, parents=True)
    people = [document_of(record) for record in sessions(min(total, _DIFFERENT))]
    declined: dict[str, dict[str, str]] = defaultdict(dict)
    for week, first in enumerate(range(0, total, PER_WEEK)):
        files: dict[str, dict[str, str]] = defaultdict(dict)
        name = iso_week(NOW - timedelta(weeks=week))
        for number in range(first, min(total, first + PER_WEEK)):
            fields: dict[str, Any] = people[number % len(people)] | {"id": hashlib.md5(str(number).encode()).hexdigest()}  # noqa: S324 - a made-up id
            if fields["kept"]:
                fields["week"] = name
            partition = (
                Partition("week", name, fields["id"][0]) if fields["kept"] else Partition("declined", None, fields["id"][:3])
            )
            key = key_of(fields["id"])
            (files if fields["kept"] else declined)[partition.name][key] = line_of(key, fields)
        _write(directory, files)
    _write(directory, declined)
    os.sync()


def _write(directory: Path, files: Mapping[str, Mapping[str, str]]) -> None:
    for name, lines in files.items():
        (directory / name).write_bytes(bytes_of(lines))
