"""What a log with one writer does on a good day."""

import json
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tinydb import TinyDB

from criteria.answers import Answers
from criteria.questions import Reply
from criteria.steps import Consent
from store.disk import LogError
from store.ledger import Ledger
from store.log import SessionLog
from store.survey import survey
from tests.store.people import COUGHS, a_record, a_refusal
from tests.store.releases import TUESDAY


def names(log: SessionLog) -> set[str]:
    return {path.name for path in log.directory.iterdir() if path.suffix == ".json"}


def test_what_was_appended_is_scanned(log: SessionLog) -> None:
    records = [a_record(), a_refusal(), a_record(moment=datetime(1970, 1, 1, tzinfo=UTC))]
    for record in records:
        log.append(record)
    assert {record.id: record for record in log.scan()} == {record.id: record for record in records}


def test_a_log_without_a_folder_is_a_log_without_records(log: SessionLog) -> None:
    assert list(log.scan()) == []


def test_a_week_lies_in_a_shard_by_id_and_what_has_no_week_lies_apart(log: SessionLog) -> None:
    log.append(a_record(record_id="a1" + "0" * 30))
    log.append(a_refusal(record_id="b12" + "0" * 29))
    log.append(a_record(record_id="c12" + "0" * 29, moment=datetime(1970, 1, 1, tzinfo=UTC)))
    assert names(log) == {"2026-W47-a.json", "declined-b12.json", "undated-c12.json"}


def test_a_week_begins_on_monday_and_the_last_days_of_a_year_may_be_in_week_53(log: SessionLog) -> None:
    for day in (datetime(2026, 12, 31, tzinfo=UTC), datetime(2027, 1, 3, 23, 59, tzinfo=UTC), datetime(2027, 1, 4, tzinfo=UTC)):
        log.append(a_record(moment=day))
    assert sorted(record.week or "" for record in log.scan()) == ["2026-W53", "2026-W53", "2027-W01"]


def test_the_same_id_twice_is_one_record_the_first(log: SessionLog) -> None:
    first = a_record()
    log.append(first)
    log.append(a_record(record_id=first.id, answers=Answers(cough=Reply.NO)))
    assert list(log.scan()) == [first]


def test_a_changed_answer_replaces_the_old_one(log: SessionLog) -> None:
    first, neighbour = a_record(record_id="a" * 32), a_record(record_id="a" + "b" * 31)
    log.append(first)
    log.append(neighbour)
    changed = a_record(record_id=first.id, answers=Answers(cough=Reply.NO))
    log.replace(changed)
    assert {record.id: record for record in log.scan()} == {first.id: changed, neighbour.id: neighbour}


def test_an_answer_changed_after_midnight_on_sunday_is_kept_once(log: SessionLog) -> None:
    first = a_record()
    log.append(first)
    changed = a_record(record_id=first.id, moment=datetime(2026, 11, 23, 0, 1, tzinfo=UTC))
    log.replace(changed)
    assert list(log.scan()) == [changed]


def test_withdrawn_consent_leaves_no_answer_anywhere(log: SessionLog) -> None:
    first = a_record()
    log.append(first)
    log.replace(a_refusal(record_id=first.id))
    assert [record.kept for record in log.scan()] == [False]
    assert not any(b"cough" in path.read_bytes() for path in log.directory.iterdir())


def test_withdrawn_consent_reaches_every_week_also_beside_other_people(log: SessionLog) -> None:
    person, others = a_record(record_id="a" * 32), [a_record(record_id=f"a{number:031x}") for number in range(3)]
    for record, week in zip((*others, person), ("2026-W44", "2026-W45", "2026-W47", "2026-W46"), strict=True):
        log.append(record.model_copy(update={"week": week}))
    log.replace(a_refusal(record_id=person.id))
    assert {record.id: record.kept for record in log.scan()} == {person.id: False, **{other.id: True for other in others}}


def test_replacing_what_was_never_kept_keeps_it(log: SessionLog) -> None:
    log.replace(a_record())
    assert len(list(log.scan())) == 1


def test_only_the_owner_can_read_it(log: SessionLog) -> None:
    log.append(a_record())
    assert stat.S_IMODE(log.directory.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in log.directory.iterdir()} == {0o600}


def test_stock_tinydb_opens_every_file(log: SessionLog) -> None:
    records = [a_record(), a_record(), a_refusal(), a_record(moment=datetime(1970, 1, 1, tzinfo=UTC))]
    for record in records:
        log.append(record)
    found = {}
    for name in names(log):
        with TinyDB(log.directory / name, access_mode="r") as database:
            found.update({document["id"]: (document.doc_id, document["kept"]) for document in database})
    assert found == {record.id: (int(record.id, 16), record.kept) for record in records}


def test_a_file_that_stock_tinydb_wrote_back_loses_nothing(log: SessionLog) -> None:
    first, second = a_record(record_id="a" * 32), a_record(record_id="a" + "b" * 31)
    log.append(first)
    with TinyDB(log.directory / "2026-W47-a.json") as database:
        database.update(lambda _: None)
    log.append(second)
    assert {record.id: record for record in log.scan()} == {first.id: first, second.id: second}


def test_a_declined_record_holds_nothing_but_that(log: SessionLog) -> None:
    log.append(a_refusal(record_id="b12" + "0" * 29))
    table = json.loads((log.directory / "declined-b12.json").read_text())["_default"]
    assert {key for document in table.values() for key in document} == {"check", "version", "id", "kept"}


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LogError, match=r"file/log/\.lock-.: Not a directory"):
        SessionLog(tmp_path / "file" / "log").append(a_record())


def test_a_record_without_consent_ignores_what_it_is_given() -> None:
    assert a_record(consent=Consent.NO, answers=COUGHS).answers is None


def test_an_id_that_a_power_cut_left_in_two_files_is_counted_once(log: SessionLog) -> None:
    earlier = a_record(language="es").model_copy(update={"week": "2026-W46"})
    log.append(earlier)
    log.append(earlier.model_copy(update={"week": "2026-W47", "language": "en"}))
    told: list[str] = []
    found = survey(log, Ledger(), TUESDAY, lambda damage: told.append(damage.file))
    assert [(week, facts.language) for week, facts in found.pending] == [("2026-W47", "en")]
    assert told == [next(log.directory.glob("2026-W46-*")).name]
    later = earlier.model_copy(update={"id": earlier.id[0] + "f" * 31})
    log.append(later)
    assert sorted(record.id for record in log.scan(lambda _: None)) == sorted([earlier.id, later.id])
