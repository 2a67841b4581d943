"""The file beside the log that says which batches a database has."""

from datetime import date
from pathlib import Path

import pytest

from store.disk import LogError
from store.fleet.marker import Marker, last_delivery
from store.log import SessionLog

A, B, C = ("a" * 32, "b" * 32, "c" * 32)
DAY = date(2026, 11, 24)


@pytest.fixture
def path(log: SessionLog) -> Path:
    log.directory.mkdir()
    return log.directory / ".shipped"


def test_it_names_the_database_the_day_and_the_batches_and_shows_no_time(log: SessionLog, path: Path) -> None:
    marker = Marker(log, "base")
    marker.begin({C})
    marker.add([B, A])
    marker.add([C])
    found = path.stat()
    assert (found.st_mtime_ns, found.st_atime_ns, found.st_mode & 0o777) == (0, 0, 0o600)
    assert path.read_text() == f"base\n\n{B}\n{A}\n{C}\n"
    assert last_delivery(log) is None
    marker.complete(DAY)
    assert path.read_text() == f"base\n{DAY}\n{A}\n{B}\n{C}\n"
    assert path.stat().st_mtime_ns == 0
    assert last_delivery(log) == DAY
    assert sorted(entry.name for entry in path.parent.iterdir()) == [".shipped"]


def test_what_the_ledger_no_longer_has_is_forgotten_and_another_database_has_nothing(log: SessionLog, path: Path) -> None:
    path.write_text(f"base\n{DAY}\n{A}\n{B}\n{'c' * 31}\n{'d' * 9}")
    assert Marker(log, "another").keys == set()
    marker = Marker(log, "base")
    assert marker.keys == {A, B}
    marker.begin({B, C})
    assert (marker.keys, path.read_text()) == ({B}, f"base\n{DAY}\n{B}\n")
    path.write_text(f"base\n{DAY}")
    Marker(log, "base").begin({B})
    assert path.read_text() == f"base\n{DAY}\n"


@pytest.mark.parametrize("content", [b"", b"base", b"base\n\xff", b"\xff\n\xff\n"])
def test_a_file_that_is_damaged_says_nothing(log: SessionLog, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert (Marker(log, "base").keys, last_delivery(log)) == (set(), None)


def test_where_it_cannot_be_noted_a_batch_is_sent_again(log: SessionLog, path: Path) -> None:
    marker = Marker(log, "base")
    marker.add([A])
    assert not path.exists()
    elsewhere = log.directory / "elsewhere"
    elsewhere.write_text("")
    path.symlink_to(elsewhere)
    marker.add([B])
    assert elsewhere.read_text() == ""
    with pytest.raises(LogError):
        Marker(SessionLog(log.directory / "none"), "base").begin(set())
