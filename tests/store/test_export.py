"""Exports in which everybody has company."""

import csv
import io
import json
from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.questions import Question
from store.coarsen import coarsened
from store.counts import Cell
from store.export import COLUMNS, Row, plan, rows
from store.formats import FORMATS
from store.log import SessionLog, refuse
from store.record import Channel
from tests.store.people import NOW, a_record, a_refusal, by_id, people

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


@given(
    st.dictionaries(
        st.tuples(
            st.sampled_from(["2025-W01", "2025-W14", "2026-W01", "2026-W02", "2026-W53", None]),
            st.sampled_from(["en", "es"]),
            st.sampled_from(["local", "ssh"]),
        ),
        st.integers(1, 20),
    ),
    st.integers(1, 20),
)
def test_every_label_stands_for_enough_records(cells: dict[Cell, int], least: int) -> None:
    labels = coarsened(cells, least)
    sums: Counter[tuple[str | None, ...]] = Counter()
    for cell, label in labels.items():
        sums[label] += cells[cell]
    assert all(number >= least for number in sums.values())
    held_back = sum(cells.values()) - sum(sums.values())
    assert held_back < least


def test_weeks_become_quarters_and_years_and_then_language_and_channel_go() -> None:
    cells: dict[Cell, int] = {
        ("2026-W47", "en", "local"): 8,
        ("2026-W46", "en", "local"): 4,
        ("2026-W45", "en", "local"): 4,
        ("2026-W01", "es", "local"): 5,
        ("2026-W30", "es", "local"): 5,
        ("2025-W01", "en", "ssh"): 4,
        ("2025-W02", "es", "ssh"): 4,
        (None, "en", "ssh"): 7,
    }
    assert coarsened(cells, SMALL + 1) == {
        ("2026-W47", "en", "local"): ("2026-W47", "en", "local"),
        ("2026-W46", "en", "local"): ("2026-Q4", "en", "local"),
        ("2026-W45", "en", "local"): ("2026-Q4", "en", "local"),
        ("2026-W01", "es", "local"): ("2026", "es", "local"),
        ("2026-W30", "es", "local"): ("2026", "es", "local"),
        ("2025-W01", "en", "ssh"): ("2025", None, None),
        ("2025-W02", "es", "ssh"): ("2025", None, None),
    }


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
    assert list(rows(log, plan(log, NOW, SMALL, refuse))) == []
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
