"""Records of an earlier version of the questionnaire stay readable, and say which version they answered."""

from uuid import uuid4

import pytest
from pydantic import ValidationError

from criteria.answers import Answers
from criteria.questions import QUESTIONNAIRE
from criteria.steps import Step
from store.counts import count
from store.log import SessionLog
from store.record import Ended, Record
from store.report import stats_of
from tests.store.people import a_record, findings
from tests.store.releases import CHECKED, TUESDAY, exported, put, release

OLD = {
    "cough": "no", "blood_in_sputum": "yes", "chest_pain": "no", "breathlessness": "no", "weakness": "no", "weight_loss": "no",
    "blood_amount": "spots_or_streaks", "cancer_history": "yes", "primary_site": "other", "told_lung_metastasis": "yes",
    "primary_curable": "no", "primary_removed": "yes", "only_metastasis": "yes", "well_defined_area": "yes",
    "general_condition": "as_before", "what_matters": ["time"],
}  # fmt: skip
"""What a person answered to version 1, in which `only_metastasis` asked for the only place."""


def an_old_record() -> Record:
    return Record.model_validate(
        {
            "id": uuid4().hex, "kept": True, "questionnaire": "1", "week": "2026-W47", "language": "en", "channel": "local",
            "ended": "result", "answers": OLD,
        }
    )  # fmt: skip


@pytest.fixture
def both(log: SessionLog) -> SessionLog:
    put(log, (record for _ in range(10) for record in (an_old_record(), a_record(answers=CHECKED))))
    return log


def test_old_and_new_records_are_sound_and_read_as_they_were_written(both: SessionLog) -> None:
    assert findings(both) == []
    records = list(both.scan())
    assert sorted(record.questionnaire or "" for record in records) == ["1"] * 10 + [QUESTIONNAIRE] * 10
    assert {record.answers for record in records if record.questionnaire == "1"} == {Answers.model_validate(OLD)}


def test_counts_tell_the_versions_apart(both: SessionLog) -> None:
    found = release(both, TUESDAY)
    stats = stats_of(found, count(found), 7)
    assert stats.questionnaires == {"1": 8, QUESTIONNAIRE: 8}
    assert stats.kept == 16


def test_an_export_says_which_version_each_row_answered(both: SessionLog) -> None:
    table = exported(both, TUESDAY)
    assert sorted(row["questionnaire"] for row in table) == ["1"] * 10 + [QUESTIONNAIRE] * 10


def test_a_visit_that_stopped_for_help_is_told_apart_from_one_that_was_left(log: SessionLog) -> None:
    for ended, left_at in ((Ended.HELP, Step.BLOOD_MORE), (Ended.LEFT, Step.CHECK)):
        put(log, (a_record(ended=ended, left_at=left_at, answers=CHECKED) for _ in range(10)))
    assert findings(log) == []
    found = release(log, TUESDAY)
    told = stats_of(found, count(found), 7).ended
    assert told == {Ended.RESULT: "<8", Ended.HELP: 8, Ended.LEFT: 8, Ended.IDLE: "<8"}


@pytest.mark.parametrize("left_at", [None, Step.CHECKLIST, Step.PEOPLE_WITH_CANCER])
def test_nobody_stops_for_help_away_from_an_emergency_page(left_at: Step | None) -> None:
    with pytest.raises(ValidationError, match="away from an emergency page"):
        a_record(ended=Ended.HELP, left_at=left_at)
