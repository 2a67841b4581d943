"""What upkeep and purge touch, and under which lock."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest

from store.clock import LEAP
from store.disk import Disk, LogError, locked
from store.health import problems
from store.log import SessionLog
from store.record import BUILT, Record
from store.upkeep import Purged, even_out, purge, upkeep
from tests.store.people import NOW, a_record, a_refusal, by_id, findings

ID: Final = "ab" + "c" * 30
THIS_MONDAY: Final = date(2026, 11, 16)


class WatchedDisk(Disk):
    """A disk that notes what is replaced, and what is written beside a log without its lock."""

    def __init__(self) -> None:
        self.replaced: list[str] = []
        self.without_lock: list[str] = []

    def write(self, path: Path, data: bytes | bytearray, modified: int) -> int:
        with suppress(LogError), locked(path.with_name(path.name.replace(".tmp-", ".lock-")), 0.0):
            self.without_lock.append(path.name)
        return super().write(path, data, modified)

    def rename(self, old: Path, new: Path) -> None:
        self.replaced.append(new.name)
        super().rename(old, new)


@pytest.fixture
def disk() -> WatchedDisk:
    return WatchedDisk()


@pytest.fixture
def watched(tmp_path: Path, disk: WatchedDisk) -> SessionLog:
    return SessionLog(tmp_path / "log", disk=disk, patience=0.0)


def fill(log: SessionLog, *mondays: date, record_id: str = ID) -> None:
    for monday in mondays:
        year, week, _ = monday.isocalendar()
        log.append(a_record(record_id=record_id).model_copy(update={"week": f"{year}-W{week:02}"}))


def weeks_before(*numbers: int) -> list[date]:
    return [THIS_MONDAY - timedelta(weeks=number) for number in numbers]


def evened_out(disk: WatchedDisk, log: SessionLog, moment: datetime) -> list[str]:
    disk.replaced.clear()
    assert upkeep(log, moment, 104, 7) == Purged()
    return sorted(name for name in disk.replaced if name != ".upkeep")


def test_weeks_that_have_ended_since_the_last_time_are_evened_out_and_no_others(watched: SessionLog, disk: WatchedDisk) -> None:
    fill(watched, *weeks_before(0, 1, 2))
    watched.append(a_record(record_id=ID, moment=datetime(1970, 1, 1, tzinfo=UTC)))
    watched.append(a_refusal(record_id=ID))
    noticed = ["declined-2026-W47-a.json", "undated-2026-W47-a.json"]
    assert evened_out(disk, watched, NOW) == ["2026-W45-a.json", "2026-W46-a.json", *noticed]
    assert evened_out(disk, watched, NOW + timedelta(days=1)) == ["2026-W47-a.json"]
    assert evened_out(disk, watched, NOW + timedelta(days=2)) == []
    assert evened_out(disk, watched, NOW - timedelta(days=7)) == ["2026-W45-a.json"]


def test_a_week_that_was_open_the_last_time_is_evened_out(watched: SessionLog, disk: WatchedDisk) -> None:
    fill(watched, *weeks_before(0, 1))
    sunday = datetime(2026, 11, 15, tzinfo=UTC)
    assert evened_out(disk, watched, sunday) == []
    assert evened_out(disk, watched, NOW) == ["2026-W46-a.json"]


def test_a_damaged_file_is_not_evened_out_and_one_that_goes_meanwhile_is_no_error(
    watched: SessionLog, disk: WatchedDisk
) -> None:
    fill(watched, *weeks_before(1, 2))
    (watched.directory / "2026-W46-a.json").write_bytes(b"null")
    disk.replaced.clear()
    even_out(watched, weeks=["2026-W46", "2026-W45"])
    assert disk.replaced == ["2026-W45-a.json"]


def test_the_mark_of_the_day_tells_no_time_of_day(watched: SessionLog) -> None:
    fill(watched, THIS_MONDAY)
    upkeep(watched, NOW, 104, 7)
    mark = watched.directory / ".upkeep"
    assert (mark.stat().st_mtime, mark.stat().st_atime) == (0, 0)
    assert mark.read_text("ascii") == "2026-11-22"


def test_whatever_is_written_is_written_under_the_lock_of_its_shard(watched: SessionLog, disk: WatchedDisk) -> None:
    for digit in "0af":
        fill(watched, *weeks_before(0, 1), record_id=digit * 32)
    watched.append(a_record(record_id="b" * 32, moment=datetime(1970, 1, 1, tzinfo=UTC)))
    watched.replace(a_refusal(record_id=ID))
    assert problems(watched, NOW) == []
    upkeep(watched, NOW, 104, 7)
    assert disk.without_lock == []
    locks = {path.name for path in watched.paths() if path.name.startswith(".lock")}
    assert locks == {f".lock-{name}" for name in (*"0abf", "ledger")}


@pytest.mark.parametrize("held", "0a")
def test_an_operation_waits_for_its_own_lock_and_no_other(watched: SessionLog, held: str) -> None:
    fill(watched, *weeks_before(0, 1))
    with locked(watched.directory / f".lock-{held}", 0.0):
        if held == "0":
            assert str(problems(watched, NOW)[0]).startswith("The log cannot be written")
            with pytest.raises(LogError, match=r"\.lock-0"):
                upkeep(watched, NOW, 104, 7)
            watched.replace(a_refusal(record_id=ID))
            even_out(watched, weeks=["2026-W46"])
        else:
            assert problems(watched, NOW) == []
            with pytest.raises(LogError, match=r"\.lock-a"):
                watched.replace(a_refusal(record_id=ID))
            with pytest.raises(LogError, match=r"\.lock-a"):
                even_out(watched, weeks=["2026-W46"])


def test_a_gap_is_a_reason_to_doubt_the_clock_only_where_it_is_longer_than_half_a_year(watched: SessionLog) -> None:
    weeks = LEAP // timedelta(weeks=1)
    fill(watched, *weeks_before(weeks, weeks + 1))
    assert purge(watched, NOW, weeks) == Purged(1, 1)
    fill(watched, *weeks_before(weeks + 1))
    watched.replace(a_refusal(record_id=ID))
    fill(watched, *weeks_before(weeks + 1))
    with pytest.raises(
        LogError, match=r"^The clock shows 2026-11-22, and there is a gap of 27 weeks before it in the log: nothing"
    ):
        purge(watched, NOW, weeks)


def test_a_purge_tells_its_progress_and_counts_records_and_files(watched: SessionLog) -> None:
    fill(watched, *weeks_before(0, 10, 20, 30))
    fill(watched, *weeks_before(30), record_id="a" + "d" * 31)
    aside = watched.directory / "2026-W17-a.json.damaged-00000000"
    aside.write_bytes((watched.directory / "2026-W17-a.json").read_bytes()[:-1])
    told: list[tuple[int, int]] = []
    assert purge(watched, NOW, 19, progress=lambda done, of: told.append((done, of))) == Purged(records=3, files=3)
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert [path.name for path in watched.paths() if path.name.endswith("json") or "damaged" in path.name] == [
        "2026-W37-a.json",
        "2026-W47-a.json",
    ]


def test_what_an_interrupted_write_left_is_removed(watched: SessionLog) -> None:
    fill(watched, THIS_MONDAY)
    for digit in "0f":
        (watched.directory / f".tmp-{digit}").write_bytes(b"half")
    purge(watched, NOW, 104)
    assert not list(watched.directory.glob(".tmp-*"))
    assert {path.name for path in watched.directory.glob(".lock-*")} == {".lock-0", ".lock-a", ".lock-f"}


def test_a_purge_waits_for_the_lock_of_the_shard_and_believes_the_day_of_the_build(watched: SessionLog) -> None:
    fill(watched, *weeks_before(0, 1))
    with locked(watched.directory / ".lock-a", 0.0), pytest.raises(LogError, match=r"\.lock-a"):
        purge(watched, NOW, 0)
    assert purge(watched, datetime.combine(BUILT, datetime.min.time(), UTC), 104) == Purged()


@pytest.mark.parametrize("kind", ["declined", "undated"])
def test_records_without_a_week_go_to_that_in_which_they_are_noticed(watched: SessionLog, kind: str) -> None:
    def a_visit(record_id: str) -> Record:
        return (a_refusal if kind == "declined" else a_record)(record_id=record_id, moment=datetime(1970, 1, 1, tzinfo=UTC))

    for number, record_id in enumerate((ID, "abc" + "d" * 29, "aff" + "d" * 29, "b" * 32)):
        watched.append(a_visit(record_id))
        purge(watched, NOW, 104)
        assert len(by_id(watched)) == number + 1
    purge(watched, NOW + timedelta(weeks=1), 104)
    home = [path.name for path in watched.directory.glob(f"{kind}*")]
    assert sorted(home) == [f"{kind}-2026-W47-a.json", f"{kind}-2026-W47-b.json"]
    assert findings(watched) == []


def test_what_is_damaged_stays_where_it_is(watched: SessionLog) -> None:
    watched.append(a_refusal(record_id=ID))
    purge(watched, NOW, 104)
    watched.append(a_refusal(record_id="abc" + "d" * 29))
    for name in ("declined-abc.json", "declined-2026-W47-a.json"):
        path = watched.directory / name
        sound = path.read_bytes()
        path.write_bytes(sound[:-1])
        purge(watched, NOW, 104)
        assert path.read_bytes() == sound[:-1]
        path.write_bytes(sound)
    assert len(by_id(watched)) == 2
