"""The ledger is as safe as the log: whole or not there after any cut, and each record in one batch whoever releases."""

import os
import signal
from collections import Counter
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from store.disk import Disk, LogError, locked
from store.ledger import ledger_files, read_ledger
from store.log import SessionLog
from store.upkeep import purge
from tests.store.people import NOW, a_record, findings, people
from tests.store.power import RecordingDisk, WithoutFileFlush, after_a_cut
from tests.store.processes import Child, Tell
from tests.store.releases import CHECKED, FOR_EVER, NEXT_YEAR, TUESDAY, members, put, release

CUTS = 100
WEEK = timedelta(weeks=1)


def filled(tmp_path: Path, disk: Disk | None = None) -> SessionLog:
    log = SessionLog(tmp_path / "log", disk=disk)
    put(log, people(200, weeks=8))
    return log


def batches_after_cuts(disk: RecordingDisk, tmp_path: Path) -> list[tuple[list[str], int]]:
    """For each cut: what the ledger holds, and how many of its files are damaged."""
    log = filled(tmp_path, disk)
    for weeks in range(6, -1, -1):
        release(log, TUESDAY - weeks * WEEK)
    random, found = Random(9), []
    for number in range(CUTS):
        folder = SessionLog(tmp_path / f"cut{number}")
        folder.directory.mkdir()
        for path, data in after_a_cut(disk.steps[: random.randint(1, len(disk.steps))], random).items():
            (folder.directory / path.name).write_bytes(data or b"")
        found.append((sorted(map(str, members(folder))), len(read_ledger(folder).damage)))
    return found


def test_a_power_cut_leaves_every_file_of_the_ledger_whole_or_not_there(tmp_path: Path) -> None:
    found = batches_after_cuts(RecordingDisk(), tmp_path)
    assert sum(damaged for _, damaged in found) == 0
    whole = sorted(map(str, members(SessionLog(tmp_path / "log"))))
    assert all(set(batches) <= set(whole) for batches, _ in found)
    assert len({len(batches) for batches, _ in found}) > 3


def test_the_model_notices_a_missing_flush(tmp_path: Path) -> None:
    assert sum(damaged for _, damaged in batches_after_cuts(WithoutFileFlush(), tmp_path)) > 0


class FullDisk(Disk):
    """A disk on which nothing more can be written."""

    def write(self, path: Path, data: bytes | bytearray, modified: int) -> int:  # noqa: ARG002 - nothing is written
        raise OSError(28, "No space left on device", str(path))


def test_what_cannot_be_written_is_not_told(tmp_path: Path) -> None:
    log = filled(tmp_path)
    before = release(log, TUESDAY - WEEK)
    found = release(SessionLog(log.directory, disk=FullDisk()), TUESDAY)
    assert found.halted == f"{log.directory / '.tmp-ledger'}: No space left on device."
    assert dict(found.batches) == dict(before.batches) != {}
    assert release(log, TUESDAY).total > before.total


def test_kiosks_that_release_at_once_put_each_record_in_one_batch(tmp_path: Path) -> None:
    log = filled(tmp_path)

    def releases(tell: Tell) -> None:
        for weeks in range(6, -1, -1):
            release(SessionLog(log.directory, patience=60), TUESDAY - weeks * WEEK)
            tell("released")

    children = [Child(releases) for _ in range(4)]
    assert [child.finish() for child in children] == [0] * 4
    told = Counter(key for _, ids in members(log) for key in ids)
    assert set(told.values()) == {1}
    assert findings(log) == []


def test_a_kill_while_releasing_leaves_a_ledger_that_goes_on(tmp_path: Path) -> None:
    random = Random(4)
    log = filled(tmp_path)

    def releases(tell: Tell) -> None:
        tell("begun")
        for weeks in range(6, -1, -1):
            release(log, TUESDAY - weeks * WEEK)
        signal.pause()

    for _ in range(8):
        child = Child(releases)
        child.read_until(1)
        child.kill_within(random.uniform(0, 0.05))
        assert read_ledger(log).damage == []
    release(log, TUESDAY)
    again = filled(tmp_path / "again")
    release(again, TUESDAY)
    assert set(Counter(key for _, ids in members(log) for key in ids).values()) == {1}
    assert sum(batch.size for batch, _ in members(log)) == sum(batch.size for batch, _ in members(again))


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda _: b"", lambda data: data.replace(b"en", b"es", 1)])
def test_a_damaged_ledger_stops_every_release_and_its_batches_are_not_told(tmp_path: Path, damage: type[bytes]) -> None:
    log = filled(tmp_path)
    before = release(log, TUESDAY - WEEK)
    release(log, TUESDAY)
    (_, (last, _)) = ledger_files(log)
    sound = last.read_bytes()
    last.write_bytes(damage(sound))
    found = release(log, NEXT_YEAR)
    assert found.halted.startswith(f"{last.name}: this part of the ledger is not as it was written. Restore it")
    assert dict(found.batches) == dict(before.batches)
    assert findings(log) == [f"{last.name}: this part of the ledger is not as it was written."]
    last.write_bytes(sound)
    assert release(log, NEXT_YEAR).halted == ""


def test_a_file_of_the_ledger_goes_with_the_last_week_of_its_batches(log: SessionLog) -> None:
    for weeks in (2, 1, 0):
        put(log, (a_record(answers=CHECKED, moment=NOW - weeks * WEEK) for _ in range(8)))
        release(log, TUESDAY - weeks * WEEK)
    with locked(log.directory / ".lock-ledger", 0.0), pytest.raises(LogError, match=r"\.lock-ledger"):
        purge(SessionLog(log.directory, patience=0.0), NOW, 1)
    assert len(ledger_files(log)) == 3
    purge(log, NOW, 1)
    assert [number for _, number in ledger_files(log)] == [2, 3]
    purge(log, NOW, FOR_EVER)
    assert len(ledger_files(log)) == 2
    put(log, (a_record(answers=CHECKED, moment=NOW + WEEK) for _ in range(8)))
    assert release(log, TUESDAY + WEEK, weeks=2).total == 16
    assert [number for _, number in ledger_files(log)] == [2, 3, 4]


def test_a_part_after_one_that_is_damaged_or_gone_is_known_still(tmp_path: Path) -> None:
    log = filled(tmp_path)
    release(log, TUESDAY - WEEK)
    release(log, TUESDAY)
    (first, _), (second, _) = ledger_files(log)
    first.write_bytes(first.read_bytes()[:-1])
    ledger = read_ledger(log)
    assert ([path for path, _ in ledger.files], [found.file for found in ledger.damage]) == ([second], [first.name])
    assert second.stat().st_mtime == 0
    first.unlink()
    os.mkfifo(first)
    assert [path for path, _ in read_ledger(log).files] == [second]


def test_a_part_that_is_purged_while_the_ledger_is_read_hides_no_later_one(tmp_path: Path) -> None:
    log = filled(tmp_path)
    release(log, TUESDAY - WEEK)
    release(log, TUESDAY)
    (first, _), (second, _) = ledger_files(log)

    class Purged(SessionLog):
        def read_bytes(self, path: Path) -> bytes | None:
            first.unlink(missing_ok=True)
            return super().read_bytes(path)

    ledger = read_ledger(Purged(log.directory))
    assert ([path for path, _ in ledger.files], ledger.damage) == ([second], [])
