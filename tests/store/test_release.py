"""Each record is released once, in a batch of at least eight that share all that an onlooker can know."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from store.disk import LogError, locked
from store.ledger import DIGITS, read_ledger
from store.log import SessionLog
from store.record import BUILT, monday_of
from store.release import released
from store.upkeep import purge
from tests.store.people import NOW, a_record, a_refusal, people
from tests.store.releases import (
    CHECKED,
    FOR_EVER,
    NEXT_YEAR,
    SMALL,
    TUESDAY,
    exported,
    members,
    put,
    release,
    told_of,
    weekly,
)


def test_the_open_week_is_not_released_and_eight_alike_of_a_closed_one_are(log: SessionLog) -> None:
    put(log, (a_record() for _ in range(SMALL + 1)))
    monday = release(log, TUESDAY - timedelta(days=1))
    assert (dict(monday.batches), monday.total, monday.visits) == ({}, 0, 8)
    tuesday = release(log, TUESDAY)
    assert (len(tuesday.batches), tuesday.total, tuesday.visits, tuesday.halted) == (1, 8, 8, "")


def test_one_visit_of_another_version_and_one_real_one_among_made_up_ones_are_not_told(log: SessionLog) -> None:
    real = a_record(answers=CHECKED)
    old = real.model_copy(update={"questionnaire": "1", "simulated": True, "id": "f" * 32})
    put(log, [*people(96), real, old])
    told = told_of(release(log, NEXT_YEAR))
    assert len(told) > 50
    assert not {real.id[:DIGITS], old.id[:DIGITS]} & told.keys()


def test_a_record_that_comes_late_only_joins_a_later_batch(log: SessionLog) -> None:
    put(log, (a_record() for _ in range(9)))
    release(log, TUESDAY)
    before = members(log)
    late = [a_record() for _ in range(7)]
    put(log, late)
    assert release(log, TUESDAY).total == 9
    put(log, (a_record(moment=NOW + timedelta(weeks=1)) for _ in range(8)))
    assert release(log, TUESDAY + timedelta(weeks=1)).total == 24
    assert members(log)[:1] == before
    (_, ((batch, together))) = members(log)
    assert {record.id[:DIGITS] for record in late} < together
    assert (batch.first, batch.last) == ("2026-W47", "2026-W48")


@pytest.mark.parametrize("every", [1, 3, 7, 30])
def test_batches_are_the_same_however_often_they_are_made(every: int, log: SessionLog) -> None:
    records = list(people(400, seed=5, weeks=30))
    put(log, records)
    first = monday_of("2026-W20")
    for day in [*weekly(first, 36)[::every], NEXT_YEAR]:
        release(log, day)
    again = SessionLog(log.directory.parent / "again")
    put(again, records)
    release(again, NEXT_YEAR)
    assert sorted(map(str, members(log))) == sorted(map(str, members(again)))


@pytest.mark.parametrize("how", ["withdrawn", "damaged", "purged"])
def test_a_batch_that_has_lost_a_record_is_not_told_and_its_others_are_not_released_again(how: str, log: SessionLog) -> None:
    of_two_weeks = [a_record(moment=NOW - timedelta(weeks=weeks)) for weeks in (0, 1) for _ in range(5)]
    put(log, of_two_weeks)
    assert release(log, TUESDAY).total == 10
    if how == "withdrawn":
        log.replace(a_refusal(record_id=of_two_weeks[0].id))
    elif how == "damaged":
        path = log.directory / f"2026-W47-{of_two_weeks[0].id[0]}.json"
        path.write_bytes(path.read_bytes().replace(b'"yes"', b'"yea"', 1))
    else:
        purge(log, NOW + timedelta(weeks=10), 10)
    after = release(log, NEXT_YEAR, report=lambda _: None)
    assert (dict(after.batches), after.total, list(after.records())) == ({}, 0, [])
    assert len(members(log)) == 1


def test_a_batch_that_begins_before_the_retention_is_not_told_whether_or_not_it_was_purged(log: SessionLog) -> None:
    put(log, (a_record(moment=NOW - timedelta(weeks=number % 2)) for number in range(10)))
    assert release(log, TUESDAY, weeks=2).total == 10
    assert release(log, TUESDAY, weeks=1).total == 0
    assert release(log, TUESDAY, weeks=2).total == 10


def test_weeks_and_language_choose_whole_batches_by_what_is_told_of_them(log: SessionLog) -> None:
    for language, weeks, number in (("en", 0, 8), ("en", 1, 9), ("es", 1, 10)):
        put(log, (a_record(language=language, moment=NOW - timedelta(weeks=weeks)) for _ in range(number)))
    put(log, (a_refusal() for _ in range(8)))
    purge(log, NOW, FOR_EVER)
    found = release(log, TUESDAY)

    def size(**choice: str) -> int:
        return sum(batch.size for batch in found.only(**choice).batches.values())

    assert size() == found.total == 35
    assert (size(since="2026-W47"), size(until="2026-W46"), size(language="es")) == (8, 19, 10)
    assert size(since="2026-W46", until="2026-W47") == 27
    assert found.only(language="es").total == 35


def test_rows_are_shuffled_over_all_weeks(log: SessionLog) -> None:
    put(log, (a_record(moment=NOW - timedelta(weeks=number % 2), answers=CHECKED) for number in range(120)))
    weeks = [row["first_week"] for row in exported(log, TUESDAY)]
    changes = sum(one != other for one, other in pairwise(weeks))
    # Sixty and sixty in a random order change about sixty times; sorted, once a shard.
    assert len(weeks) == 120
    assert changes > 2 * 16


def test_a_log_that_changes_while_it_is_read_gives_no_part_of_a_batch_for_the_whole(log: SessionLog) -> None:
    records = [a_record() for _ in range(30)]
    put(log, records)
    found = release(log, TUESDAY)
    log.replace(a_refusal(record_id=max(record.id for record in records)))
    with pytest.raises(LogError, match="the log changed while it was read"):
        list(found.records())


@pytest.mark.parametrize(("day", "said"), [(date(2025, 12, 31), "before this program"), (date(2036, 1, 1), "a gap of")])
def test_a_clock_that_is_not_trusted_releases_nothing_and_tells_what_was(day: date, said: str, log: SessionLog) -> None:
    put(log, (a_record(moment=NOW - timedelta(weeks=number % 2)) for number in range(18)))
    assert release(log, TUESDAY - timedelta(weeks=1)).total == 9
    found = release(log, day, weeks=2080)
    assert said in found.halted
    assert found.total == 9
    assert len(read_ledger(log).batches) == 1


def test_any_small_cell_gives_batches_of_one_more(log: SessionLog) -> None:
    put(log, people(80, weeks=6))
    for small_cell in (12, 3, 0):
        batches = release(log, NEXT_YEAR, small_cell=small_cell).batches
        assert min(batch.size for batch in batches.values()) > small_cell
    assert release(log, NEXT_YEAR, small_cell=0).total == sum(1 for record in log.scan() if record.kept)


def test_while_another_releases_nothing_new_is_released_and_it_says_why(log: SessionLog) -> None:
    put(log, (a_record() for _ in range(8)))
    with locked(log.directory / ".lock-ledger", 0.0):
        found = release(SessionLog(log.directory, patience=0.0), TUESDAY)
    assert ".lock-ledger" in found.halted
    assert (found.visits, found.total, read_ledger(log).batches) == (8, 0, [])


def test_a_person_who_has_checked_the_clock_can_release_after_a_long_rest(log: SessionLog) -> None:
    put(log, (a_record() for _ in range(8)))
    late, told = TUESDAY + timedelta(weeks=30), list[tuple[int, int]]()
    assert "a gap of" in release(log, late).halted
    found = released(log, late, small_cell=7, retention_weeks=40, progress=lambda *done: told.append(done), clock_checked=True)
    assert (found.halted, found.total) == ("", 8)
    assert told[-1] == (len(log.files()), len(log.files()))


def test_the_day_of_the_build_is_believed(log: SessionLog) -> None:
    put(log, (a_record() for _ in range(8)))
    assert release(log, BUILT).halted == ""
