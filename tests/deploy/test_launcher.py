"""The launcher in a real terminal: it starts nothing but the kiosk, starts it again, and ends with its terminal."""

import os
import pty
import shutil
import signal
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from tests.deploy.shipped import LAUNCHER, all_gone, configuration, launched, needs_install, processes_of, program
from tests.pty.terminals import Terminal

KEYS_OF_SIGNALS = "\x03\x1c\x1a\x11\x13\x04"


@needs_install
def test_no_key_ends_it_before_during_or_after_the_start(tmp_path: Path) -> None:
    terminal = launched(tmp_path)
    # The first bytes it writes come after the keys of signals were turned off, and well before Python.
    terminal.process.expect_exact("\x1b[3J")
    terminal.process.send(KEYS_OF_SIGNALS)
    terminal.wait_for("Begin")
    terminal.process.send(KEYS_OF_SIGNALS)
    terminal.press("\r", "When to get help now")
    assert "^C" not in terminal.everything.decode(errors="replace")
    terminal.process.close(force=True)


@pytest.mark.parametrize("end", [0, 1, 2])
def test_it_refuses_in_one_sentence_where_an_end_is_no_terminal(end: int, tmp_path: Path) -> None:
    pty_fd, tty_fd = pty.openpty()
    ends: list[int] = [tty_fd, tty_fd, tty_fd]
    ends[end] = subprocess.PIPE
    command = ["/bin/sh", str(LAUNCHER), sys.executable, str(configuration(tmp_path))]
    process = subprocess.Popen(command, stdin=ends[0], stdout=ends[1], stderr=ends[2])
    _, on_pipe = process.communicate(timeout=20)
    os.close(tty_fd)
    said = on_pipe if end == 2 else os.read(pty_fd, 4096)
    os.close(pty_fd)
    assert process.returncode == 2
    assert said.decode().startswith("This is a kiosk, and nothing else")
    assert said.count(b"\n") == 1
    assert all_gone(tmp_path)


def test_nothing_of_the_environment_reaches_the_program_but_what_is_named(tmp_path: Path) -> None:
    told = tmp_path / "told"
    python = program(tmp_path / "python", f'env >"{told}"; echo "$*" >>"{told}"')
    hostile = {
        "TEXTUAL_LOG": "log",
        "PYTHONINSPECT": "1",
        "PULMOSCREEN_EMERGENCY_NUMBER": "666",
        "COLUMNS": "9",
        "NO_COLOR": "1",
    }
    terminal = launched(tmp_path, python, hostile)
    assert terminal.wait_for_end() == 0
    *environment, arguments = told.read_text().splitlines()
    names = {line.partition("=")[0] for line in environment}
    assert names - {"PWD", "OLDPWD", "_", "SHLVL"} == {"TERM", "HOME", "PATH", "LANG", "TEXTUAL_DISABLE_KITTY_KEY"}
    assert arguments == f"-I -X utf8 -m tui run --kiosk --config {tmp_path / 'site.toml'}"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["", "../../tmp/x", "xterm;sh", "$(sh)"])
def test_a_terminal_with_a_name_that_is_none_is_a_plain_one(name: str, tmp_path: Path) -> None:
    told = tmp_path / "told"
    terminal = launched(tmp_path, program(tmp_path / "python", f'echo "$TERM" >"{told}"'), {"TERM": name})
    assert terminal.wait_for_end() == 0
    assert told.read_text() == "dumb\n"


@pytest.mark.slow
def test_a_kiosk_that_fails_is_started_again_after_pauses_that_grow_on_a_wiped_terminal(tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    lines = f'date +%s.%N >>"{starts}"; echo left-over; [ "$(wc -l <"{starts}")" -ge 4 ] && exit 0; exit 70'
    terminal = launched(tmp_path, program(tmp_path / "python", lines))
    assert terminal.wait_for_end() == 0
    moments = [float(line) for line in starts.read_text().splitlines()]
    first, second, third = (later - earlier for earlier, later in pairwise(moments))
    assert 1 <= first < second < third
    assert terminal.text().strip() == ""
    after_each = terminal.everything.split(b"left-over")[1:]
    assert len(after_each) == 4
    assert all(b"\x1b[3J" in after for after in after_each)


def test_what_keeps_the_kiosk_from_starting_can_be_read_on_the_terminal(tmp_path: Path) -> None:
    python = program(tmp_path / "python", "echo 'site.toml: cannot be read' >&2; exit 2")
    terminal = launched(tmp_path, python)
    terminal.wait_for("site.toml: cannot be read")
    os.kill(terminal.process.pid, signal.SIGTERM)
    assert terminal.wait_for_end() == 0
    assert terminal.text().strip() == ""


def _kiosk_of(terminal: Terminal) -> int:
    listed = subprocess.run(["pgrep", "-P", str(terminal.process.pid)], capture_output=True, text=True, check=True)
    return int(listed.stdout.split()[0])


@needs_install
def test_a_kiosk_that_was_killed_comes_back(tmp_path: Path) -> None:
    terminal = launched(tmp_path)
    terminal.wait_for("Begin")
    terminal.press("\r", "When to get help now")
    os.kill(_kiosk_of(terminal), signal.SIGKILL)
    terminal.send("", until=lambda: "Begin" in terminal.text() and "When to get help" not in terminal.text())
    terminal.press("\r", "When to get help now")
    terminal.process.close(force=True)


@needs_install
def test_the_end_of_the_terminal_ends_everything(tmp_path: Path) -> None:
    terminal = launched(tmp_path)
    terminal.wait_for("Begin")
    assert len(processes_of(tmp_path)) >= 3
    terminal.process.close(force=False)
    assert all_gone(tmp_path)


@needs_install
def test_the_machine_ends_it_in_order_and_the_terminal_is_as_it_was(tmp_path: Path) -> None:
    launch = f"/bin/sh {LAUNCHER} {sys.executable} {configuration(tmp_path)}"
    command = f'{launch}; echo "ended $?"; stty -a | grep -oE "(^|[- ])isig"; read x'
    terminal = Terminal([], tmp_path, command=["/bin/sh", "-c", command])
    terminal.wait_for("Begin")
    launcher = _kiosk_of(terminal)
    os.kill(launcher, signal.SIGTERM)
    terminal.wait_for("ended 0 isig")
    terminal.process.close(force=True)
    assert all_gone(tmp_path)


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not installed")
def test_shellcheck_finds_nothing() -> None:
    ended = subprocess.run(["shellcheck", str(LAUNCHER)], capture_output=True, text=True, check=False)
    assert ended.stdout == ""
    assert ended.returncode == 0
