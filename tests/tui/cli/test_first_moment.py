"""What holds from the first line of the program on: no key ends it, and nobody of the same user reads its memory."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pty.terminals import Terminal

AT_EACH_IMPORT = """
import ctypes, os, resource, signal, sys

KEYS = [signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP]

class Finder:
    def find_spec(self, name, path=None, target=None):
        if os.getpid() == FIRST and any(module.startswith("tui.cli") for module in (name, *sys.modules)):
            for number in KEYS:
                os.kill(FIRST, number)
            if resource.getrlimit(resource.RLIMIT_CORE)[0] or ctypes.CDLL(None).prctl(3, 0, 0, 0, 0):
                os.write(2, b"its memory can be read while it imports " + name.encode())

FIRST = os.getpid()
sys.meta_path.insert(0, Finder())
"""
"""Sends the signals of keys to the process at each import after the program's own first line."""


@pytest.mark.parametrize("command", ["run", "plain"])
def test_keys_of_signals_end_no_locked_kiosk_at_any_moment_of_its_start(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text(AT_EACH_IMPORT)
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{Path.cwd()}")
    terminal = Terminal([command, "--kiosk", "--emergency-number", "112"], tmp_path)
    try:
        terminal.wait_for("Begin" if command == "run" else "Enter")
        assert b"memory can be read" not in terminal.everything
        assert terminal.process.isalive()
    finally:
        terminal.process.close(force=True)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGQUIT, -signal.SIGQUIT)])
def test_any_other_command_ends_by_them_in_order(number: signal.Signals, status: int, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        AT_EACH_IMPORT.replace("[signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP]", f"[{int(number)}]")
    )
    ended = subprocess.run(
        [sys.executable, "-m", "tui", "schema", "answers"],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": f"{tmp_path}:{Path.cwd()}"},
    )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (status, "")
