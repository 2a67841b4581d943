"""Runs `assess` here or in a process of its own, as a shell would, and asks that afterwards what it held."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.tui.cli.in_process import called

ROOT: Final = Path(__file__).parents[3]

MAIN: Final = """
import os, sys
from pathlib import Path
from tui.cli.main import main
status = main(sys.argv[1:])
for name, what in (("TELL_PEAK", "/proc/self/status"), ("TELL_MODULES", None)):
    if name in os.environ:
        Path(os.environ[name]).write_text(Path(what).read_text() if what else " ".join(sys.modules))
sys.exit(status)
"""


def command(*args: str) -> list[str]:
    """Return the command line of `pulmoscreen assess` with `args`."""
    return [sys.executable, "-W", "error", "-c", MAIN, "assess", *args]


def environment(**more: str) -> dict[str, str]:
    """Return an environment with nothing in it but where the code is."""
    return {"PYTHONPATH": str(ROOT), "PATH": os.defpath, "LANG": "C.UTF-8", **more}


def run(*args: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the command to its end in this process; return what it wrote and its exit status."""
    return called("assess", *args, given=given)


def run_alone(*args: str, given: bytes = b"", **more: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command to its end in a process of its own; return what it wrote and its exit status."""
    return subprocess.run(command(*args), input=given, env=environment(**more), capture_output=True, check=False, timeout=120)


def refused(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return the one sentence with which bad input was refused, after checking that it was nothing else."""
    told = done.stderr.decode()
    assert done.returncode == 2, told
    assert done.stdout == b""
    assert_one_sentence(told)
    return told


def assert_one_sentence(told: str) -> None:
    """Check that `told` is one plain line without a traceback."""
    assert told.startswith("pulmoscreen: ")
    assert told.endswith(".\n")
    assert told.count("\n") == 1
    assert told[:-1].isprintable()
    assert "Traceback" not in told


def lines_of(data: bytes) -> Sequence[bytes]:
    """Return the lines that were written, the last of which has to be complete."""
    assert data.endswith(b"\n")
    return data[:-1].split(b"\n")
