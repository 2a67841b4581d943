"""An idle kiosk uses no processor time, no stray signal harms it, and no other process can read the memory of a worker."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.pty.terminals import Terminal, children_of, to_the_checklist, workers_of
from tests.store.processes import open_to_all
from tests.tui.supervisor.test_watchdog import cpu

KIOSK: Final = ["run", "--kiosk", "--emergency-number", "112"]
IDLE_SECONDS: Final = 5.0
NOBODY: Final = 65534


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    opened = Terminal(KIOSK, tmp_path)
    opened.wait_for("Begin")
    opened.settle(2.5)
    yield opened
    opened.process.close(force=True)


def processes(terminal: Terminal) -> list[int]:
    return [terminal.process.pid, *children_of(terminal.process.pid)]


def test_waiting_for_somebody_takes_next_to_no_processor_time(terminal: Terminal) -> None:
    # Over 5 s: some seconds pass in which nothing may happen.
    waiting = processes(terminal)
    assert len(waiting) == 3
    before, written = [cpu(process) for process in waiting], len(terminal.everything)
    terminal.settle(IDLE_SECONDS)
    taken = [cpu(process) - at_first for process, at_first in zip(waiting, before, strict=True)]
    print(f"seconds of processor time in {IDLE_SECONDS:.0f}, parent, person's, next: {taken}")
    assert max(taken) < 0.05 * IDLE_SECONDS
    assert len(terminal.everything) - written < 200


def test_after_a_stop_a_persons_process_draws_its_page_anew(terminal: Terminal) -> None:
    child = workers_of(terminal.process.pid)[0]
    os.kill(child, signal.SIGSTOP)
    terminal.settle(0.5)
    seen = len(terminal.everything)
    os.kill(child, signal.SIGCONT)
    terminal.settle(2.0)
    assert b"Begin" in terminal.everything[seen:]
    assert workers_of(terminal.process.pid)[0] == child


def test_a_storm_of_terminal_signals_harms_nobody(terminal: Terminal) -> None:
    to_the_checklist(terminal)
    terminal.press("y", "Cough (●) Yes")
    there = processes(terminal)
    for number in range(600):
        for process in there:
            os.kill(process, (signal.SIGTTIN, signal.SIGTTOU, signal.SIGWINCH)[number % 3])
        terminal.read(0.001)
    terminal.press("n", "Coughing up blood ( ) Yes (●) No")
    assert processes(terminal) == there


def test_no_core_file_and_no_look_into_the_memory_of_a_person(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tui", *KIOSK, "--data", str(tmp_path / "log")]
    own = os.geteuid()
    if own == 0:
        # What root owns tells nothing where root runs it.
        if shutil.which("setpriv") is None:
            pytest.skip("there is no setpriv to become another user with")
        own = NOBODY
        open_to_all(tmp_path)
        tmp_path.chmod(0o777)
        other = ["setpriv", f"--reuid={own}", f"--regid={own}", "--clear-groups"]
        if subprocess.run([*other, sys.executable, "-c", ""], check=False, capture_output=True).returncode:
            pytest.skip("this Python is installed where no other user can run it")
        command = [*other, *command]
    terminal = Terminal([], tmp_path, {"HOME": str(tmp_path)}, command=command)
    try:
        terminal.wait_for("Begin")
        terminal.settle(2.5)
        everybody = processes(terminal)
        assert len(everybody) == 3
        for person in everybody:
            assert Path(f"/proc/{person}").stat().st_uid == own
            # The kernel gives the files of a process that cannot be dumped to root.
            assert Path(f"/proc/{person}/mem").stat().st_uid == 0
            (cores,) = (line for line in Path(f"/proc/{person}/limits").read_text().splitlines() if "core file" in line)
            assert cores.split()[4:6] == ["0", "0"]
    finally:
        terminal.process.close(force=True)


@pytest.mark.slow
def test_keys_of_no_use_put_off_the_question_whether_somebody_is_there_and_answer_it(tmp_path: Path) -> None:
    short = {"PULMOSCREEN_KIOSK_WARN_AFTER": "5", "PULMOSCREEN_KIOSK_CLEAR_AFTER": "20"}
    terminal = Terminal(KIOSK, tmp_path, short)
    try:
        terminal.wait_for("Begin")
        terminal.quiet()
        to_the_checklist(terminal)
        for key in (b"\x01", b"\x1b[25~", b"\x1bx"):
            terminal.process.send(key)
            assert "Are you still there" not in terminal.settle(2.5)
        # A terminal that reports its size is nobody.
        for _ in range(4):
            terminal.process.send(b"\x1b[8;24;80t")
            terminal.settle(1.5)
        terminal.wait_for("Are you still there")
        terminal.press("\x03", "Do you have any of these?")
        assert "●" not in terminal.text()
    finally:
        terminal.process.close(force=True)
