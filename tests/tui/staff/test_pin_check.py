"""The checker of the staff area: a real hash, a real file, processes that are killed and processes that come at once."""

import multiprocessing
import os
import signal
import stat
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import pytest
from argon2 import PasswordHasher

from store.disk import locked
from tests.pins import PIN
from tui.staff import pin_check as gates
from tui.staff.pin_backoff import MOST, Moment, Tries
from tui.staff.pin_check import Attempt, PinChecker, PinResult

HASH: Final = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PIN)


class Machine:
    """A machine whose clock since its start is moved by hand."""

    def __init__(self) -> None:
        self.boot, self.seconds = "first", 1000.0

    def __call__(self) -> Moment:
        return Moment(self.boot, self.seconds)


def tries(folder: Path) -> Tries:
    return Tries.of((folder / ".pin-tries").read_bytes())


def test_the_right_pin_opens_and_clears_the_count(tmp_path: Path) -> None:
    checker = PinChecker(tmp_path, HASH, Machine())
    assert checker.attempt("000000") == Attempt(PinResult.WRONG, 0)
    assert tries(tmp_path).wrong == 1
    assert checker.attempt(PIN) == Attempt(PinResult.RIGHT)
    assert tries(tmp_path) == Tries(0, Moment("first", 1000.0))


def test_after_the_third_wrong_pin_even_the_right_one_has_to_wait(tmp_path: Path) -> None:
    machine = Machine()
    checker = PinChecker(tmp_path, HASH, machine)
    assert [checker.attempt("1").wait for _ in range(3)] == [0, 0, 5]
    machine.seconds += 4
    assert checker.attempt(PIN) == Attempt(PinResult.TOO_EARLY, 1)
    assert tries(tmp_path).wrong == 3
    machine.seconds += 1
    assert checker.attempt(PIN).result is PinResult.RIGHT


def test_the_wait_outlives_the_program_and_begins_again_with_the_machine(tmp_path: Path) -> None:
    machine = Machine()
    for _ in range(3):
        PinChecker(tmp_path, HASH, machine).attempt("1")
    machine.seconds += 2
    assert PinChecker(tmp_path, HASH, machine).wait() == 3
    machine.boot, machine.seconds = "second", 1e6
    assert PinChecker(tmp_path, HASH, machine).wait() == 5
    machine.seconds += 4
    assert PinChecker(tmp_path, HASH, machine).attempt(PIN).result is PinResult.TOO_EARLY
    machine.seconds += 1
    assert PinChecker(tmp_path, HASH, machine).attempt(PIN).result is PinResult.RIGHT


def test_the_wall_clock_has_no_part_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checker = PinChecker(tmp_path, HASH)
    for _ in range(3):
        checker.attempt("1")
    monkeypatch.setattr("time.time", lambda: 4e9)
    assert 0 < PinChecker(tmp_path, HASH).wait() <= 5
    monkeypatch.setattr("time.time", lambda: 0.0)
    assert 0 < PinChecker(tmp_path, HASH).wait() <= 5


def test_the_file_is_for_its_owner_alone_and_holds_no_pin(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    PinChecker(folder, HASH).attempt(PIN)
    assert stat.S_IMODE((folder / ".pin-tries").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert PIN.encode() not in (folder / ".pin-tries").read_bytes()


def test_the_try_is_flushed_before_the_pin_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noted: list[str] = []
    flush, look = os.fsync, gates.is_pin_of

    def flushed(descriptor: int) -> None:
        noted.append(f"flush {tries(tmp_path).wrong}")
        flush(descriptor)

    def looked(pin_hash: str, pin: str) -> bool:
        noted.append("look")
        return look(pin_hash, pin)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(gates, "is_pin_of", looked)
    checker = PinChecker(tmp_path, HASH)
    checker.wait()
    noted.clear()
    checker.attempt("1")
    assert noted == ["flush 1", "look"]


def test_to_look_at_the_wait_again_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checker = PinChecker(tmp_path, HASH, Machine())
    checker.attempt("1")
    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", flushed.append)
    assert [checker.wait(), checker.wait()] == [0, 0]
    assert not flushed


@pytest.mark.parametrize("way", ["another process has the count", "a folder is in the place of the count"])
def test_the_right_pin_opens_also_where_its_count_cannot_be_cleared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    count = tmp_path / ".pin-tries"
    monkeypatch.setattr(gates, "PATIENCE", 0.05)
    look = gates.is_pin_of
    with ExitStack() as stack:

        def looked(pin_hash: str, pin: str) -> bool:
            if way.startswith("another"):
                stack.enter_context(locked(count, 1.0))
            else:
                count.unlink()
                count.mkdir()
            return look(pin_hash, pin)

        monkeypatch.setattr(gates, "is_pin_of", looked)
        assert PinChecker(tmp_path, HASH).attempt(PIN) == Attempt(PinResult.RIGHT)


def _try_and_be_killed(folder: Path) -> None:
    gates.is_pin_of = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[assignment]
    PinChecker(folder, HASH).attempt("1")


def test_killing_the_program_in_the_middle_gives_no_free_try(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("fork")
    for number in range(1, 4):
        process = spawn.Process(target=_try_and_be_killed, args=(tmp_path,))
        process.start()
        process.join()
        assert process.exitcode == -signal.SIGKILL
        assert tries(tmp_path).wrong == number
    assert PinChecker(tmp_path, HASH).attempt(PIN).result is PinResult.TOO_EARLY


def _try_often(folder: Path, times: int, verdicts: "multiprocessing.Queue[str]") -> None:
    checker = PinChecker(folder, HASH)
    for _ in range(times):
        verdicts.put(checker.attempt("1").result.name)


def test_processes_at_once_have_no_more_tries_than_one(tmp_path: Path) -> None:
    fork = multiprocessing.get_context("fork")
    verdicts = fork.Queue()
    processes = [fork.Process(target=_try_often, args=(tmp_path, 5, verdicts)) for _ in range(8)]
    for process in processes:
        process.start()
    found = [verdicts.get(timeout=60) for _ in range(40)]
    for process in processes:
        process.join()
    looked_at = found.count("WRONG")
    assert looked_at == tries(tmp_path).wrong
    assert 3 <= looked_at <= 5  # more than three only where the tries took longer than the first waits
    assert found.count("TOO_EARLY") == 40 - looked_at


def test_a_damaged_count_waits_as_long_as_ever_and_then_lets_the_right_pin_in(tmp_path: Path) -> None:
    machine = Machine()
    (tmp_path / ".pin-tries").write_bytes(b"\x00" * 160)
    assert PinChecker(tmp_path, HASH, machine).attempt(PIN) == Attempt(PinResult.TOO_EARLY, 900)
    assert tries(tmp_path).wrong == MOST
    machine.seconds += 900
    assert PinChecker(tmp_path, HASH, machine).attempt(PIN).result is PinResult.RIGHT


def test_where_nothing_can_be_written_no_pin_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    assert PinChecker(tmp_path / "file" / "folder", HASH).attempt(PIN).result is PinResult.UNCHECKED
    assert PinChecker(tmp_path / "file" / "folder", HASH).wait() == 0
    monkeypatch.setattr(gates, "PATIENCE", 0.05)
    with locked(tmp_path / ".pin-tries", 1.0):
        assert PinChecker(tmp_path, HASH).attempt(PIN).result is PinResult.UNCHECKED


def test_a_hash_that_the_library_cannot_use_opens_nothing(tmp_path: Path) -> None:
    bad = HASH.replace("p=1", "p=9")
    assert PinChecker(tmp_path, bad).attempt(PIN).result in {PinResult.UNCHECKED, PinResult.WRONG}
    assert PinChecker(tmp_path, "nothing").attempt(PIN).result is PinResult.UNCHECKED
