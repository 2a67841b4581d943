"""Counting a file at a time, and what is said of a file that does not fit."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from criteria.questions import QUESTIONNAIRE
from store.counts import Counts, count
from store.lines import Damage, bytes_of, document_of, key_of, line_of
from store.log import SessionLog, refuse
from store.record import Ended
from tests.store.people import a_record, a_refusal

SESSION = {
    "version": 1,
    "kept": True,
    "questionnaire": QUESTIONNAIRE,
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


def counted(log: SessionLog) -> tuple[Counts, list[str]]:
    told: list[str] = []
    return count(log, lambda damage: told.append(str(damage))), told


def test_every_session_is_counted_by_all_that_is_told_of_it(log: SessionLog) -> None:
    log.append(a_record(simulated=True))
    log.append(a_record(language="es", ended=Ended.RESULT))
    log.append(a_record(moment=datetime(1970, 1, 1, tzinfo=UTC)))
    log.append(a_refusal())
    log.append(a_refusal(simulated=True))
    assert count(log, refuse) == Counts(
        cells={("2026-W47", "en", "local"): 1, ("2026-W47", "es", "local"): 1, (None, "en", "local"): 1},  # type: ignore[arg-type]
        declined=2,
        simulated=2,
        ended={"left": 2, "result": 1},  # type: ignore[arg-type]
        left_at={"cough_duration": 2},  # type: ignore[arg-type]
        questionnaires={QUESTIONNAIRE: 3},  # type: ignore[arg-type]
        answers={("cough", "yes"): 3, ("blood_in_sputum", "no"): 3},  # type: ignore[arg-type]
    )


def test_what_matters_is_not_counted(log: SessionLog) -> None:
    written(log, "2026-W47-0.json", SESSION | {"id": "0" * 32, "answers": {"cough": "no", "what_matters": ["time"]}})
    assert count(log, refuse).answers == {("cough", "no"): 1}


def test_only_the_wanted_files_are_counted_and_progress_is_told_of_each(log: SessionLog) -> None:
    for digit in "ab":
        log.append(a_record(record_id=digit * 32))
    told: list[tuple[int, int]] = []
    counts = count(log, refuse, progress=lambda done, of: told.append((done, of)))
    assert (counts.cells.total(), told) == (2, [(1, 2), (2, 2)])
    assert count(log, refuse, wanted=lambda partition: partition.shard == "b").cells.total() == 1


def test_a_file_that_is_purged_meanwhile_holds_nothing(log: SessionLog) -> None:
    for digit in "ab":
        log.append(a_record(record_id=digit * 32))
    last = log.directory / "2026-W47-b.json"
    assert count(log, refuse, progress=lambda *_: last.unlink(missing_ok=True)).cells.total() == 1


def test_records_of_another_version_are_told_and_not_counted(log: SessionLog) -> None:
    path = written(
        log, "2026-W47-0.json", SESSION | {"id": "0" * 32}, SESSION | {"id": "1" * 32, "version": 2}, {"id": "2" * 32}
    )
    counts, told = counted(log)
    assert counts.cells.total() == 1
    assert told == [f"{path.name}: 2 records are of a version that this program does not know."]


def test_what_is_no_record_is_told_and_not_counted(log: SessionLog) -> None:
    path = written(log, "2026-W47-0.json", SESSION | {"id": "0" * 32}, {})
    path.write_bytes(path.read_bytes())
    key, other = key_of("0"), key_of("1")
    line = line_of(key, SESSION | {"id": "0" * 32})
    path.write_bytes(bytes_of({key: line, other: f'"{other}":"text",'}))
    counts, told = counted(log)
    assert counts.cells.total() == 1
    assert told == [f"{path.name}: 1 records are of a version that this program does not know."]


def test_of_a_file_with_strange_records_the_whole_ones_are_counted_once(log: SessionLog) -> None:
    strange: list[dict[str, Any]] = [
        SESSION | {"id": 7},
        SESSION | {"id": "1" * 32, "kept": "yes"},
        SESSION | {"id": "2" * 32, "answers": None},
        SESSION | {"id": "3" * 32, "answers": {"cough": ["yes"]}},
        SESSION | {"id": "4" * 32, "language": None},
        SESSION | {"id": "5" * 32, "channel": 7},
        {name: value for name, value in SESSION.items() if name != "ended"} | {"id": "6" * 32},
        {name: value for name, value in SESSION.items() if name != "kept"} | {"id": "7" * 32},
    ]
    whole = [
        SESSION | {"id": "8" * 32, "answers": {"weakness": "no", "what_matters": ["time"]}},
        document_of(a_refusal(record_id="9" * 32)),
    ]
    path = written(log, "2026-W47-0.json", *strange, *whole)
    counts, told = counted(log)
    assert told == [f"{path.name}: 8 records are not of a kind that this version knows."]
    assert (counts.cells, counts.declined) == ({(None, "en", "local"): 1}, 1)
    assert counts.answers == {("weakness", "no"): 1}


def test_a_record_that_is_there_twice_is_counted_where_it_is_newer_whatever_lies_between(log: SessionLog) -> None:
    both, other = SESSION | {"id": "a" * 32}, SESSION | {"id": "b" * 32}
    written(log, "2026-W47-a.json", both | {"week": "2026-W47"})
    written(log, "2026-W46-a.json", other, both, {"version": 1, "id": 7})
    written(log, "2026-W45-a.json", SESSION | {"id": "c" * 32})
    written(log, "2026-W44-a.json", both, other, SESSION | {"id": "d" * 32})
    counts, told = counted(log)
    assert counts.cells == {("2026-W47", "en", "local"): 1, (None, "en", "local"): 3}
    assert told == [
        "2026-W46-a.json: 1 records are not of a kind that this version knows.",
        "2026-W46-a.json: 1 records are there twice; a newer one is in another file.",
        "2026-W44-a.json: 2 records are there twice; a newer one is in another file.",
    ]


def test_every_damage_of_a_file_is_told(log: SessionLog) -> None:
    log.append(a_record(record_id="a" * 32))
    log.append(a_record(record_id="a" + "b" * 31))
    path = log.directory / "2026-W47-a.json"
    path.write_bytes(path.read_bytes().replace(b'"language"', b'"languish"', 1))
    damage: list[Damage] = []
    assert count(log, damage.append).cells.total() == 1
    assert [found.record for found in damage] == [None, "a" * 32]
