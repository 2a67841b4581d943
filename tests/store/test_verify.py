"""What `log verify` tells of files that are damaged, strange or misplaced."""

from pathlib import Path

from store.health import problems, verify
from store.lines import bytes_of, key_of, line_of
from store.log import SessionLog, refuse
from store.record import Record
from tests.store.people import NOW, SOUND_FILE, a_record, findings, kept_people


def test_verify_names_file_and_record(log: SessionLog, path: Path, records: dict[str, Record]) -> None:
    victim = next(iter(records))
    lines = path.read_bytes().split(b"\n")
    number = next(number for number, line in enumerate(lines, start=1) if victim.encode() in line)
    path.write_bytes(path.read_bytes().replace(victim.encode() + b'"', victim.encode() + b"'"))
    assert f"{SOUND_FILE}, line {number}: this record is damaged." in findings(log)
    path.write_bytes(b"\n".join(lines).replace(b'"channel"', b'"chunnel"', number))
    assert any(f"record {victim}: this record is damaged." in found for found in findings(log))


def test_a_name_that_would_act_on_a_terminal_is_shown_without_that(log: SessionLog, path: Path) -> None:
    strange = path.with_name("2026\x1b[2J\udcff.json")
    strange.write_bytes(b"")
    strange.chmod(0o644)
    said = [*findings(log), *map(str, problems(log, NOW))]
    assert sum("2026?[2J?.json" in sentence for sentence in said) >= 2
    assert all(sentence.isprintable() for sentence in said)


def test_verify_tells_what_was_kept_aside_what_was_saved_of_it_and_each_record_that_was_not(
    log: SessionLog, path: Path, records: dict[str, Record]
) -> None:
    lost = sorted(records)[2]
    path.write_bytes(path.read_bytes().replace(f'"id":"{lost}"'.encode(), f'"id":"{lost[:-1]}x"'.encode()))
    log.append(kept_people(1)[0])
    (aside,) = log.directory.glob("*.damaged-*")
    assert findings(log) == [
        f"{aside.name}: a damaged {SOUND_FILE}, kept aside; its 5 sound records were saved.",
        f"{aside.name}, line 4: this record is damaged.",
    ]


def test_strangers_and_misplaced_files_are_named(log: SessionLog, path: Path) -> None:
    (log.directory / "notes.txt").write_text("hello")
    path.rename(log.directory / "2026-W46-a.json")
    found = findings(log)
    assert "notes.txt: this is no file of the log." in found
    assert sum("this record belongs into another file" in sentence for sentence in found) == 6


def test_verify_counts_what_can_be_read(log: SessionLog, records: dict[str, Record]) -> None:
    assert verify(log, refuse) == len(records)


def test_verify_tells_its_progress_file_by_file(log: SessionLog) -> None:
    for digit in "ab":
        log.append(a_record(record_id=digit * 32))
    told: list[tuple[int, int]] = []
    assert verify(log, refuse, lambda done, of: told.append((done, of))) == 2
    assert told == [(1, 2), (2, 2)]


def test_verify_names_each_record_that_is_strange_misplaced_or_there_twice(log: SessionLog) -> None:
    both = a_record(record_id="a" * 32)
    for week in ("2026-W45", "2026-W47"):
        log.append(both.model_copy(update={"week": week}))
    log.append(a_record(record_id="b" * 32))
    (log.directory / "2026-W47-b.json").rename(log.directory / "2026-W46-b.json")
    key = key_of("c" * 32)
    lines = {key: line_of(key, {"version": 2, "id": "c" * 32, "kept": True})}
    (log.directory / "2026-W47-c.json").write_bytes(bytes_of(lines))
    assert findings(log) == [
        f"2026-W45-a.json, record {'a' * 32}: this record is there twice; a newer one is in another file.",
        f"2026-W46-b.json, record {'b' * 32}: this record belongs into another file.",
        f"2026-W47-c.json, record {'c' * 32}: this record is not of a kind that this version knows.",
    ]


def test_one_record_is_one_record(log: SessionLog) -> None:
    log.append(a_record(record_id="a" * 32))
    path = log.directory / SOUND_FILE
    path.write_bytes(path.read_bytes()[:-1])
    assert findings(log) == [f"{SOUND_FILE}: the file is not as it was written; 1 record in it can be read."]
