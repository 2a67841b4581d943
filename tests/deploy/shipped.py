"""The files that are shipped for a console and for sshd, and what the tests of them need from this machine."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

import assets
from tests.pty.terminals import Terminal

DEPLOY: Final = Path(assets.__file__).parent / "deploy"
LAUNCHER: Final = DEPLOY / "pulmoscreen-launcher"

_INSTALLED: Final = subprocess.run([sys.executable, "-I", "-c", "import tui"], capture_output=True, check=False).returncode == 0
needs_install = pytest.mark.skipif(not _INSTALLED, reason="the launcher starts the installed package, and there is none")


def configuration(tmp_path: Path) -> Path:
    """Write the configuration of a small site, its log below `tmp_path`."""
    path = tmp_path / "site.toml"
    path.write_text(f'[site]\nemergency_number = "112"\n[log]\ndirectory = "{tmp_path / "log"}"\n')
    return path


def launched(tmp_path: Path, python: str = sys.executable, environment: dict[str, str] | None = None) -> Terminal:
    """Return a terminal with the launcher in it."""
    return Terminal([], tmp_path, environment, command=["/bin/sh", str(LAUNCHER), python, str(configuration(tmp_path))])


def program(path: Path, lines: str) -> str:
    """Write a program that stands in for Python, to see what the launcher does with it; return its path."""
    path.write_text(f"#!/bin/sh\n{lines}\n")
    path.chmod(0o755)
    return str(path)


def processes_of(tmp_path: Path) -> set[int]:
    """Return every process that was started with a path below `tmp_path`, but for this one."""
    listed = subprocess.run(["pgrep", "-f", str(tmp_path / "site.toml")], capture_output=True, text=True, check=False)
    return {int(number) for number in listed.stdout.split()} - {os.getpid()}


def all_gone(tmp_path: Path) -> bool:
    """Wait until no process is left that was started with a path below `tmp_path`; say whether that came."""
    for number in processes_of(tmp_path):
        subprocess.run(["timeout", "20", "tail", f"--pid={number}", "-f", "/dev/null"], check=False)
    return not processes_of(tmp_path)
