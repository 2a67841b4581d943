"""Exports in which everybody has company."""

import csv
import io
import json
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest

from criteria.journey import Step
from criteria.questions import QUESTIONNAIRE, Question
from store.disk import LogError
from store.export import COLUMNS, Plan, Row, is_closed, plan, rows
from store.formats import FORMATS
from store.lines import bytes_of, key_of, line_of
from store.log import SessionLog, refuse
from store.partition import Partition
from store.record import Channel
from tests.store.people import NOW, SOUND_FILE, a_record, a_refusal, by_id, people

SMALL = 7
NEXT_WEEK = NOW + timedelta(weeks=1)


def exported(log: SessionLog) -> list[Row]:
    return list(rows(log, plan(log, NEXT_WEEK, SMALL, refuse)))


def groups(table: list[Row]) -> Counter[tuple[str | None, ...]]:
    return Counter((row["period"], row["language"], row["channel"]) for row in table)


def written(log: SessionLog, name: str) -> bytes:
    file = io.BytesIO()
    FORMATS[name](rows(log, plan(log, NEXT_WEEK, SMALL, refuse)), file)
    return file.getvalue()


def test_an_export_of_a_real_log_has_no_small_group(log: SessionLog) -> None:
    for record in people(600, weeks=20):
        log.append(record)
    table = exported(log)
    assert min(groups(table).values()) > SMALL
    assert len(table) >= sum(record.kept for record in by_id(log).values()) - SMALL


def test_the_open_week_and_those_who_declined_are_not_exported(log: SessionLog) -> None:
    for _ in range(20):
        log.append(a_record())
        log.append(a_refusal())
    planned = plan(log, NOW, SMALL, refuse)
    assert (planned.records, planned.held_back, list(rows(log, planned))) == (0, 0, [])
    assert len(exported(log)) == 20


def test_too_few_to_hide_in_are_held_back(log: SessionLog) -> None:
    for _ in range(SMALL):
        log.append(a_record())
    planned = plan(log, NEXT_WEEK, SMALL, refuse)
    assert (planned.records, planned.held_back) == (0, SMALL)
    assert list(rows(log, planned)) == []


def test_rows_hold_no_id_and_do_not_lie_in_the_order_of_weeks(log: SessionLog) -> None:
    for weeks in (0, 1):
        for _ in range(60):
            log.append(a_record(moment=NOW - timedelta(weeks=weeks)))
    table = exported(log)
    assert tuple(table[0]) == COLUMNS
    assert not any(record.id in json.dumps(table) for record in by_id(log).values())
    changes = sum(one["period"] != other["period"] for one, other in pairwise(table))
    # Sixty and sixty in a random order change about sixty times; sorted, once a shard.
    assert changes > 2 * 16


def test_a_rare_channel_does_not_coarsen_the_others(log: SessionLog) -> None:
    for _ in range(20):
        log.append(a_record())
    log.append(a_record(channel=Channel.SSH))
    assert groups(exported(log)) == {("2026-W47", "en", "local"): 20}


def test_a_plan_says_what_goes_and_what_is_held_back_and_both_tell_their_progress(log: SessionLog) -> None:
    for number in range(SMALL + 1):
        log.append(a_record(record_id=f"{number % 2}{number:031x}", simulated=number == 0, left_at=Step.CHECK))
    log.append(a_record(language="es", channel=Channel.SSH))
    told: list[tuple[int, int]] = []
    planned = plan(log, NEXT_WEEK, SMALL, refuse, progress=lambda done, of: told.append((done, of)))
    label = ("2026-W47", "en", "local")
    assert planned == Plan({label: label}, SMALL + 1, 1, NEXT_WEEK.date())
    assert told[-1] == (len(told), len(told))
    told.clear()
    first, *others = rows(log, planned, progress=lambda done, of: told.append((done, of)))
    assert told == [(4, 8), *[(8, 8)] * 15]
    assert [row["simulated"] for row in (first, *others)] == [True, *[False] * SMALL]
    assert {column: value for column, value in first.items() if value is not None} == {
        "period": "2026-W47",
        "language": "en",
        "channel": "local",
        "questionnaire": QUESTIONNAIRE,
        "ended": "left",
        "left_at": "check",
        "simulated": True,
        "cough": "yes",
        "blood_in_sputum": "no",
    }


def test_a_plan_tells_of_damage(log: SessionLog) -> None:
    log.append(a_record(record_id="a" * 32))
    (log.directory / SOUND_FILE).write_bytes(b"null")
    with pytest.raises(LogError, match=SOUND_FILE):
        plan(log, NEXT_WEEK, SMALL, refuse)


def test_a_record_that_came_after_the_plan_or_is_of_another_version_waits(log: SessionLog) -> None:
    for number in range(SMALL + 1):
        log.append(a_record(record_id=f"{number + 1:x}" * 32))
    planned = plan(log, NEXT_WEEK, SMALL, refuse)
    log.append(a_record(language="es"))
    log.append(a_refusal())
    key, later = key_of("0"), {"version": 2, "id": "0" * 32, "kept": True, "week": "2026-W47", "answers": {}}
    line = line_of(key, later | {"language": "en", "channel": "local"})
    (log.directory / "2026-W47-0.json").write_bytes(bytes_of({key: line}))
    assert len(list(rows(log, planned))) == SMALL + 1


def test_who_is_exported_without_language_and_channel_has_neither_in_the_row(log: SessionLog) -> None:
    for number in range(SMALL + 1):
        log.append(a_record(language="es" if number % 2 else "en", channel=Channel.SSH if number % 2 else Channel.LOCAL))
    assert groups(exported(log)) == {("2026", None, None): SMALL + 1}


def test_a_week_is_closed_on_the_monday_after_it() -> None:
    week, sunday, monday = "2026-W47", date(2026, 11, 22), date(2026, 11, 23)
    assert [is_closed(Partition("week", week, "a"), day) for day in (sunday, monday)] == [False, True]
    assert [is_closed(Partition("undated", week, "abc"), day) for day in (sunday, monday)] == [False, True]
    assert not is_closed(Partition("undated", None, "abc"), monday)
    assert not is_closed(Partition("declined", week, "abc"), monday)


@pytest.mark.parametrize("name", ["csv", "jsonl", "parquet"])
def test_every_format_holds_the_same(log: SessionLog, name: str) -> None:
    for record in people(200):
        log.append(record)
    expected = [{column: value for column, value in row.items() if value is not None} for row in exported(log)]
    data = written(log, name)
    table: list[Row]
    if name == "csv":
        table = list(csv.DictReader(io.StringIO(data.decode())))
        for row in table:
            row[Question.WHAT_MATTERS] = row[Question.WHAT_MATTERS].split()
            row["simulated"] = row["simulated"] == "True"
    elif name == "jsonl":
        table = [json.loads(line) for line in data.splitlines()]
    else:
        parquet = pytest.importorskip("pyarrow.parquet")
        table = parquet.read_table(io.BytesIO(data)).to_pylist()
    assert [{column: value for column, value in row.items() if value not in (None, "", [])} for row in table] == expected
