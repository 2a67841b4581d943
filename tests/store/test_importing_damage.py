"""What is damaged, missing, withdrawn or cut off on the way from one log to another."""

import io
from contextlib import suppress
from pathlib import Path

import pytest

from store.disk import Disk, LogError
from store.importing import Importer
from store.ledger import DIGITS, read_ledger
from store.lines import Damage, document_of
from store.log import SessionLog
from store.raw import raw_line
from tests.store.people import a_record, a_refusal, by_id
from tests.store.releases import FOR_EVER, NEXT_YEAR, TUESDAY, put, release, told_of
from tests.store.transfers import Log, raw, real, take_in


def test_damaged_lines_are_named_by_number_and_skipped(at: Log) -> None:
    here, there = at("here"), at("there")
    put(here, real(40, weeks=3))
    lines = raw(here).splitlines(keepends=True)
    records = [number for number, line in enumerate(lines) if b'"record"' in line]
    for number in (records[2], records[30]):
        flip = len(lines[number]) // 2
        lines[number] = lines[number][:flip] + bytes([lines[number][flip] ^ 1]) + lines[number][flip + 1 :]
    lines[records[5]] = b"\x00" * 40 + b"\n"
    damage = list[Damage]()
    importer = Importer(there, TUESDAY, least=8, retention_weeks=FOR_EVER)
    assert importer.take_in("stick", io.BytesIO(b"".join(lines)), damage.append).new == 37
    assert [(found.file, found.line) for found in damage] == [("stick", records[number] + 1) for number in (2, 5, 30)]
    # Whoever comes again with a sound file brings what was missing.
    assert take_in(there, raw(here)).new == 3
    assert by_id(there) == by_id(here)


@pytest.mark.parametrize("cut", [1, 40, 400, 4000])
def test_a_file_that_was_cut_short_is_told(at: Log, cut: int) -> None:
    here, there = at("here"), at("there")
    put(here, real(40))
    damage = list[Damage]()
    Importer(there, TUESDAY, least=8, retention_weeks=FOR_EVER).take_in("stick", io.BytesIO(raw(here)[:-cut]), damage.append)
    assert any("what followed is missing" in str(found) or "damaged" in str(found) for found in damage) or cut == 1
    assert len(by_id(there)) <= 40


def test_lines_that_are_missing_in_the_middle_are_told(at: Log) -> None:
    here = at("here")
    put(here, real(40))
    lines = raw(here).splitlines(keepends=True)
    damage = list[Damage]()
    importer = Importer(at("there"), TUESDAY, least=8, retention_weeks=FOR_EVER)
    importer.take_in("stick", io.BytesIO(b"".join(lines[:10] + lines[12:])), damage.append)
    ends = f"stick, line {len(lines) - 2}: lines are missing before this one, which is the last."
    assert [str(found) for found in damage] == [ends]


def test_an_empty_file_is_told(at: Log) -> None:
    damage = list[Damage]()
    Importer(at("there"), TUESDAY, least=8, retention_weeks=FOR_EVER).take_in("stick", io.BytesIO(), damage.append)
    assert list(map(str, damage)) == ["stick: the file ends after line 0 without its last line: what followed is missing."]


def test_a_batch_with_a_damaged_record_is_not_told_until_it_is_whole(at: Log) -> None:
    here, there = at("here"), at("there")
    put(here, [a_record() for _ in range(8)])
    release(here, TUESDAY)
    lines = raw(here).splitlines(keepends=True)
    Importer(there, TUESDAY, least=8, retention_weeks=FOR_EVER).take_in(
        "stick", io.BytesIO(b"".join(lines[:3] + lines[4:])), lambda _: None
    )
    assert len(by_id(there)) == 7
    assert not release(there, NEXT_YEAR).batches
    take_in(there, b"".join(lines))
    assert [batch.size for batch in release(there, NEXT_YEAR).batches.values()] == [8]


def test_a_damaged_record_of_the_other_log_comes_back(at: Log) -> None:
    here, there = at("here"), at("there")
    put(here, real(30))
    data = raw(here)
    take_in(there, data)
    next(there.directory.glob("2026-W47-*.json")).write_bytes(b"")
    take_in(there, data)
    assert by_id(there) == by_id(here)
    assert list(there.directory.glob("*.damaged-*"))


def test_neither_goes_on_with_a_damaged_ledger(at: Log) -> None:
    here, there = at("here"), at("there")
    for log in (here, there):
        put(log, [a_record() for _ in range(8)])
        release(log, TUESDAY)
    data = raw(here)
    ledger = next(there.directory.glob("ledger-*"))
    ledger.write_bytes(ledger.read_bytes()[:-9])
    with pytest.raises(LogError, match="Restore it from a copy"):
        take_in(there, data)
    with pytest.raises(LogError, match="Restore it from a copy"):
        raw(there)


IDS = [f"{number:0{DIGITS}x}" for number in range(8)]
SOUND = {
    "first": "2026-W40",
    "last": "2026-W41",
    "facts": ["1", False, True, "finished", "en", "local"],
    "ids": "".join(IDS),
}


def damage_of(log: SessionLog, *lines: bytes) -> list[str]:
    damage = list[Damage]()
    importer = Importer(log, TUESDAY, least=8, retention_weeks=FOR_EVER)
    importer.take_in("stick", io.BytesIO(b"".join((*lines, raw_line("end", len(lines))))), damage.append)
    return [str(found) for found in damage]


@pytest.mark.parametrize(
    "changed",
    [
        {"facts": ["1", False, True, "handed_over", None, None]},
        {"facts": ["1", False, True, "finished", "\x1b[2J", None]},
        {"facts": ["1", "no", True, "finished", "en", "local"]},
        {"facts": ["1", False, True, "finished", "en"]},
        {"ids": "".join(IDS).replace("0", "g")},
        {"ids": "".join([*IDS[:7], IDS[0]])},
        {"ids": "".join([*IDS[:7], IDS[0], "0"])},
        {"first": "2025-W53"},
        {"last": "2026-W54"},
        {"first": "2026-W42"},
    ],
)
def test_a_batch_of_what_does_not_exist_is_a_damaged_line(at: Log, changed: dict[str, object]) -> None:
    there = at("there")
    told = "stick, line 1: this line is damaged, or not of a kind that this version knows; it is skipped."
    assert damage_of(there, raw_line("batch", SOUND | changed)) == [told]
    assert not read_ledger(there).batches
    assert damage_of(there, raw_line("batch", SOUND)) == []
    assert [batch.size for batch in read_ledger(there).batches] == [8]


def test_a_refusal_that_is_there_twice_is_known_and_nobody_has_withdrawn(at: Log) -> None:
    there, line = at("there"), raw_line("record", document_of(a_refusal()))
    done = take_in(there, line + line + raw_line("end", 2))
    assert (done.new, done.known, done.withdrawn) == (1, 1, 0)


class Killed(BaseException):
    """Stands for a process that is killed."""


class KilledDisk(Disk):
    """Dies at its n-th replaced file."""

    def __init__(self, writes: int) -> None:
        self.left = writes

    def rename(self, old: Path, new: Path) -> None:
        if not self.left:
            raise Killed
        self.left -= 1
        super().rename(old, new)


def test_an_import_that_is_killed_at_any_write_is_completed_by_the_next(at: Log) -> None:
    here = at("here")
    put(here, real(60, weeks=2))
    release(here, TUESDAY)
    data = raw(here)
    for writes in (0, 1, 2, 3, 5, 8, 13, 21, 500):
        there = at(f"there-{writes}")
        with suppress(Killed):
            take_in(SessionLog(there.directory, disk=KilledDisk(writes)), data)
        release(there, TUESDAY)
        done = take_in(there, data)
        assert (done.new == 0) is (writes == 500)
        assert by_id(there) == by_id(here)
        assert told_of(release(there, TUESDAY)) == told_of(release(here, TUESDAY))
