"""Supervisor and workers, stopped, killed, blocked and cut off: no orphan, no busy loop, one record."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from store.log import SessionLog
from tests.pty.terminals import Terminal, children_of, to_the_checklist, workers_of
from tui.visit.failed_writes import FailedWrites

SECONDS = 40.0


@contextmanager
def kiosk(folder: Path, plant: str = "", *more: str) -> Iterator[Terminal]:
    terminal = Terminal(["run", "--kiosk", "--emergency-number", "112", *more], folder, plant=plant)
    terminal.wait_for("Begin")
    terminal.quiet()
    try:
        yield terminal
    finally:
        terminal.process.close(force=True)


def until(there: Callable[[], bool], terminal: Terminal | None = None) -> None:
    end = time.monotonic() + SECONDS
    while not there():
        assert time.monotonic() < end
        if terminal is None:
            signal.sigtimedwait({signal.SIGUSR2}, 0.1)
        else:
            terminal.read()


def gone(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def cpu(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_a_process_that_no_longer_answers_is_ended_and_somebody_else_can_begin(tmp_path: Path) -> None:
    # Over 5 s: the time after which a silent process counts as stuck passes.
    with kiosk(tmp_path) as terminal:
        os.kill(workers_of(terminal.process.pid)[0], signal.SIGSTOP)
        terminal.wait_for("Something went wrong")


@pytest.mark.slow
def test_a_process_that_computes_for_ever_is_ended(tmp_path: Path) -> None:
    with kiosk(tmp_path, "busy") as terminal:
        terminal.press("h", "Something went wrong")


def test_a_disk_that_hangs_holds_nobody_and_is_told_to_staff(tmp_path: Path) -> None:
    # Over 5 s: the time passes that a visit waits for the disk.
    with kiosk(tmp_path, "disk") as terminal:
        to_the_checklist(terminal)
        terminal.press("l", "Begin")
        until(lambda: FailedWrites(tmp_path).count() == 1, terminal)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_no_process_outlives_the_parent_and_the_terminal_is_given_back(number: signal.Signals, tmp_path: Path) -> None:
    with kiosk(tmp_path) as terminal:
        to_the_checklist(terminal)
        terminal.settle(2.0)
        children = children_of(terminal.process.pid)
        os.kill(terminal.process.pid, number)
        until(lambda: all(gone(child) for child in children), terminal)
        terminal.quiet()
        assert terminal.text().strip() == ""
        assert [record.ended for record in SessionLog(tmp_path).scan()] == ["left"]


@pytest.mark.slow
def test_a_person_whose_process_is_stopped_when_the_parent_is_killed_leaves_no_page(tmp_path: Path) -> None:
    # The shell leads the session, as the launcher does: the kernel itself would continue whoever loses its leader.
    program = f"{sys.executable} -m tui run --kiosk --emergency-number 112 --data {tmp_path}; read ended"
    terminal = Terminal([], tmp_path, command=["/bin/sh", "-c", program])
    try:
        terminal.wait_for("Begin")
        terminal.quiet()
        to_the_checklist(terminal)
        terminal.settle(2.0)
        (parent,) = children_of(terminal.process.pid)
        children = children_of(parent)
        for child in children:
            os.kill(child, signal.SIGSTOP)
        os.kill(parent, signal.SIGKILL)
        until(lambda: all(gone(child) for child in children), terminal)
        terminal.quiet()
        assert "Do you have any" not in terminal.text()
    finally:
        terminal.process.close(force=True)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_person_whose_process_is_asked_to_end_leaves_one_record(number: signal.Signals, tmp_path: Path) -> None:
    with kiosk(tmp_path) as terminal:
        to_the_checklist(terminal)
        child = workers_of(terminal.process.pid)[0]
        os.kill(child, number)
        os.kill(child, number)
        terminal.wait_for("Begin")
        assert [record.ended for record in SessionLog(tmp_path).scan()] == ["left"]


@pytest.mark.parametrize(
    "number", [signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGCONT, signal.SIGUSR1, signal.SIGALRM]
)
def test_no_other_signal_ends_stops_or_doubles_a_persons_process(number: signal.Signals, tmp_path: Path) -> None:
    with kiosk(tmp_path) as terminal:
        for process in (terminal.process.pid, workers_of(terminal.process.pid)[0]):
            os.kill(process, number)
        terminal.quiet()
        to_the_checklist(terminal)
        assert "Do you have any of these?" in terminal.quiet()


@pytest.mark.slow
def test_a_terminal_that_stops_reading_costs_nothing_and_comes_back_to_a_fresh_start(tmp_path: Path) -> None:
    with kiosk(tmp_path) as terminal:
        to_the_checklist(terminal)
        parent, child = terminal.process.pid, workers_of(terminal.process.pid)[0]
        end = time.monotonic() + SECONDS
        while not gone(child):
            assert time.monotonic() < end
            os.write(terminal.process.child_fd, b"\x1b[B\x1b[A")
            signal.sigtimedwait({signal.SIGUSR2}, 0.02)
        assert [record.ended for record in SessionLog(tmp_path).scan()] == ["left"]
        before = cpu(parent), set(children_of(parent))
        signal.sigtimedwait({signal.SIGUSR2}, 5.0)
        assert cpu(parent) - before[0] < 0.5
        assert len(set(children_of(parent)) - before[1]) <= 1
        terminal.wait_for("Begin")
        terminal.quiet()
        terminal.press("\r", "When to get help now")


@pytest.mark.slow
def test_a_terminal_that_vanishes_leaves_no_process_and_one_record(tmp_path: Path) -> None:
    with kiosk(tmp_path) as terminal:
        to_the_checklist(terminal)
        terminal.settle(2.0)
        processes = [terminal.process.pid, *children_of(terminal.process.pid)]
        terminal.process.close(force=False)
        until(lambda: all(gone(process) for process in processes))
        assert [record.ended for record in SessionLog(tmp_path).scan()] == ["left"]
