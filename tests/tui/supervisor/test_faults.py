"""Whatever the machine runs out of, a locked kiosk does not end, and the next person has a fresh page."""

import os
import signal
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.pty.faults import ERRORS
from tests.pty.terminals import Terminal, to_the_checklist, workers_of

ALL: Final = [pytest.param(error, marks=() if error == "descriptors" else pytest.mark.slow) for error in ERRORS]


@pytest.mark.parametrize("error", ALL)
def test_each_system_call_of_the_supervisor_may_fail_once(error: str, tmp_path: Path) -> None:
    # Over 5 s: somebody comes after each call that failed.
    told = tmp_path / "faults"
    arguments = ["run", "--kiosk", "--emergency-number", "112", "--data", str(tmp_path)]
    command = [sys.executable, "-m", "tests.pty.faults", error, *arguments]
    terminal = Terminal([], tmp_path, {"FAULTS": str(told)}, command=command)
    try:
        terminal.wait_for("Begin")
        for ends in ("left", "killed", "left", "killed", "left"):
            while "Begin" not in terminal.text():
                terminal.step("\r")
            terminal.quiet()
            to_the_checklist(terminal)
            terminal.press("y", "Cough (●) Yes")
            if ends == "left":
                terminal.press("l", "Begin")
            else:
                os.kill(workers_of(terminal.process.pid)[0], signal.SIGKILL)
                terminal.send("", until=lambda: "Do you have any" not in terminal.text())
            assert "Cough (●)" not in " ".join(terminal.quiet().split())
        failed = told.read_text().splitlines()
        print(f"{len(failed)} places failed: {failed}")
        assert {"pipe2", "fork", "waitpid", "sigtimedwait", "write", "read", "poll", "tcsetattr", "open"} <= {
            place.split()[1] for place in failed
        }
        assert terminal.process.isalive()
    finally:
        terminal.process.close(force=True)
