"""Clocks that are wrong lose nothing, and make nothing that is young look old."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from store.clock import LEAP, TRUSTED_AFTER, leap
from store.disk import LogError
from store.health import problems
from store.ledger import Ledger
from store.log import SessionLog, refuse
from store.record import BUILT, Record, week_of
from store.survey import survey
from store.upkeep import purge, upkeep
from tests.store.people import NOW, a_record, a_refusal, by_id

RETENTION = 104
TEN_YEARS_AHEAD = NOW.replace(year=2036)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def week_ago(weeks: int) -> Record:
    """A session as many weeks ago; made as it was then, when the program may not have been built yet."""
    then = NOW - timedelta(weeks=weeks)
    year, week, _ = then.isocalendar()
    return a_record().model_copy(update={"week": f"{year}-W{week:02}"})


def filled(log: SessionLog, *weeks: int) -> list[Record]:
    records = [week_ago(number) for number in weeks]
    for record in records:
        log.append(record)
    return records


def test_nine_days_back_and_forth_loses_nothing(log: SessionLog) -> None:
    moments = [NOW, NOW - timedelta(days=9), NOW, NOW - timedelta(days=9)]
    for moment in moments:
        log.append(a_record(moment=moment))
    assert sorted(record.week or "" for record in by_id(log).values()) == ["2026-W46", "2026-W46", "2026-W47", "2026-W47"]
    assert purge(log, NOW - timedelta(days=9), RETENTION).records == 0


def test_a_clock_before_the_build_gives_no_week_and_purges_nothing(log: SessionLog) -> None:
    filled(log, 0, 110)
    log.append(a_record(moment=EPOCH))
    with pytest.raises(LogError, match="The clock shows 1970-01-01, before this program was made: nothing is purged"):
        purge(log, EPOCH, RETENTION)
    assert len(by_id(log)) == 3
    assert [record for record in by_id(log).values() if record.week is None]
    assert any("set it" in str(told) for told in problems(log, EPOCH))


def test_the_week_of_the_build_is_a_week() -> None:
    assert week_of(datetime.combine(BUILT, datetime.min.time(), UTC)) == "2026-W01"
    assert week_of(datetime.combine(BUILT, datetime.min.time(), UTC) - timedelta(seconds=1)) is None


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        (datetime(2026, 11, 22, 23, 59, 59, tzinfo=UTC), "2026-W47"),
        (datetime(2026, 11, 23, 0, 0, tzinfo=UTC), "2026-W48"),
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), "2026-W53"),
        (datetime(2027, 1, 1, 0, 0, tzinfo=UTC), "2026-W53"),
        (datetime(2027, 1, 4, 0, 0, tzinfo=UTC), "2027-W01"),
        (datetime(2026, 11, 23, 0, 30, tzinfo=timezone(timedelta(hours=2))), "2026-W48"),
    ],
)
def test_a_week_turns_at_midnight_on_monday_where_the_kiosk_stands(moment: datetime, week: str) -> None:
    assert week_of(moment) == week


def test_a_week_53_in_a_year_that_has_none_is_refused() -> None:
    with pytest.raises(ValueError, match="names a week that its year does not have"):
        Record.model_validate(a_record().model_dump() | {"week": "2025-W53"})


def test_a_clock_ten_years_ahead_purges_nothing_even_after_it_has_written(log: SessionLog) -> None:
    filled(log, 0, 1, 2)
    for number in range(TRUSTED_AFTER):
        with pytest.raises(LogError, match=r"there is a gap of .* weeks .* nothing is purged"):
            purge(log, TEN_YEARS_AHEAD + timedelta(weeks=number), RETENTION)
        log.append(a_record(moment=TEN_YEARS_AHEAD + timedelta(weeks=number)))
    assert len(by_id(log)) == 3 + TRUSTED_AFTER
    assert any("its week is still to come" in str(told) for told in problems(log, NOW))
    assert purge(log, NOW, RETENTION).records == 0


def test_a_person_who_has_checked_the_clock_can_purge_after_a_long_rest(log: SessionLog) -> None:
    filled(log, 150, 149)
    with pytest.raises(LogError, match="--clock-checked"):
        purge(log, NOW, RETENTION)
    assert purge(log, NOW, RETENTION, clock_checked=True).records == 2
    assert by_id(log) == {}


def test_a_kiosk_that_is_back_for_long_enough_purges_by_itself(log: SessionLog) -> None:
    young = filled(log, *range(TRUSTED_AFTER + 1))
    filled(log, 140)
    assert purge(log, NOW, RETENTION).records == 1
    assert set(by_id(log)) == {record.id for record in young}


def test_a_purge_keeps_the_last_weeks_of_the_retention_and_drops_the_one_before(log: SessionLog) -> None:
    records = filled(log, *range(RETENTION + 3))
    dropped = purge(log, NOW, RETENTION)
    assert (dropped.records, dropped.files) == (2, 2)
    assert set(by_id(log)) == {record.id for record in records[: RETENTION + 1]}


def test_what_was_kept_aside_is_forgotten_with_its_week(log: SessionLog) -> None:
    (old, *_) = filled(log, RETENTION + 1, *range(RETENTION))
    path = log.directory / f"{old.week}-{old.id[0]}.json"
    (path.parent / f"{path.name}.damaged-00000000").write_bytes(path.read_bytes()[:-1])
    purge(log, NOW, RETENTION)
    assert not [file.name for file in log.directory.iterdir() if old.id.encode() in file.read_bytes()]


def test_undated_records_are_dated_when_they_are_noticed_and_forgotten_from_then_on(log: SessionLog) -> None:
    undated = a_record(moment=EPOCH)
    log.append(undated)
    purge(log, NOW, RETENTION)
    assert [path.name for path in log.directory.glob("undated-*")] == [f"undated-2026-W47-{undated.id[0]}.json"]
    assert by_id(log) == {undated.id: undated}
    later = NOW + timedelta(weeks=RETENTION + 1)
    for weeks in range(RETENTION + 1):
        log.append(a_record(moment=NOW + timedelta(weeks=weeks)))
    assert purge(log, later, RETENTION).records == 2
    assert undated.id not in by_id(log)


def test_declined_visits_are_dated_when_they_are_noticed_and_forgotten_with_that_week(log: SessionLog) -> None:
    declined = a_refusal()
    log.append(declined)
    purge(log, NOW, RETENTION)
    assert by_id(log) == {declined.id: declined}
    purge(log, NOW + timedelta(weeks=RETENTION), RETENTION, clock_checked=True)
    assert by_id(log) == {declined.id: declined}
    purge(log, NOW + timedelta(weeks=RETENTION + 1), RETENTION, clock_checked=True)
    assert by_id(log) == {}


@pytest.mark.parametrize("record", [a_refusal(), a_record(moment=EPOCH)], ids=["declined", "undated"])
def test_a_record_that_is_just_moved_to_the_week_it_was_noticed_in_is_one_visit_and_no_damage(
    log: SessionLog, record: Record
) -> None:
    log.append(record)
    ((path, _),) = log.files()
    before = path.read_bytes()
    purge(log, NOW, RETENTION)
    assert not path.exists()
    path.write_bytes(before)
    assert len(log.files()) == 2
    assert list(log.scan()) == [record]
    assert survey(log, Ledger(), NOW.date(), refuse).visits == 1


def test_upkeep_runs_once_a_day(log: SessionLog) -> None:
    assert upkeep(log, NOW, RETENTION, 7) is None
    filled(log, *range(RETENTION + 2))
    done = upkeep(log, NOW, RETENTION, 7)
    assert done is not None
    assert done.records == 1
    filled(log, RETENTION + 1)
    assert upkeep(log, NOW, RETENTION, 7) is None
    tomorrow = upkeep(log, NOW + timedelta(days=1), RETENTION, 7)
    assert tomorrow is not None
    assert tomorrow.records == 2


def test_upkeep_does_not_mind_a_damaged_mark_or_files_of_weeks_that_are_not(log: SessionLog) -> None:
    filled(log, 0)
    (log.directory / ".upkeep").write_bytes(bytes(10))
    (log.directory / "2025-W53-a.json").write_bytes(b"")
    assert upkeep(log, NOW, RETENTION, 7) is not None
    assert upkeep(log, NOW, RETENTION, 7) is None
    assert len(problems(log, NOW)) == 1


def test_a_mark_from_a_clock_that_was_ahead_does_not_stop_upkeep(log: SessionLog) -> None:
    filled(log, 0)
    assert upkeep(log, TEN_YEARS_AHEAD, RETENTION * 100, 7) is not None
    assert upkeep(log, NOW, RETENTION, 7) is not None


@pytest.mark.parametrize("retention", [1, 4, 9])
def test_no_jump_makes_every_record_look_old_however_short_the_retention(log: SessionLog, retention: int) -> None:
    filled(log, *range(10, 10 + retention + 1))
    with pytest.raises(LogError, match="there is a gap of 10 weeks"):
        purge(log, NOW, retention)
    assert len(by_id(log)) == retention + 1


def test_a_gap_is_believed_up_to_half_a_year_but_never_beyond_the_retention() -> None:
    assert [leap(weeks) for weeks in (0, 1, 2, 26, 27)] == [timedelta(weeks=weeks) for weeks in (1, 1, 2, 26, 26)]
    assert timedelta(weeks=26) == LEAP
