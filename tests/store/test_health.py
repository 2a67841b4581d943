"""Folders that cannot be used: one sentence for staff, one exception for the kiosk, which goes on."""

import os
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from store.disk import LogError
from store.faults import Fault
from store.health import damaged
from store.health import problems as found
from store.log import SessionLog
from store.record import BUILT
from tests.store.mounts import mounted, needs_mount
from tests.store.people import NOW, a_record, people
from tests.store.processes import Child, Tell, open_to_all

NOBODY = 65534


def problems(log: SessionLog, moment: datetime) -> list[str]:
    return [str(problem) for problem in found(log, moment)]


def kinds(log: SessionLog, moment: datetime = NOW) -> list[Fault]:
    return [problem.kind for problem in found(log, moment)]


def as_nobody(log: SessionLog, tell: Tell) -> None:
    """Do what a kiosk does under an account that may not write there."""
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    for told in problems(log, NOW):
        tell(told)
    try:
        log.append(a_record())
    except LogError as error:
        tell(f"append: {error}")


def told_to_nobody(log: SessionLog) -> list[str]:
    child = Child(partial(as_nobody, log))
    assert child.finish() == 0
    return child.told


def test_a_log_that_is_not_there_yet_is_made(log: SessionLog) -> None:
    assert problems(log, NOW) == []
    assert log.directory.is_dir()


@needs_mount
def test_a_read_only_file_system(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "ro", "tmpfs") as disk:
        log = SessionLog(disk / "log")
        (told,) = problems(log, NOW)
        assert told.startswith(f"The log cannot be written: {disk}")
        assert "Read-only file system" in told
        with pytest.raises(LogError, match="Read-only file system"):
            log.append(a_record())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_a_folder_of_another_user(tmp_path: Path) -> None:
    open_to_all(tmp_path)
    log = SessionLog(tmp_path / "log")
    log.append(a_record())
    check, append = told_to_nobody(log)
    assert "Permission denied" in check
    assert append.startswith(f"append: {log.directory}")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_files_of_another_user(log: SessionLog) -> None:
    log.append(a_record())
    os.chown(log.directory, NOBODY, NOBODY)
    (told,) = problems(log, NOW)
    assert told == f"{log.directory} belongs to another user: chown {os.geteuid()} {log.directory}"
    assert kinds(log) == [Fault.OTHER_USER]


def test_a_folder_and_a_file_that_others_can_open(log: SessionLog) -> None:
    log.append(a_record())
    (path,) = log.directory.glob("*.json")
    log.directory.chmod(0o755)
    path.chmod(0o644)
    assert problems(log, NOW) == [
        f"{log.directory} can be opened by other users: chmod 700 {log.directory}",
        f"{path} can be opened by other users: chmod 600 {path}",
    ]
    assert kinds(log) == [Fault.OPEN, Fault.OPEN]


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("")
    (told,) = problems(SessionLog(tmp_path / "log"), NOW)
    assert told.startswith(f"The log cannot be written: {tmp_path / 'log'}")
    assert kinds(SessionLog(tmp_path / "log")) == [Fault.NOT_WRITTEN]


def test_the_day_of_the_build_and_the_monday_of_a_week_are_no_wrong_clock(log: SessionLog) -> None:
    log.append(a_record())
    assert problems(log, datetime(2026, 11, 16, tzinfo=UTC)) == []
    assert problems(SessionLog(log.directory / "other"), datetime.combine(BUILT, datetime.min.time(), UTC)) == []


def test_the_first_of_the_weeks_that_are_still_to_come_is_named(log: SessionLog) -> None:
    for week in ("2027-W01", "2027-W02", "2027-W03"):
        log.append(a_record(record_id="a" * 32).model_copy(update={"week": week}))
    assert problems(log, NOW) == [f"{log.directory}/2027-W01-a.json: its week is still to come; the clock is, or was, wrong."]
    assert kinds(log) == [Fault.AHEAD]
    assert kinds(log, datetime(1970, 1, 1, tzinfo=UTC))[0] is Fault.CLOCK


def test_what_was_kept_aside_is_told(log: SessionLog) -> None:
    log.append(a_record(record_id="a" * 32))
    (log.directory / "2026-W47-a.json").write_bytes(b"null")
    log.append(a_record(record_id="a" + "b" * 31))
    (told,) = problems(log, NOW)
    assert "damaged files are kept aside" in told
    assert kinds(log) == [Fault.ASIDE]


@pytest.mark.parametrize("broken", ["missing", "file"])
def test_no_error_holds_anything_of_a_person(tmp_path: Path, broken: str) -> None:
    where = tmp_path / "log"
    if broken == "file":
        where.write_text("")
    else:
        where = Path("/proc/none/log")
    record = a_record()
    with pytest.raises(LogError) as raised:
        SessionLog(where).append(record)
    assert record.id not in str(raised.value)
    assert "cough" not in str(raised.value)


def test_damage_in_a_file_is_told_in_one_sentence(log: SessionLog) -> None:
    for record in people(40):
        log.append(record)
    assert damaged(log, NOW) == []
    path = next(log.directory.glob("2026-*.json"))
    path.write_bytes(b"null")
    (sentence,) = damaged(log, NOW)
    assert sentence.startswith(path.name)
    assert "log verify" in sentence


def test_of_damage_in_several_files_the_first_is_told_with_how_many_there_are(log: SessionLog) -> None:
    for digit in "ab":
        log.append(a_record(record_id=digit * 32))
        (log.directory / f"2026-W47-{digit}.json").write_bytes(b"null")
    (told,) = damaged(log, NOW)
    assert told.startswith("2026-W47-a.json: the file is not as it was written; 0 records in it can be read.")
    assert told.endswith(" In all 2 findings: see `pulmoscreen log verify`.")


def test_a_log_that_cannot_be_read_is_told_as_damage(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("")
    assert damaged(SessionLog(tmp_path / "log"), NOW) == [f"{tmp_path / 'log'}: Not a directory."]
