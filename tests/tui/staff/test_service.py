"""What the staff area reads and does, on a real log in a real folder."""

import csv
import stat
from collections import Counter
from dataclasses import astuple
from pathlib import Path
from random import Random

import pytest
from argon2 import PasswordHasher

from screens.wording.stages import STAGES
from store.audit import acts
from store.log import SessionLog
from store.simulate import simulated
from tests.store.mounts import mounted, needs_mount
from tests.store.releases import put, release
from tui.config.settings import LogSettings, Settings, StaffSettings
from tui.staff import export as staff_export
from tui.staff.export import Ending, Exported
from tui.staff.service import StaffService
from tui.visit.clock import now
from tui.visit.error_log import ErrorLog
from tui.visit.failed_writes import FailedWrites


def staff_of(log: Path, export: Path | None = None) -> StaffService:
    return StaffService(Settings(log=LogSettings(directory=log), staff=StaffSettings(export_directory=export)), "")


def visits(log: Path, number: int, weeks: int = 20) -> None:
    put(SessionLog(log), simulated(number, now(), weeks, Random(7), ("en", "es")))


@pytest.fixture
def log(tmp_path: Path) -> Path:
    visits(tmp_path / "log", 200)
    return tmp_path / "log"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "export"
    made.mkdir()
    return made


def test_counts_are_steps_and_those_of_the_open_week_are_in_no_statistics(tmp_path: Path) -> None:
    visits(tmp_path, 3, weeks=1)
    assert astuple(staff_of(tmp_path).visits())[:3] == ("<8", "<8", 0)
    visits(tmp_path, 40, weeks=1)
    assert astuple(staff_of(tmp_path).visits())[:3] == ("40", "<8", 0)
    visits(tmp_path, 200)
    shown = staff_of(tmp_path).visits()
    assert (shown.all, int(shown.released) % 8) == ("240", 0)
    assert [stage.name for stage in shown.stages] == [*STAGES]
    assert all(stage.got % 8 == 0 and stage.got <= int(shown.released) for stage in shown.stages)
    assert shown.stages[-1].got > 0


def test_an_empty_log_and_one_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    assert astuple(staff_of(tmp_path / "none").visits())[:3] == ("<8", "<8", 0)
    (tmp_path / "file").write_text("")
    state, counted = staff_of(tmp_path / "file").state(), staff_of(tmp_path / "file").visits()
    assert state.problems == ("not_written",)
    assert counted.all == "?"


def test_damage_is_counted_and_told(log: Path) -> None:
    victim = min(log.glob("20*.json"))
    victim.write_bytes(victim.read_bytes()[:-40])
    assert staff_of(log).visits().damaged > 0


def test_what_failed_is_told_until_it_is_marked_as_seen(log: Path) -> None:
    failed = FailedWrites(log)
    failed.prepare()
    failed.note()
    failed.note()
    ErrorLog(log).note("KeyError at a.py:1")
    ErrorLog(log).note("ValueError at \x1b[2Jx.py:3")
    staff = staff_of(log)
    state = staff.state()
    assert (state.failed_writes, state.errors, state.last_error) == (2, 2, "ValueError at [2Jx.py:3")
    assert state.problems == ()
    assert staff.mark_as_seen()
    state = staff.state()
    assert (state.failed_writes, state.errors, state.last_error) == (0, 0, "")
    assert "ValueError" in (log / ".errors-seen").read_text()
    failed.note()
    assert staff_of(log).state().failed_writes == 1
    assert staff.mark_as_seen()
    assert staff.mark_as_seen()


def test_an_export_is_coarse_whole_and_for_its_owner_alone(log: Path, folder: Path) -> None:
    done = staff_of(log, folder).export()
    (file,) = folder.iterdir()
    rows = list(csv.DictReader(file.read_text("utf-8").splitlines()))
    assert done == Exported(Ending.DONE, len(rows), file.name)
    assert file.name == f"pulmoscreen-{now().date()}.csv"
    assert len(rows) > 50
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "id" not in rows[0]
    facts = ("first_week", "last_week", "language", "channel", "finished")
    assert min(Counter(tuple(row[fact] for fact in facts) for row in rows).values()) > 7


def test_an_export_never_overwrites_and_takes_the_next_name_that_is_free(log: Path, folder: Path) -> None:
    day = now().date()
    (folder / f"pulmoscreen-{day}.csv").write_text("mine")
    (folder / f"pulmoscreen-{day}-2.csv").symlink_to("nowhere")
    (folder / f"pulmoscreen-{day}-3.csv.part").write_text("another one's")
    assert staff_of(log, folder).export().file == f"pulmoscreen-{day}-4.csv"
    assert staff_of(log, folder).export().file == f"pulmoscreen-{day}-5.csv"
    assert (folder / f"pulmoscreen-{day}.csv").read_text() == "mine"
    assert (folder / f"pulmoscreen-{day}-3.csv.part").read_text() == "another one's"
    assert len(list(folder.iterdir())) == 5


def test_what_keeps_it_from_exporting_is_told_apart_and_leaves_nothing(log: Path, folder: Path, tmp_path: Path) -> None:
    assert staff_of(log).export().ending is Ending.NO_FOLDER
    assert staff_of(log, tmp_path / "none").export().ending is Ending.NO_FOLDER
    assert staff_of(log, log / ".failed").export().ending is Ending.NO_FOLDER
    assert staff_of(tmp_path / "new", folder).export().ending is Ending.NOTHING_YET
    (tmp_path / "file").write_text("")
    assert staff_of(tmp_path / "file", folder).export().ending is Ending.FAILED
    assert list(folder.iterdir()) == []


@needs_mount
def test_a_full_folder_and_one_that_is_read_only_are_told_and_left_as_they_were(log: Path, tmp_path: Path) -> None:
    with mounted(tmp_path / "small", "-t", "tmpfs", "-o", "size=4k", "tmpfs") as disk:
        assert staff_of(log, disk).export().ending is Ending.FULL
        assert list(disk.iterdir()) == []
    with mounted(tmp_path / "locked", "-t", "tmpfs", "-o", "ro,size=1m", "tmpfs") as disk:
        assert staff_of(log, disk).export().ending is Ending.DENIED


def test_work_that_nobody_waits_for_any_more_ends_and_leaves_nothing(log: Path, folder: Path) -> None:
    staff = staff_of(log, folder)
    staff.stop()
    assert staff.export().ending is Ending.FAILED
    assert staff.visits().all == "?"
    assert list(folder.iterdir()) == []


def test_an_export_that_is_stopped_in_the_middle_leaves_nothing(log: Path, folder: Path) -> None:
    stopped: list[int] = []

    def go_on(done: int, _: int) -> None:
        if any(folder.iterdir()) and done > 10:
            stopped.append(done)
            raise staff_export.StoppedError

    chosen = release(SessionLog(log), now())
    assert staff_export.export(lambda: chosen, folder, now(), go_on).ending is Ending.FAILED
    assert stopped
    assert list(folder.iterdir()) == []


def test_who_enters_who_does_not_and_what_is_exported_is_in_the_audit_trail(log: Path, folder: Path) -> None:
    settings = Settings(log=LogSettings(directory=log), staff=StaffSettings(export_directory=folder))
    staff = StaffService(settings, PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash("280649"))
    staff.attempt("000000")
    staff.attempt("280649")
    done = staff.export()
    told = [line.split("  ", 1)[1] for line in acts(SessionLog(log))]
    assert told == ["wrong_pin", "entered  ", f"exported   by=staff area  records={done.records}  file={done.file}"]
    assert not any("280649" in line or "000000" in line for line in acts(SessionLog(log)))
