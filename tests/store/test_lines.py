"""How records lie in a file, byte for byte."""

import zlib

import pytest

from store.lines import (
    Contents,
    Damage,
    bytes_of,
    check_in,
    document_in,
    document_of,
    is_sound,
    key_in,
    key_of,
    line_of,
    lines_if_sound,
)
from tests.store.people import a_record, a_refusal

ONE, TWO = key_of("1"), key_of("f" * 32)
LINES = {TWO: line_of(TWO, {"id": "ff", "kept": False}), ONE: line_of(ONE, {"id": "01", "kept": True})}


def sealed(body: str) -> bytes:
    """A file with this body under a right checksum."""
    return f'{body}\n}},"_file":{{"1":{{"sum":"{zlib.crc32(body.encode()):08x}"}}}}}}\n'.encode()


def test_a_key_is_the_id_as_a_number_of_39_digits() -> None:
    assert ONE == "0" * 38 + "1"
    assert TWO == str(2**128 - 1) == "340282366920938463463374607431768211455"


def test_a_line_holds_key_checksum_and_fields() -> None:
    check = zlib.crc32(ONE.encode() + b'"id":"01","kept":true')
    assert LINES[ONE] == f'"{ONE}":{{"check":"{check:08x}","id":"01","kept":true}},'
    assert key_in(LINES[ONE]) == ONE
    assert document_in(LINES[ONE]) == {"id": "01", "kept": True}
    assert Contents(LINES).documents() == [{"id": "ff", "kept": False}, {"id": "01", "kept": True}]


def test_a_checksum_holds_for_one_key_and_one_body_in_a_whole_line() -> None:
    line = LINES[ONE]
    assert check_in(line) == line.split('"')[5]
    for other in (line.replace("true", "false"), line.replace(ONE, TWO), line[:-1], f"{line}\n", ""):
        assert check_in(other) is None


@pytest.mark.parametrize("line", ["", '"1":[],', '"1":{,', '"1":null,'])
def test_a_line_without_a_record_stands_for_an_empty_one(line: str) -> None:
    assert document_in(line) == {}


def test_a_line_without_a_checksum_and_one_with_spaces_are_read_as_they_are() -> None:
    assert document_in('"1":{"a":1},') == {"a": 1}
    spaced = {ONE: line_of(ONE, {"id": "0 1"})}
    assert lines_if_sound(bytes_of(spaced)) == spaced


def test_a_record_is_stored_without_what_is_not_known_and_marked_only_where_it_is_made_up() -> None:
    refusal = a_refusal(record_id="b" * 32)
    assert document_of(refusal) == {"version": 1, "id": "b" * 32, "kept": False}
    assert document_of(refusal.model_copy(update={"simulated": True}))["simulated"] is True
    kept = document_of(a_record())
    assert kept["answers"] == {"cough": "yes", "blood_in_sputum": "no"}
    assert "simulated" not in kept


def test_a_file_holds_its_lines_in_the_order_of_the_keys_under_one_checksum() -> None:
    data = sealed('{"_default":{\n' + f"{LINES[ONE]}\n{LINES[TWO]}".removesuffix(","))
    assert bytes_of(LINES) == data
    assert bytes_of({}) == b""
    assert is_sound(data)
    assert lines_if_sound(data) == LINES


@pytest.mark.parametrize(
    "data",
    [bytes_of(LINES)[:-1], bytes_of(LINES) + b"\n", b"\n" + bytes_of(LINES), bytes_of(LINES).replace(b"true", b"null"), b""],
)
def test_a_file_that_is_not_as_it_was_written_is_not_sound(data: bytes) -> None:
    assert not is_sound(data)
    assert lines_if_sound(data) is None


def test_a_file_with_another_beginning_under_a_right_checksum_is_not_sound() -> None:
    assert not is_sound(sealed('{"_elsewhere":{\n' + LINES[ONE][:-1]))


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (Damage("a.json", "it is damaged"), "a.json: it is damaged."),
        (Damage("a.json", "it is damaged", "ff"), "a.json, record ff: it is damaged."),
        (Damage("a.json", "it is damaged", line=3), "a.json, line 3: it is damaged."),
        (Damage("a\x1b.json", "it is damaged", "f\x07f", 3), "a?.json, line 3, record f?f: it is damaged."),
    ],
)
def test_damage_is_told_in_one_sentence_that_acts_on_no_terminal(damage: Damage, told: str) -> None:
    assert str(damage) == told
