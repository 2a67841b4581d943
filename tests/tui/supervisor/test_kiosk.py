"""`pulmoscreen run --kiosk` in a real terminal: nothing that a person can do ends it."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pty.terminals import Terminal


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    opened = Terminal(["run", "--kiosk", "--emergency-number", "112"], tmp_path)
    opened.wait_for("Begin")
    yield opened
    opened.process.close(force=True)


def test_the_key_that_ends_the_program_elsewhere_does_nothing_in_a_locked_kiosk(terminal: Terminal) -> None:
    terminal.process.send("\x11")
    terminal.press("2", "Empezar")
    terminal.process.send("\x11")
    terminal.press("1", "Begin")
    assert terminal.everything.count(b"\x1b[3J") == 0
    assert terminal.process.isalive()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP])
def test_no_signal_of_a_key_ends_or_stops_a_locked_kiosk(terminal: Terminal, number: signal.Signals) -> None:
    os.kill(terminal.process.pid, number)
    terminal.press("\r", "When to get help now")
    assert terminal.process.isalive()


def test_a_locked_kiosk_ends_in_order_when_the_machine_ends_it(terminal: Terminal) -> None:
    os.kill(terminal.process.pid, signal.SIGTERM)
    assert terminal.wait_for_end() == 0
    assert terminal.text().strip() == ""
