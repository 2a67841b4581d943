"""Records carried from one log to another: each there once, and released once in both of them together."""

from datetime import date, timedelta

from store.ledger import Kind
from store.upkeep import upkeep
from tests.store.people import NOW, a_record, a_refusal, by_id, findings
from tests.store.releases import FOR_EVER, NEXT_YEAR, TUESDAY, members, put, release, small_groups, told_of, weekly
from tests.store.transfers import Log, raw, real, take_in


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
