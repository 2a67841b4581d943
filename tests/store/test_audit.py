"""The audit trail: what staff did, appended and never changed, without anything of a visitor."""

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.audit import Act, acts, note
from store.disk import Disk
from store.log import SessionLog
from store.upkeep import purge
from tests.store.people import NOW, a_record, findings
from tests.store.processes import Child, Tell
from tests.store.releases import FOR_EVER, put

AT = datetime(2026, 11, 25, 19, 40, 3, tzinfo=UTC)


@pytest.fixture
def made(log: SessionLog) -> SessionLog:
    put(log, [a_record()])
    return log


def trail(log: SessionLog) -> Path:
    return log.directory / ".audit"


def test_acts_are_told_in_order_with_their_details(made: SessionLog) -> None:
    assert list(acts(made)) == []
    note(made.directory, AT, Act.STARTED, command="run", config="abc")
    note(made.directory, AT + timedelta(seconds=9), Act.EXPORTED, records=120, format="csv")
    assert list(acts(made)) == [
        "2026-11-25 19:40:03+0000  started    command=run  config=abc",
        "2026-11-25 19:40:12+0000  exported   records=120  format=csv",
    ]
    assert stat.S_IMODE(trail(made).stat().st_mode) == 0o600
    assert findings(made) == []


def test_what_is_there_is_never_changed(made: SessionLog) -> None:
    before = b""
    for act in Act:
        note(made.directory, AT, act)
        now = trail(made).read_bytes()
        assert now.startswith(before)
        assert len(now) > len(before)
        before = now


def test_a_line_that_a_power_cut_has_torn_harms_no_other(made: SessionLog) -> None:
    note(made.directory, AT, Act.ENTERED)
    for torn in (trail(made).read_bytes()[:-9], b"{"):
        trail(made).write_bytes(torn)
        note(made.directory, AT, Act.WRONG_PIN)
        assert list(acts(made)) == ["line 1: is damaged", "2026-11-25 19:40:03+0000  wrong_pin"]


def test_the_folder_is_flushed_when_the_file_is_new_and_not_for_every_act(
    made: SessionLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[Path] = []
    monkeypatch.setattr(Disk, "flush_folder", lambda _, folder: flushed.append(folder))
    for _ in range(3):
        note(made.directory, AT, Act.ENTERED)
    assert flushed == [made.directory]


@pytest.mark.parametrize(
    "line", [b"{}", b"[]", b"7", b'{"at": 7, "act": "entered"}', b'{"at": "2026-11-25", "act": "other"}', b"\xff"]
)
def test_a_line_that_is_no_act_is_told(line: bytes, made: SessionLog) -> None:
    trail(made).write_bytes(line + b"\n")
    assert list(acts(made)) == ["line 1: is damaged"]


def test_nothing_in_a_line_acts_on_a_terminal(made: SessionLog) -> None:
    note(made.directory, AT, Act.EXPORTED, file="\x1b[2J")
    assert list(acts(made)) == ["2026-11-25 19:40:03+0000  exported   file=?[2J"]


def test_where_it_cannot_be_written_the_act_goes_on(tmp_path: Path) -> None:
    note(tmp_path / "none", AT, Act.PURGED)
    (tmp_path / ".audit").symlink_to("elsewhere")
    note(tmp_path, AT, Act.PURGED)
    assert not (tmp_path / "elsewhere").exists()


def test_processes_at_once_lose_no_act(made: SessionLog) -> None:
    def notes(_: Tell) -> None:
        for number in range(20):
            note(made.directory, AT, Act.WRONG_PIN, number=number)

    children = [Child(notes) for _ in range(4)]
    assert [child.finish() for child in children] == [0] * 4
    assert len(list(acts(made))) == 80
    assert not any("damaged" in line for line in acts(made))


def test_a_purge_that_drops_something_is_noted_and_one_that_does_not_is_not(made: SessionLog) -> None:
    purge(made, NOW, FOR_EVER)
    assert list(acts(made)) == []
    purge(made, NOW + timedelta(weeks=2), 1, clock_checked=True)
    (told,) = acts(made)
    assert told.endswith("purged     records=1  files=1  weeks=1")
