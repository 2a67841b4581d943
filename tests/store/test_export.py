"""Rows: alike within a batch in all but the answers, and a reason for each answer that is missing."""

import csv
import io
import json
import re
from collections import defaultdict
from datetime import datetime

import pytest

from criteria.answers import Answers
from criteria.questions import SYMPTOMS, Question
from criteria.steps import Step, WhatNow
from store.columns import DECLINED, NOT_ASKED, NOT_REACHED, columns
from store.counts import count
from store.export import UNANSWERED, Row, rows, size, with_answers
from store.formats import FORMATS
from store.ledger import Kind
from store.log import SessionLog
from store.record import Channel, Ended
from tests.store.people import NOW, a_record, people
from tests.store.releases import CHECKED, NEXT_YEAR, TUESDAY, exported, members, put, release

SAID = {
    "cough": "yes", "blood_in_sputum": "no", "chest_pain": "declined", "breathlessness": "no", "weakness": "no",
    "weight_loss": "unsure", "cough_duration": "declined", "cancer_history": "yes", "primary_site": "lung",
    "told_lung_metastasis": "no",
}  # fmt: skip
TOLD = {"language": "en", "channel": "local", "questionnaire": "2", "simulated": False}


def eight(log: SessionLog, answers: Answers, **changes: object) -> Row:
    """The row of eight people who are alike."""
    put(log, (a_record(answers=answers, **changes) for _ in range(8)))
    (row,) = {json.dumps(row) for row in exported(log, TUESDAY)}
    loaded: Row = json.loads(row)
    return loaded


def test_a_row_of_a_finished_visit_tells_all_answers_and_what_was_not_asked(log: SessionLog) -> None:
    row = eight(log, Answers.model_validate(SAID), ended=Ended.RESULT)
    assert list(row) == [column.name for column in columns()]
    told = {name: value for name, value in row.items() if value not in (NOT_ASKED, *SAID.values())}
    weeks = {"first_week": "2026-W47", "last_week": "2026-W47"}
    assert told == TOLD | weeks | {"finished": True, "what_now": NOT_REACHED}
    assert {name: row[name] for name in SAID} == SAID
    assert {row[name] for name in row if name.startswith(("blood_amount", "primary_c", "what_matters"))} == {NOT_ASKED}


@pytest.mark.parametrize("said", WhatNow)
@pytest.mark.parametrize("simulated", [False, True])
def test_a_row_tells_what_the_person_said_they_will_do(log: SessionLog, said: WhatNow, *, simulated: bool) -> None:
    row = eight(log, CHECKED, ended=Ended.RESULT, what_now=said, simulated=simulated)
    assert (row["what_now"], row["simulated"], row["cough"]) == (said, simulated, CHECKED.cough)


def test_a_row_of_a_visit_that_was_left_tells_the_six_symptoms_and_no_other_answer(log: SessionLog) -> None:
    row = eight(log, Answers.model_validate(SAID), left_at=Step.CHECK)
    assert {name: row[name] for name in SYMPTOMS} == {name: SAID[name] for name in SYMPTOMS}
    assert row["finished"] is False
    assert (row["cough_duration"], row["blood_amount"], row["weight_loss_amount"]) == (NOT_REACHED, NOT_ASKED, NOT_ASKED)
    later = ("cancer_history", "told_lung_metastasis", "primary_curable", "what_matters_time")
    assert {row[name] for name in later} == {NOT_REACHED}


@pytest.mark.parametrize(
    ("chosen", "told"),
    [(["time", "people"], ["yes", "no", "no", "yes", "no"]), (["declined"], [DECLINED] * 5)],
)
def test_what_matters_is_a_column_for_each_thing(chosen: list[str], told: list[str], log: SessionLog) -> None:
    asked = SAID | {"told_lung_metastasis": "yes", "what_matters": chosen}
    row = eight(log, Answers.model_validate(asked), ended=Ended.RESULT)
    assert [row[f"what_matters_{name}"] for name in ("people", "independence", "comfort", "time", "something_else")] == told
    assert row["primary_curable"] == NOT_REACHED


def test_who_declined_or_left_an_empty_checklist_has_no_row(log: SessionLog) -> None:
    put(log, (a_record(answers=Answers(), left_at=Step.CHECKLIST) for _ in range(20)))
    found = release(log, TUESDAY)
    assert (found.total, size(found), list(rows(found))) == (20, 0, [])


def test_a_batch_without_language_channel_or_week_says_so(log: SessionLog) -> None:
    put(log, (a_record(answers=CHECKED, language=language) for language in ("en", "es") for _ in range(4)))
    long_ago = datetime(1970, 1, 1, tzinfo=NOW.tzinfo)
    put(log, (a_record(answers=CHECKED, channel=Channel.SSH, moment=long_ago) for _ in range(8)))
    for path in log.directory.glob("undated-*"):
        path.rename(path.with_name(path.name.replace("undated-", "undated-2026-W47-")))
    dated, undated = sorted({tuple(row.values())[:4] for row in exported(log, NEXT_YEAR)})
    assert dated == ("2026-W47", "2026-W47", "not_told", "not_told")
    assert undated == ("undated", "undated", "en", "ssh")


def test_rows_of_one_batch_are_alike_in_every_column_but_answers_and_hold_no_id(log: SessionLog) -> None:
    put(log, people(800, weeks=30))
    found = release(log, NEXT_YEAR)
    facts = [column.name for column in columns() if not column.is_answer]
    labels = defaultdict(set)
    batches = (found.batches[number] for members in found.records() for _, number, _ in members)
    told = (batch for batch in batches if batch.facts.kind in {Kind.FINISHED, Kind.PARTIAL})
    for row, batch in zip(rows(found), told, strict=True):
        labels[batch].add(tuple(row[name] for name in facts))
    assert {len(label) for label in labels.values()} == {1}
    assert size(found) > 400
    text = json.dumps(list(rows(found)))
    assert not any(key in text for _, ids in members(log) for key in ids)


@pytest.mark.parametrize(("by", "period"), [("quarter", "2026-Q4"), ("year", "2026")])
def test_one_grain_is_one_column(by: str, period: str, log: SessionLog) -> None:
    put(log, (a_record(answers=CHECKED) for _ in range(8)))
    (row, *_) = rows(release(log, TUESDAY), by)  # type: ignore[arg-type]
    assert list(row)[:2] == [by, "language"]
    assert row[by] == period


def test_a_batch_of_several_quarters_has_none(log: SessionLog) -> None:
    for week, number in (("2026-W39", 4), ("2026-W40", 7)):
        put(log, (a_record(answers=CHECKED).model_copy(update={"week": week}) for _ in range(number)))
    found = release(log, NEXT_YEAR)
    assert {row["quarter"] for row in rows(found, "quarter")} == {"several"}
    assert {row["year"] for row in rows(found, "year")} == {"2026"}


def test_every_value_is_in_the_codes_of_its_column(log: SessionLog) -> None:
    put(log, people(400, weeks=20))
    others = (a_record(answers=CHECKED, language="pt-br") for _ in range(8))
    put(log, (record.model_copy(update={"questionnaire": "2-a.b"}) for record in others))
    for column in columns():
        values = {row[column.name] for row in exported(log, NEXT_YEAR)}
        if column.codes:
            assert values <= {*column.codes, *column.missing}
        elif column.is_boolean:
            assert values <= {True, False}
        else:
            assert all(re.fullmatch(column.pattern, str(value)) for value in values - {*column.missing})
    assert {column.question for column in columns()} == {None, *Question}


@pytest.mark.parametrize("name", ["csv", "jsonl", "parquet"])
def test_every_format_holds_the_same(log: SessionLog, name: str) -> None:
    put(log, people(200))
    expected = exported(log, NEXT_YEAR)
    file = io.BytesIO()
    FORMATS[name](columns(), rows(release(log, NEXT_YEAR)), file)
    data = file.getvalue()
    table: list[Row]
    if name == "csv":
        table = [
            row | {flag: row[flag] == "True" for flag in ("simulated", "finished")}
            for row in csv.DictReader(io.StringIO(data.decode(), newline=""))
        ]
    elif name == "jsonl":
        table = [json.loads(line) for line in data.splitlines()]
    else:
        table = pytest.importorskip("pyarrow.parquet").read_table(io.BytesIO(data)).to_pylist()
    assert table == expected
    assert len(table) > 50


def test_whoever_reads_rows_or_counts_them_is_told_how_far_it_is(log: SessionLog) -> None:
    put(log, people(200))
    found = release(log, NEXT_YEAR)
    for read in (lambda progress: list(rows(found, progress=progress)), lambda progress: count(found, progress)):
        told: list[tuple[int, int]] = []
        assert read(lambda done, of: told.append((done, of)))  # noqa: B023 - used up at once
        assert told == sorted(told)
        assert told[-1][0] == told[-1][1] > 50


@pytest.mark.parametrize("finished", [True, False])
def test_of_a_record_without_the_last_symptom_each_answer_has_its_place_too(finished: bool) -> None:  # noqa: FBT001 - a case
    told = with_answers(UNANSWERED, b'"answers":{"cough":"yes","chest_pain":"no","cough_duration":"unsure"}', finished=finished)
    assert (told["cough"], told["chest_pain"], told["weight_loss"], told["chest_pain_kind"]) == (
        "yes",
        "no",
        NOT_REACHED,
        NOT_ASKED,
    )
    assert told["cough_duration"] == ("unsure" if finished else NOT_REACHED)
