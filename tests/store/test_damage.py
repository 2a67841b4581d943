"""A damaged file is never taken for an empty one, never overwritten, and gives back every record that is sound."""

import os
import zlib
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from store.disk import LogError
from store.ledger import DIGITS, Ledger
from store.lines import Damage, bytes_of, key_in, key_of, line_of
from store.log import SessionLog
from store.record import Record
from store.salvage import contents_of
from store.survey import survey
from tests.store.people import SOUND_FILE, a_record, by_id, findings, kept_people
from tests.store.releases import TUESDAY


def salvaged(log: SessionLog) -> dict[str, Record]:
    return {record.id: record for record in log.scan(lambda _: None)}


@pytest.mark.parametrize("bit", [0x01, 0x20, 0x80])
def test_any_flipped_byte_is_seen_and_costs_at_most_its_own_record(path: Path, bit: int) -> None:
    data = path.read_bytes()
    sound = contents_of(path.name, data).lines
    for place in range(len(data)):
        flipped = bytearray(data)
        flipped[place] ^= bit
        found = contents_of(path.name, bytes(flipped))
        assert found.damage, f"byte {place}"
        assert len(found.lines) >= len(sound) - 1, f"byte {place}"
        assert all(line == sound[key] for key, line in found.lines.items()), f"byte {place}"


def test_a_value_changed_by_hand_is_seen_although_all_of_it_is_json(log: SessionLog, path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"kept":true', b'"kept":false', 1))
    assert any("the file is not as it was written" in found for found in findings(log))


def test_a_file_cut_anywhere_gives_back_every_whole_record(path: Path) -> None:
    data = path.read_bytes()
    sound = contents_of(path.name, data).lines
    for length in range(len(data)):
        found = contents_of(path.name, data[:length])
        assert found.damage
        assert set(found.lines) == {key for key, line in sound.items() if line[:-1].encode() in data[:length]}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        bytes(4096),
        b'{"_default": {}}',
        b'{"_default": []}',
        b'{"_default": {"1": null}}',
        b"\xff\xfe",
        b'"',
    ],
)
def test_what_holds_nothing_is_reported_and_kept_aside_and_never_empty(log: SessionLog, path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with pytest.raises(LogError, match=f"{SOUND_FILE}: the file is not as it was written; 0 records"):
        list(log.scan())
    (new,) = kept_people(1)
    log.append(new)
    assert by_id(log) == {new.id: new}
    (aside,) = log.directory.glob("*.damaged-*")
    assert aside.read_bytes() == data
    assert any(aside.name in found for found in findings(log))


def test_the_next_append_saves_the_sound_records_and_keeps_the_damaged_file(
    log: SessionLog, path: Path, records: dict[str, Record]
) -> None:
    random = Random(7)
    acknowledged = dict(records)
    for record in kept_people(12):
        damaged = bytearray(path.read_bytes())
        damaged[random.randrange(len(damaged))] ^= 1 << random.randrange(8)
        path.write_bytes(damaged)
        sound = salvaged(log)
        assert len(sound) >= len(acknowledged) - 1
        log.append(record)
        acknowledged = sound | {record.id: record}
        assert by_id(log) == acknowledged
        assert any(aside.read_bytes() == damaged for aside in log.directory.glob(f"{SOUND_FILE}.damaged-*"))


def test_the_same_damage_is_kept_aside_once(log: SessionLog, path: Path) -> None:
    for record in kept_people(3):
        path.write_bytes(b"null")
        log.append(record)
    assert len(list(log.directory.glob("*.damaged-*"))) == 1


def test_withdrawing_also_clears_what_was_kept_aside(log: SessionLog, path: Path, records: dict[str, Record]) -> None:
    person = next(iter(records))
    path.write_bytes(path.read_bytes()[:-1] + b" \t")
    log.append(kept_people(1)[0])
    (aside,) = log.directory.glob("*.damaged-*")
    lines = aside.read_bytes().split(b"\n")
    assert sum(person.encode() in line for line in lines) == 1
    log.replace(Record(id=person, kept=False))
    assert aside.read_bytes().split(b"\n") == [line for line in lines if person.encode() not in line]
    left = [file.name for file in log.directory.iterdir() if person.encode() in file.read_bytes()]
    assert left == [f"declined-{person[:3]}.json"]


def test_a_record_of_a_later_version_is_reported_and_left_alone(log: SessionLog, path: Path) -> None:
    lines = dict(contents_of(path.name, path.read_bytes()).lines)
    later = line_of(key_of("1"), {"version": 2, "id": "0" * 31 + "1", "kept": True, "mood": "good"})
    path.write_bytes(bytes_of(lines | {key_in(later): later}))
    assert [found for found in findings(log) if "not of a kind that this version knows" in found]
    log.append(kept_people(1)[0])
    assert later[:-1].encode() in path.read_bytes()
    assert not list(log.directory.glob("*.damaged-*"))


@pytest.mark.parametrize("kind", ["pipe", "link to a device", "link to itself", "folder", "device"])
def test_what_is_no_file_is_reported_and_neither_followed_nor_waited_for(log: SessionLog, path: Path, kind: str) -> None:
    strange = log.directory / "2026-W40-b.json"
    if kind == "pipe":
        os.mkfifo(strange)
    elif kind == "folder":
        strange.mkdir()
    elif kind == "device":
        strange.symlink_to("/dev/null")
    else:
        strange.symlink_to("/dev/zero" if "device" in kind else strange)
    found: list[Damage] = []
    assert sum(map(len, survey(log, Ledger(), TUESDAY, found.append).pending.values())) == 6 * DIGITS
    assert [str(damage) for damage in found] == [
        f"{strange.name}: the file is not as it was written; 0 records in it can be read."
    ]
    assert len(salvaged(log)) == 6
    assert any(strange.name in sentence for sentence in findings(log))
    assert path.exists()
    with pytest.raises(LogError, match=r"this is no file|Is a directory"):
        SessionLog(log.directory).append(a_record(record_id="b" * 32, moment=datetime(2026, 9, 30, tzinfo=UTC)))


FORGED: list[object] = [
    {"version": 1, "id": "0" * 32}, {"version": 1, "id": 7, "kept": True}, {"version": 1, "id": "0" * 32, "kept": True},
    {"version": 1, "id": "0" * 32, "kept": True, "answers": None, "language": "en", "channel": "local", "ended": "left"},
    {"version": 1, "id": "0" * 32, "kept": True, "answers": {"a": []}, "language": "en", "channel": "local", "ended": "left"},
    {"version": 1, "id": "0" * 32, "kept": "yes"}, {},
]  # fmt: skip


@pytest.mark.parametrize("fields", FORGED, ids=range(len(FORGED)))
def test_what_somebody_wrote_under_a_right_checksum_stops_nobody(
    log: SessionLog, path: Path, fields: dict[str, object]
) -> None:
    key = key_of("0" * 31 + "1")
    (log.directory / "2026-W47-0.json").write_bytes(bytes_of({key: line_of(key, fields)}))
    found: list[Damage] = []
    assert sum(map(len, survey(log, Ledger(), TUESDAY, found.append).pending.values())) == 6 * DIGITS
    assert len(found) == 1
    assert len(salvaged(log)) == 6
    log.append(a_record(record_id="0" * 30 + "22"))
    assert len(salvaged(log)) == 7
    assert len(findings(log)) >= 1
    assert path.exists()


@pytest.mark.parametrize("body", ['"kept":true,"a":' + "[" * 5000 + "]" * 5000, '"kept":tru', "[]"])
def test_what_is_no_json_under_a_right_checksum_stops_nobody(log: SessionLog, path: Path, body: str) -> None:
    key = key_of("0" * 31 + "1")
    check = f"{zlib.crc32(body.encode(), zlib.crc32(key.encode())):08x}"
    (log.directory / "2026-W47-0.json").write_bytes(bytes_of({key: f'"{key}":{{"check":"{check}",{body}}},'}))
    found: list[Damage] = []
    assert sum(map(len, survey(log, Ledger(), TUESDAY, found.append).pending.values())) == 6 * DIGITS
    assert found
    assert len(salvaged(log)) == 6
    assert findings(log)
    assert path.exists()
