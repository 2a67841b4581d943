"""Records as texts: the fast way through a file gives what the slow one gives, or gives way to it."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from store.lines import bytes_of, document_of, key_of, line_of
from store.log import SessionLog
from store.record import Record
from store.texts import answers_in, has_answers, texts, texts_if_sound
from tests.store.people import SOUND_FILE, a_record, a_refusal, kept_people
from tests.store.test_lines import sealed

Document = dict[str, Any]


def written(log: SessionLog, data: bytes) -> Path:
    log.directory.mkdir()
    path = log.directory / SOUND_FILE
    path.write_bytes(data)
    return path


def of(*documents: Document) -> bytes:
    return bytes_of({key_of(document["id"]): line_of(key_of(document["id"]), document) for document in documents})


def told(found: list[tuple[bytes, bytes]]) -> dict[str, Document]:
    return {key.decode(): orjson.loads(b"{" + text.removesuffix(b",")) for key, text in found}


def expected(*records: Record) -> dict[str, Document]:
    documents = {record.id: document_of(record) for record in records}
    return {
        key: {name: document[name] for name in document if name not in {"version", "id"}} for key, document in documents.items()
    }


def test_the_texts_of_a_file_hold_all_that_is_stored(log: SessionLog) -> None:
    records = [*kept_people(60), a_refusal()]
    data = of(*map(document_of, records))
    found = texts_if_sound(data)
    assert found is not None
    assert told(found) == expected(*records)
    assert texts(log, written(log, data)) == found


def test_answers_are_found_in_a_text_that_has_them() -> None:
    for record in kept_people(60):
        ((_, text),) = texts_if_sound(of(document_of(record))) or []
        assert has_answers(text)
        assert orjson.loads(b"{%b}" % answers_in(text)) == document_of(record)["answers"]
    assert not has_answers((texts_if_sound(of(document_of(a_refusal()))) or [])[0][1])


@pytest.mark.parametrize(
    "change",
    [
        lambda document: {"id": document["id"], **document},
        lambda document: document | {"version": 2},
        lambda document: {name: document[name] for name in reversed(document)},
    ],
)
def test_a_file_of_another_program_or_version_is_read_in_the_slow_way(change: Any, log: SessionLog) -> None:  # noqa: ANN401
    record = a_record()
    data = of(document_of(a_record()), change(document_of(record)))
    assert texts_if_sound(data) is None
    assert told(texts(log, written(log, data)))[record.id] == expected(record)[record.id]


def test_what_is_sound_in_a_damaged_file_is_read_in_the_slow_way(log: SessionLog) -> None:
    records = kept_people(5)
    data = of(*map(document_of, records)).replace(b"true", b"null", 1)
    assert texts_if_sound(data) is None
    assert len(texts(log, written(log, data))) == 4


@pytest.mark.parametrize(
    "body", ['{"_default":{\n"1":{', '{"_default":{\n"1":7},"_default":[7', '{"_default":{\n},"_default":{"1":']
)
def test_what_is_no_table_under_a_right_checksum_is_looked_at_line_by_line(body: str, log: SessionLog) -> None:
    assert texts_if_sound(sealed(body)) is None
    assert not any(has_answers(text) for _, text in texts(log, written(log, sealed(body))))


def test_a_file_that_is_purged_meanwhile_has_none(log: SessionLog) -> None:
    assert texts(log, log.directory / SOUND_FILE) == []
