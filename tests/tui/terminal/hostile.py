"""What hostile, broken or foreign terminals send, and how much memory the program takes with it."""

import contextlib
import os
import random
import subprocess
from pathlib import Path
from typing import Final

import pexpect

from tests.pty.terminals import Terminal

WHOLE: Final = [
    b"\x1b[200~%s\x1b[201~", b"\x1b]52;c;%s\x07", b"\x1b]0;%s\x1b\\", b"\x1bP%s\x1b\\", b"\x1b_%s\x1b\\", b"\x1b^%s\x1b\\",
    b"\x1bX%s\x1b\\", b"\x1b[48;2000;2000;0;0t", b"\x1b[8;1;1t", b"\x1b[?1;2c", b"\x1b[>0;1;0c", b"\x1b[24;80R",
    b"\x1b[?2048;1$y",
    b"\x1b[I", b"\x1b[O", b"\x1b[121;5u", b"\x1b[99999999999u", b"\x1b[<0;99999;99999M", b"\x1b[<2;20;9M", b"\x1b[<2;20;9m",
    b"\x1b[<1;20;9M", b"\x1b[<1;20;9m", b"\x1b[<35;20;9M", b"\x1b[<32;20;9M", b"\x1b[M !!", b"\x1b[21;3~", b"\x1by", b"\x1b1",
    b"\xff\xfe", b"\xc0\x80", b"\xed\xa0\x80", b"\x00\x01\x03\x04\x1a\x1c",
]  # fmt: skip
"""Each of these is dropped whole, whatever is in it."""

TEXT: Final = b"yn123bl0\r\t? \xc3\xa9\x07"[:-1]


def dropped_whole(chance: random.Random) -> bytes:
    """Return something that makes no key, with what would be keys inside."""
    inside = bytes(chance.choice(TEXT) for _ in range(chance.randrange(30)))
    sent = chance.choice(WHOLE)
    return sent % inside if b"%s" in sent else sent


def children(terminal: Terminal) -> list[int]:
    """Return the processes of the people at this terminal."""
    listed = subprocess.run(["pgrep", "-P", str(terminal.process.pid)], capture_output=True, text=True, check=False)
    return [int(child) for child in listed.stdout.split()]


def megabytes(terminal: Terminal) -> float:
    """Return the most memory that a process of the present person has had at any time."""
    most = 0
    for child in children(terminal):
        with contextlib.suppress(OSError):
            lines = Path(f"/proc/{child}/status").read_text("ascii").splitlines()
            most = max([most, *(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))])
    return most / 1024


def settled(terminal: Terminal, looks: int = 14) -> str:
    """Return the screen after a silence long enough for whatever never ends to be given up."""
    quiet = 0
    while quiet < looks:
        before = len(terminal.everything)
        assert terminal.read(), terminal.text()
        quiet = quiet + 1 if len(terminal.everything) == before else 0
    return terminal.text()


def swallow(terminal: Terminal, looks: int = 10) -> None:
    """Take in what was written without drawing it, until nothing comes."""
    quiet = 0
    while quiet < looks:
        try:
            terminal.everything += terminal.process.read_nonblocking(1 << 20, 0.05)
            quiet = 0
        except pexpect.TIMEOUT:
            quiet += 1


def send_all(terminal: Terminal, data: bytes) -> None:
    """Send much at once, taking in what is written meanwhile."""
    os.set_blocking(terminal.process.fileno(), False)
    try:
        while data:
            try:
                data = data[os.write(terminal.process.fileno(), data[:4096]) :]
            except BlockingIOError:
                terminal.read(0.01)
    finally:
        os.set_blocking(terminal.process.fileno(), True)
