"""`pulmoscreen plain` started as a program: how, with what, and the records it leaves."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from store.log import SessionLog
from store.record import Record
from tests.pty.terminals import SECONDS

NUMBER: Final = ["--emergency-number", "112"]
PROMPTS: Final = ("Your answer:", "Su respuesta:", "to read on.")
COMMAND: Final = [sys.executable, "-m", "tui", "plain", *NUMBER]
BARE: Final = {name: value for name, value in os.environ.items() if not name.startswith(("PULMOSCREEN", "TERM"))}
SHORT: Final = {"PULMOSCREEN_KIOSK_WARN_AFTER": "5", "PULMOSCREEN_KIOSK_CLEAR_AFTER": "5"}


def records(data: Path) -> list[Record]:
    return list(SessionLog(data).scan())


def piped(entries: bytes, data: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, "--data", str(data), *arguments],
        input=entries, capture_output=True, check=False, timeout=SECONDS, env={**BARE, **environment},
    )  # fmt: skip


def opened(data: Path) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    return subprocess.Popen([*COMMAND, "--data", str(data)], stdin=pipe, stdout=pipe, stderr=pipe, env={**BARE, **SHORT})


def typed(entries: list[str]) -> bytes:
    return "".join(f"{entry}\n" for entry in entries).encode()
