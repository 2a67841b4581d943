"""Records carried from one log to another: each there once, and released once in both of them together."""

import io
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from store import importing
from store.disk import Disk
from store.ledger import Kind
from store.log import SessionLog, refuse
from store.raw import hand_over, raw_lines
from store.upkeep import upkeep
from tests.store.people import NOW, a_record, a_refusal, by_id, findings
from tests.store.releases import FOR_EVER, NEXT_YEAR, TUESDAY, members, put, release, small_groups, told_of, weekly
from tests.store.transfers import Log, raw, real, take_in


def test_another_log_has_every_record_once_however_often_it_imports(at: Log) -> None:
    here, there = at("here"), at("there")
    put(here, real(120, weeks=9))
    release(here, TUESDAY)
    data = raw(here)
    first = take_in(there, data)
    assert (first.new, first.untold, first.lines) == (120, 0, data.count(b"\n"))
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


def test_a_batch_that_is_too_small_for_the_other_log_is_never_told_there(at: Log) -> None:
    here, there = at("here"), at("there")
    put(here, [a_record() for _ in range(4)])
    release(here, TUESDAY, small_cell=3)
    assert take_in(there, raw(here)).untold == 1
    put(there, [a_record() for _ in range(8)])
    assert [batch.size for batch in release(there, TUESDAY).batches.values()] == [8]


def test_whoever_withdrew_since_has_withdrawn_in_the_other_log_too(at: Log) -> None:
    here, there = at("here"), at("there")
    records = [a_record(), a_record()]
    put(here, records)
    early = raw(here)
    take_in(there, early)
    for record in records:
        here.replace(a_refusal(record_id=record.id))
    assert take_in(there, raw(here)).withdrawn == 2
    assert take_in(there, early).new == 0
    assert [found.kept for found in by_id(there).values()] == [False, False]
    assert findings(there) == []


def test_what_is_older_than_the_retention_is_left_out(at: Log) -> None:
    here, there = at("here"), at("there")
    weeks = ("2026-W48", "2026-W28", "2026-W27", "2026-W01")
    put(here, [a_record().model_copy(update={"week": week}) for week in weeks])
    done = take_in(there, raw(here), weeks=20)
    assert (done.new, done.old) == (2, 2)
    assert {record.week for record in by_id(there).values()} == set(weeks[:2])


def test_declined_visits_of_a_batch_that_is_older_than_the_retention_are_left_out_too(at: Log) -> None:
    here, there = at("here"), at("there")
    put(here, [a_refusal() for _ in range(9)])
    upkeep(here, NOW, FOR_EVER, 7)
    assert [batch.size for batch in release(here, NEXT_YEAR).batches.values()] == [9]
    put(here, [a_refusal()])
    done = take_in(there, raw(here), today=NEXT_YEAR + timedelta(weeks=30), weeks=20)
    assert (done.new, done.old) == (1, 9)


def test_of_batches_in_any_order_each_young_one_is_there_once_and_those_before_the_retention_are_not(at: Log) -> None:
    here, there = at("here"), at("there")
    for week in ("2026-W26", "2026-W27", "2026-W28", "2026-W40"):
        put(here, [a_record().model_copy(update={"week": week}) for _ in range(8)])
        release(here, TUESDAY)
    batches = [line for what, line in raw_lines(here, hand_over(here, TUESDAY, refuse), refuse) if what == "batch"]
    importer = importing.Importer(there, TUESDAY, least=8, retention_weeks=20)
    importer.take_in("stick", io.BytesIO(b"".join((*batches, batches[2]))), lambda _: None)
    assert [batch.last for batch, _ in members(there)] == ["2026-W28", "2026-W40"]


def test_declined_visits_of_all_old_batches_are_left_out(at: Log) -> None:
    here, there = at("here"), at("there")
    for moment in (NOW, NOW + timedelta(weeks=1)):
        put(here, [a_refusal() for _ in range(8)])
        upkeep(here, moment, FOR_EVER, 7)
        release(here, moment + timedelta(weeks=2))
    done = take_in(there, raw(here, NEXT_YEAR), today=NEXT_YEAR + timedelta(weeks=30), weeks=20)
    assert (done.new, done.old) == (0, 16)


def test_a_file_that_is_read_a_part_at_a_time_is_told_as_a_whole(at: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    here = at("here")
    for weeks in (1, 0):
        put(here, [a_record(moment=NOW - timedelta(weeks=weeks)) for _ in range(4)])
        release(here, TUESDAY - timedelta(weeks=weeks), small_cell=3)
    put(here, [a_record().model_copy(update={"week": "2026-W01"}) for _ in range(8)])
    data = raw(here)
    whole = take_in(at("there"), data, weeks=20)
    assert (whole.new, whole.old, whole.untold, whole.lines) == (8, 8, 2, data.count(b"\n"))
    monkeypatch.setattr(importing, "_AT_ONCE", 3)
    assert take_in(at("elsewhere"), data, weeks=20) == whole
    assert by_id(at("elsewhere")) == by_id(at("there"))


def test_an_import_tells_how_far_it_is_and_writes_each_file_once(tmp_path: Path) -> None:
    class Noting(Disk):
        def rename(self, old: Path, new: Path) -> None:
            written[new.name] += 1
            super().rename(old, new)

    written, told = Counter[str](), list[tuple[int, int]]()
    here = SessionLog(tmp_path / "here")
    put(here, real(200, weeks=2))
    data = raw(here)
    there = SessionLog(tmp_path / "there", disk=Noting())
    importing.Importer(there, TUESDAY, least=8, retention_weeks=FOR_EVER).take_in(
        "stick", io.BytesIO(data), refuse, lambda done, size: told.append((done, size))
    )
    assert {size for _, size in told} == {len(data)}
    assert (told == sorted(told), told[-1][0]) == (True, len(data))
    assert set(written.values()) == {1}
