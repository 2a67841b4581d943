"""Reading the whole log once, and what is said of a file that does not fit."""

from pathlib import Path
from typing import Any

import pytest

from criteria.answers import Answers
from criteria.questions import QUESTIONNAIRE
from store.health import damaged
from store.ledger import Ledger
from store.lines import Damage, bytes_of, document_of, key_of, line_of
from store.log import SessionLog, refuse
from store.survey import Survey, survey
from store.upkeep import upkeep
from tests.store.people import NOW, a_record, a_refusal, people
from tests.store.releases import FOR_EVER, NEXT_YEAR, put, release

SESSION = {
    "version": 1,
    "kept": True,
    "questionnaire": QUESTIONNAIRE,
    "week": "2026-W47",
    "language": "en",
    "channel": "local",
    "ended": "left",
    "answers": {"cough": "yes"},
}


def written(log: SessionLog, name: str, *documents: dict[str, Any]) -> Path:
    """Write a file under right checksums, each document under a key of its own."""
    log.directory.mkdir(exist_ok=True)
    path = log.directory / name
    keys = [key_of(f"{number:x}") for number in range(len(documents))]
    path.write_bytes(bytes_of({key: line_of(key, document) for key, document in zip(keys, documents, strict=True)}))
    return path


def surveyed(log: SessionLog) -> tuple[Survey, list[str]]:
    told: list[str] = []
    return survey(log, Ledger(), NEXT_YEAR, lambda damage: told.append(str(damage))), told


def pending(found: Survey) -> int:
    return sum(len(ids) // 16 for ids in found.pending.values())


def test_every_visit_counts_and_only_those_with_a_week_are_pending(log: SessionLog) -> None:
    put(log, [a_record(), a_record(moment=NOW.replace(year=1970)), a_refusal()])
    found, told = surveyed(log)
    assert (found.visits, pending(found), told) == (3, 1, [])


def test_progress_is_told_of_each_file(log: SessionLog) -> None:
    put(log, (a_record(record_id=digit * 32) for digit in "ab"))
    told: list[tuple[int, int]] = []
    survey(log, Ledger(), NEXT_YEAR, refuse, lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


def test_a_file_that_is_purged_meanwhile_holds_nothing(log: SessionLog) -> None:
    put(log, (a_record(record_id=digit * 32) for digit in "ab"))
    last = log.directory / "2026-W47-b.json"
    assert survey(log, Ledger(), NEXT_YEAR, refuse, lambda *_: last.unlink(missing_ok=True)).visits == 1


STRANGE: tuple[dict[str, Any], ...] = (
    {"version": 2},
    {"kept": "maybe"},
    {"answers": None},
    {"answers": {"cough": ["yes"]}},
    {"language": None},
    {"channel": 7},
    {"answers": {"cough": "maybe"}},
)


@pytest.mark.parametrize("change", STRANGE, ids=str)
def test_a_record_of_a_kind_that_is_not_known_is_told_and_waits(change: dict[str, Any], log: SessionLog) -> None:
    path = written(log, "2026-W47-0.json", SESSION | change | {"id": "0" * 32}, SESSION | {"id": "0" + "1" * 31})
    found, told = surveyed(log)
    assert pending(found) == 1
    assert told == [f"{path.name}, record {'0' * 32}: this record is not of a kind that this version knows."]


def test_what_has_no_id_is_no_visit(log: SessionLog) -> None:
    written(log, "2026-W47-0.json", {}, SESSION | {"id": 7}, SESSION | {"id": "0" * 32})
    found, told = surveyed(log)
    assert (found.visits, pending(found)) == (1, 1)
    assert told == ["2026-W47-0.json: 2 lines are not of a kind that this version knows."]


def test_a_record_in_the_wrong_file_is_told_and_waits(log: SessionLog) -> None:
    path = written(log, "2026-W46-0.json", SESSION | {"id": "0" * 32})
    found, told = surveyed(log)
    assert (found.visits, pending(found)) == (1, 0)
    assert told == [f"{path.name}, record {'0' * 32}: this record belongs into another file."]


@pytest.mark.parametrize("name", ["2026-W46-a.json", "2026-W47-b.json"])
def test_a_file_that_somebody_renamed_is_told_and_waits(name: str, log: SessionLog) -> None:
    put(log, [a_record(record_id="a" * 32)])
    (log.directory / "2026-W47-a.json").rename(log.directory / name)
    found, told = surveyed(log)
    assert (pending(found), told) == (0, [f"{name}, record {'a' * 32}: this record belongs into another file."])


def test_a_record_that_is_there_twice_counts_where_it_is_newer_whatever_lies_between(log: SessionLog) -> None:
    both, other = SESSION | {"id": "a" * 32}, SESSION | {"id": "a" + "b" * 31}
    written(log, "2026-W47-a.json", both)
    written(log, "2026-W46-a.json", other | {"week": "2026-W46"}, both | {"week": "2026-W46"})
    written(log, "2026-W44-a.json", both | {"week": "2026-W44"}, other | {"week": "2026-W44"})
    found, told = surveyed(log)
    assert sorted(week for week, _ in found.pending) == ["2026-W46", "2026-W47"]
    assert (found.visits, pending(found)) == (2, 2)
    assert told == [
        "2026-W46-a.json: 1 records are there twice; a newer one is in another file.",
        "2026-W44-a.json: 2 records are there twice; a newer one is in another file.",
    ]


def test_every_damage_of_a_file_is_told_and_its_sound_records_count(log: SessionLog) -> None:
    put(log, [a_record(record_id="a" * 32), a_record(record_id="a" + "b" * 31)])
    path = log.directory / "2026-W47-a.json"
    path.write_bytes(path.read_bytes().replace(b'"language"', b'"languish"', 1))
    damage: list[Damage] = []
    found = survey(log, Ledger(), NEXT_YEAR, damage.append)
    assert (found.visits, pending(found)) == (1, 1)
    assert [found.record for found in damage] == [None, "a" * 32]
    assert damaged(log, NOW) == [f"{damage[0]} In all 2 findings: see `pulmoscreen log verify`."]


def test_a_damaged_ledger_is_told(log: SessionLog) -> None:
    put(log, people(60))
    release(log, NEXT_YEAR)
    assert damaged(log, NOW) == []
    path = log.directory / "ledger-000001.jsonl"
    path.write_bytes(path.read_bytes()[:-1])
    assert "ledger-000001.jsonl: this part of the ledger is not as it was written" in damaged(log, NOW)[0]


def test_documents_that_the_log_writes_are_known(log: SessionLog) -> None:
    records = list(people(40))
    put(log, records)
    assert sum("answers" in document_of(record) for record in records) == pending(surveyed(log)[0])


def test_files_as_the_log_writes_them_need_no_look_at_each_record(log: SessionLog, monkeypatch: pytest.MonkeyPatch) -> None:
    put(log, people(200, weeks=4))
    put(log, [a_record(moment=NOW.replace(year=1970)), a_record(answers=Answers())])
    upkeep(log, NOW, FOR_EVER, 7)
    slowly, told = surveyed(log)
    monkeypatch.setattr("store.survey.texts_if_sound", lambda _: None)
    assert surveyed(log) == (slowly, told)
    monkeypatch.undo()
    monkeypatch.setattr("store.survey._looked_at", lambda *_: pytest.fail("a record was looked at by itself"))
    assert surveyed(log) == (slowly, [])
