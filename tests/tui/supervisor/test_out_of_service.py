"""What a person sees when their worker is killed."""

import os
import signal
from pathlib import Path

from tests.pty.terminals import Terminal, workers_of


def test_a_process_that_dies_on_an_emergency_card_is_followed_by_whom_to_call(tmp_path: Path) -> None:
    terminal = Terminal(["--emergency-number", "0800 555"], tmp_path)
    terminal.wait_for("Begin")
    terminal.press("\r", "When to get help now")
    terminal.press("\r", "This guide informs")
    terminal.press("\r", "Who are you answering for?")
    terminal.press("1", "▶ 1")
    terminal.press("\r", "May we keep your answers")
    terminal.press("2", "▶ 2")
    terminal.press("\r", "Do you have any of these?")
    terminal.press("n", "Cough ( ) Yes (●) No")
    terminal.press("y", "Coughing up blood (●) Yes")
    terminal.press("\x1b[F", "┏")
    terminal.press("\r", "Some lines are empty")
    terminal.press("\x1b[F", "┏")
    terminal.press("\r", "How much blood")
    terminal.press("1", "▶ 1 (●)")
    terminal.press("\r", "You answered: blood")
    os.kill(workers_of(terminal.process.pid)[0], signal.SIGKILL)
    words = " ".join(terminal.wait_for("call 0800 555 or tell a member of staff now").split())
    assert "Something went wrong" in words
    assert "You answered" not in words
    assert "When to get help now" in words
    terminal.quiet()
    terminal.press("\r", "Begin")
    terminal.process.close(force=True)
