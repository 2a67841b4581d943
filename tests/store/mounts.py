"""Small real file systems, mounted for a test."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

KILOBYTE = 1024

needs_mount = pytest.mark.skipif(os.geteuid() != 0 or shutil.which("mount") is None, reason="only root can mount")


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"{command[0]} is not possible here: {done.stderr.strip()}")


@contextmanager
def mounted(at: Path, *what: str, lazily: bool = False) -> Iterator[Path]:
    """Mount at a folder; skip the test where the machine forbids it. `lazily` lets go of it while somebody still uses it."""
    at.mkdir(exist_ok=True)
    _run("mount", *what, str(at))
    try:
        yield at
    finally:
        subprocess.run(("umount", *(("--lazy",) if lazily else ()), str(at)), check=True)


def ext4_image(path: Path, size: int) -> Path:
    """Make an ext4 file system in a file, with a journal and without room for root alone."""
    with path.open("wb") as image:
        image.truncate(size)
    _run("mkfs.ext4", "-q", "-m", "0", "-b", "1024", "-J", "size=1", str(path))
    return path


def fill(disk: Path, leave: int) -> Path:
    """Write until the disk is full, then give back about `leave` bytes."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        written = 0
        for piece in (64 * KILOBYTE, KILOBYTE, 1):
            try:
                while True:
                    written += file.write(bytes(piece))
            except OSError:
                continue
        file.truncate(max(0, written - leave))
    return ballast
