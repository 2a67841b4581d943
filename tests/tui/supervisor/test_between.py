"""The terminal while no worker has it, from the start to the end: no key acts, shows, or reaches the next person."""

import os
import signal
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.pins import PIN
from tests.pty.terminals import SECONDS, Terminal, workers_of
from tests.tui.staff.test_in_terminal import F12, configuration, give

ACTS: Final = termios.ISIG | termios.ICANON | termios.ECHO
KIOSK: Final = ["run", "--kiosk", "--emergency-number", "112"]
KEYS: Final = b"\x03\x1c\x1a\x04yyy2\r"


def acts(terminal: Terminal) -> bool:
    """Say whether the terminal would act on a key, keep it back until Enter, or show it."""
    return bool(termios.tcgetattr(terminal.process.child_fd)[3] & ACTS)


@contextmanager
def opened(folder: Path, plant: str = "") -> Iterator[Terminal]:
    terminal = Terminal(KIOSK, folder, plant=plant)
    try:
        yield terminal
    finally:
        terminal.process.close(force=True)


def read_until(words: bytes, terminal: Terminal, seen: int | None = None) -> None:
    """Read until the words come, after what was `seen`; at no moment may a key act."""
    seen, end = len(terminal.everything) if seen is None else seen, time.monotonic() + SECONDS
    while words not in terminal.everything[seen:]:
        assert not acts(terminal)
        assert terminal.read(0.01), terminal.text()
        assert time.monotonic() < end, terminal.text()


def test_no_key_acts_or_shows_during_the_start_or_between_two_people(tmp_path: Path) -> None:
    with opened(tmp_path) as terminal:
        end = time.monotonic() + SECONDS
        while acts(terminal):
            assert terminal.read(0.01)
            assert time.monotonic() < end
        assert terminal.everything == b""
        terminal.process.send(KEYS)
        read_until(b"Begin", terminal)
        assert b"yyy" not in terminal.everything
        assert b"^" not in terminal.everything
        terminal.quiet()
        terminal.process.send("\r")
        read_until(b"When to get help now", terminal)
        terminal.quiet()
        seen = len(terminal.everything)
        terminal.process.send("l")
        read_until(b"\x1b[3J", terminal, seen)
        read_until(b"Begin", terminal, seen)


def test_no_key_acts_or_shows_while_the_terminal_is_out_of_service(tmp_path: Path) -> None:
    with opened(tmp_path, "starts") as terminal:
        terminal.wait_for("This screen is out of order")
        terminal.process.send(KEYS)
        read_until(b"This screen is out of order", terminal)
        assert b"yyy" not in terminal.everything
        assert terminal.process.isalive()


def test_what_is_typed_between_two_people_is_dropped_and_what_was_cut_off_is_ended_first(tmp_path: Path) -> None:
    # Over 5 s: the process on standby has to be there first, and the supervisor is stopped for a while.
    with opened(tmp_path) as terminal:
        terminal.wait_for("Begin")
        terminal.settle(2.5)
        parent, child = terminal.process.pid, workers_of(terminal.process.pid)[0]
        os.kill(parent, signal.SIGSTOP)
        os.kill(child, signal.SIGKILL)
        terminal.settle(0.5)
        seen = len(terminal.everything)
        terminal.process.send(KEYS)
        terminal.settle(0.5)
        assert terminal.everything[seen:] == b""
        os.kill(parent, signal.SIGCONT)
        terminal.wait_for("Something went wrong")
        assert terminal.everything[seen:].startswith(b"\x18\x1b\\")
        assert "Something went wrong" in terminal.quiet()
        terminal.press("\r", "Begin")


def test_a_locked_kiosk_left_through_the_staff_area_gives_the_terminal_back_as_it_was(tmp_path: Path) -> None:
    before, after, status = (tmp_path / name for name in ("before", "after", "status"))
    program = f"{sys.executable} -m tui run --kiosk {' '.join(configuration(tmp_path))} --data {tmp_path / 'log'}"
    command = ["/bin/sh", "-c", f"stty -a >{before}; {program}; echo $? >{status}; stty -a >{after}"]
    terminal = Terminal([], tmp_path, command=command)
    terminal.wait_for("Begin")
    terminal.press(F12, "For staff: the PIN")
    give(terminal, PIN, "Staff area")
    terminal.press("2", "Nobody can use it until it is started again.")
    terminal.press("\x1b[A", "┃ Leave the kiosk")
    terminal.process.send("\r")
    terminal.wait_for_end()
    assert status.read_text() == "0\n"
    assert after.read_text() == before.read_text()
    assert "isig icanon" in after.read_text()
    assert terminal.text().strip() == ""
