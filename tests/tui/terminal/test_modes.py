"""The codes that reset a terminal, in the program and in the launcher."""

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.deploy.shipped import LAUNCHER
from tests.pty.terminals import Terminal
from tui.terminal.modes import RESET


def test_the_launcher_resets_the_terminal_with_the_same_codes_as_the_program() -> None:
    script = LAUNCHER.read_text()
    codes = "\n".join(line for line in script.splitlines() if line.startswith("reset="))
    wipe = script[script.index("wipe() {") : script.index("}\n", script.index("wipe() {")) + 2]
    printed = subprocess.run(["/bin/sh", "-c", f"{codes}\n{wipe}\nwipe"], capture_output=True, check=True).stdout
    assert printed == RESET.encode()


LEFT: Final = (
    b"\x1b[?1h\x1b=\x1b[>1u\x1b[>4;2m\x1b[?1003h\x1b[?1006h\x1b[?2004h\x1b[?9001h"
    b"\x1b[4h\x1b[?6h\x1b[?69h\x1b[2h\x1b(0\x0e\x1b[5;9r"
)
"""What another program may have left on a terminal: an application's keys, protocols, mouse, insert, margins, line drawing."""

ENDS: Final = [
    *(f"\x1b[{mode}l".encode() for mode in ("?1", "?1003", "?1006", "?2004", "?9001", "4", "?6", "?69", "2")),
    *(b"\x1b>", b"\x1b[=0;1u", b"\x1b[>4;0m", b"\x1b(B", b"\x0f", b"\x1b[r"),
]


@pytest.mark.parametrize("command", ["run", "plain"])
def test_modes_that_another_program_has_left_are_ended_before_the_first_page(command: str, tmp_path: Path) -> None:
    printed = "".join(f"\\{byte:03o}" for byte in LEFT)
    program = f"printf '{printed}'; exec {sys.executable} -m tui {command} --emergency-number 112 --data {tmp_path}"
    terminal = Terminal([], tmp_path, command=["/bin/sh", "-c", program])
    try:
        terminal.send("", until=lambda: b"lungs" in terminal.everything)
        before = terminal.everything[: terminal.everything.index(b"lungs")]
        for end in ENDS:
            assert end in before, end
        assert b"\x1b[3J" not in before.removeprefix(LEFT) or command == "plain"
    finally:
        terminal.process.close(force=True)
