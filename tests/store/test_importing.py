"""Records carried from one log to another: each there once, and released once in both of them together."""

import io
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from store.disk import Disk, LogError
from store.importing import Imported, Importer
from store.ledger import DIGITS, Kind, read_ledger
from store.lines import Damage
from store.log import SessionLog, refuse
from store.raw import hand_over, raw_line, raw_lines
from store.record import Record
from store.upkeep import upkeep
from tests.store.people import NOW, a_record, a_refusal, by_id, findings, people
from tests.store.releases import FOR_EVER, NEXT_YEAR, TUESDAY, members, put, release, small_groups, told_of, weekly

Log = Callable[[str], SessionLog]


@pytest.fixture
def at(tmp_path: Path) -> Log:
    return lambda name: SessionLog(tmp_path / name)


def real(number: int, *, seed: int = 0, weeks: int = 1) -> list[Record]:
    return [record.model_copy(update={"simulated": False}) for record in people(number, seed=seed, weeks=weeks)]


def raw(log: SessionLog, today: date = TUESDAY) -> bytes:
    return b"".join(line for _, line in raw_lines(log, hand_over(log, today, refuse), refuse))


def take_in(log: SessionLog, data: bytes, *, least: int = 8, weeks: int = FOR_EVER, today: date = TUESDAY) -> Imported:
    damage = list[Damage]()
    done = Importer(log, today, least=least, retention_weeks=weeks).take_in("stick", io.BytesIO(data), damage.append)
    assert not damage, [str(found) for found in damage]
    return done


def test_another_log_has_every_record_once_however_often_it_imports(at: Log) -> None:
    here, there = at("here"), at("there")
    put(here, real(120, weeks=9))
    release(here, TUESDAY)
    data = raw(here)
    assert take_in(there, data).new == 120
    assert by_id(there) == by_id(here)
    assert (again := take_in(there, data)).new == 0
    assert again.known == 120
    upkeep(there, NOW, FOR_EVER, 7)
    assert take_in(there, data).new == 0
    assert by_id(there) == by_id(here)
    assert findings(there) == []


def test_each_record_is_released_once_in_the_two_logs_together(at: Log) -> None:
    here, there = at("here"), at("there")
    put(here, real(400, weeks=20))
    put(there, real(100, seed=5, weeks=20))
    release(here, TUESDAY)
    take_in(there, raw(here))
    put(here, real(60, seed=9))
    told = [told_of(release(log, day)) for log in (here, there) for day in (TUESDAY, NEXT_YEAR)]
    batches = [ids for log in (here, there) for batch, ids in members(log) if batch.facts.kind is not Kind.HANDED_OVER]
    of_record: dict[str, set[frozenset[str]]] = {}
    for ids in batches:
        for record in ids:
            of_record.setdefault(record, set()).add(ids)
    assert max(map(len, of_record.values())) == 1
    assert small_groups(told) == (0, 0)
    assert len({record for output in told for record in output}) > 350


def test_a_stick_a_month_gives_no_small_groups_to_whoever_sees_both_logs_every_week(at: Log) -> None:
    here, there = at("here"), at("there")
    records = real(200, weeks=20)
    told = []
    for week, today in enumerate(weekly(date(2026, 7, 7), 26)):
        put(here, [record for record in records if record.week == f"2026-W{week + 27:02}"])
        told += [told_of(release(log, today)) for log in (here, there)]
        if week % 4 == 3:
            take_in(there, raw(here, today), today=today)
    assert small_groups(told) == (0, 0)
    assert told[-1]


def test_what_is_handed_over_waits_in_the_other_log_until_enough_are_alike(at: Log) -> None:
    here, there = at("here"), at("there")
    put(here, [a_record() for _ in range(5)])
    put(there, [a_record() for _ in range(5)])
    take_in(there, raw(here))
    put(here, [a_record() for _ in range(5)])
    assert [batch.size for batch in release(there, TUESDAY).batches.values()] == [10]
    assert not release(here, TUESDAY).batches


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
    assert [found.line for found in damage] == [records[number] + 1 for number in (2, 5, 30)]
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
    assert ["lines are missing" in str(found) for found in damage] == [True]


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


def test_a_batch_that_is_too_small_for_the_other_log_is_never_told_there(at: Log) -> None:
    here, there = at("here"), at("there")
    put(here, [a_record() for _ in range(4)])
    release(here, TUESDAY, small_cell=3)
    assert take_in(there, raw(here)).untold == 1
    put(there, [a_record() for _ in range(8)])
    assert [batch.size for batch in release(there, TUESDAY).batches.values()] == [8]


def test_whoever_withdrew_since_has_withdrawn_in_the_other_log_too(at: Log) -> None:
    here, there = at("here"), at("there")
    record = a_record()
    here.append(record)
    early = raw(here)
    take_in(there, early)
    here.replace(a_refusal(record_id=record.id))
    assert take_in(there, raw(here)).withdrawn == 1
    assert take_in(there, early).new == 0
    assert [found.kept for found in by_id(there).values()] == [False]
    assert findings(there) == []


def test_what_is_older_than_the_retention_is_left_out(at: Log) -> None:
    here, there = at("here"), at("there")
    put(here, [a_record(), a_record().model_copy(update={"week": "2026-W01"})])
    done = take_in(there, raw(here), weeks=20)
    assert (done.new, done.old) == (1, 1)


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


@pytest.mark.parametrize(
    "facts",
    [
        ["1", False, True, "handed_over", None, None],
        ["1", False, True, "finished", "\x1b[2J", None],
        ["1", "no", True, "finished", "en", "local"],
        ["1", False, True, "finished", "en"],
    ],
)
def test_a_batch_with_facts_that_do_not_exist_is_a_damaged_line(at: Log, facts: list[object]) -> None:
    ids = "".join(sorted(f"{number:0{DIGITS}x}" for number in range(8)))
    line = raw_line("batch", {"first": "2026-W40", "last": "2026-W40", "facts": facts, "ids": ids})
    damage = list[Damage]()
    there = at("there")
    Importer(there, TUESDAY, least=8, retention_weeks=FOR_EVER).take_in(
        "stick", io.BytesIO(line + raw_line("end", 1)), damage.append
    )
    assert [found.line for found in damage] == [1]
    assert not read_ledger(there).batches


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
