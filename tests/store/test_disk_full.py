"""The disk is full: one clear error, nothing earlier is touched, and work goes on when there is room."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from store.disk import LogError
from store.health import problems
from store.log import SessionLog
from store.record import Record
from tests.amounts import one_of
from tests.store.mounts import KILOBYTE, ext4_image, fill, mounted, needs_mount
from tests.store.people import NOW, by_id, findings, people

FILLS = 30


@pytest.fixture(params=one_of(["tmpfs", "ext4"]))
def small_disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    if request.param == "tmpfs":
        what: tuple[str, ...] = ("-t", "tmpfs", "-o", "size=2m", "tmpfs")
    else:
        what = ("-o", "loop", str(ext4_image(tmp_path / "image", 6 * KILOBYTE * KILOBYTE)))
    with mounted(tmp_path / "disk", *what) as disk:
        yield disk


def append_until_full(log: SessionLog, records: Iterator[Record], acknowledged: dict[str, Record]) -> str:
    for record in records:
        try:
            log.append(record)
        except LogError as error:
            return str(error)
        acknowledged[record.id] = record
    raise AssertionError("the disk never got full")


@needs_mount
def test_thirty_fills_lose_nothing_and_work_goes_on(small_disk: Path) -> None:
    random = Random(30)
    log = SessionLog(small_disk / "log")
    acknowledged: dict[str, Record] = {}
    for number in range(FILLS):
        ballast = fill(small_disk, random.choice([0, 1, 4, 8, 16, 64]) * KILOBYTE + random.randint(0, KILOBYTE))
        sentence = append_until_full(log, people(100_000, seed=number, in_shard="abcdef01"[number % 8]), acknowledged)
        assert sentence.startswith(str(small_disk))
        assert sentence.endswith("No space left on device.")
        assert by_id(log) == acknowledged
        assert findings(log) == []
        ballast.unlink()
        for record in people(3, seed=1000 + number):
            log.append(record)
            acknowledged[record.id] = record
    assert by_id(log) == acknowledged
    assert not list(log.directory.glob(".tmp-*"))


@needs_mount
def test_staff_are_told_while_the_disk_is_full(small_disk: Path) -> None:
    log = SessionLog(small_disk / "log")
    for record in people(3):
        log.append(record)
    assert problems(log, NOW) == []
    ballast = fill(small_disk, 0)
    (told,) = map(str, problems(log, NOW))
    assert "The log cannot be written" in told
    assert "No space left on device" in told
    ballast.unlink()
    assert problems(log, NOW) == []
