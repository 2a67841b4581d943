"""The codes that reset a terminal, in the program and in the launcher."""

import subprocess

from tests.deploy.shipped import LAUNCHER
from tui.terminal.modes import RESET


def test_the_launcher_resets_the_terminal_with_the_same_codes_as_the_program() -> None:
    script = LAUNCHER.read_text()
    codes = "\n".join(line for line in script.splitlines() if line.startswith("reset="))
    wipe = script[script.index("wipe() {") : script.index("}\n", script.index("wipe() {")) + 2]
    printed = subprocess.run(["/bin/sh", "-c", f"{codes}\n{wipe}\nwipe"], capture_output=True, check=True).stdout
    assert printed == RESET.encode()
