"""The servers that are measured beside each other."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
SITE: Final = """
[site]
emergency_number = "112"
[log]
directory = "{folder}/data"
[ssh]
port = 0
address = "127.0.0.1"
max_sessions = 1000
max_per_address = 1500
ready = {ready}
"""
SSHD: Final = """
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
AuthorizedKeysFile {folder}/key.pub
StrictModes no
PidFile none
MaxStartups 500
PermitRootLogin yes
ForceCommand cd {root}; exec {python} tests/bench/bare_app.py
"""


@dataclass
class Place:
    """A server to come to."""

    name: str
    port: int
    pid: int
    first: bytes
    way: tuple[tuple[bytes, bytes], ...]
    keys: tuple[bytes, bytes]
    client_key: str | None = None
    user: str = "guest"


@contextmanager
def kiosk(folder: Path, ready: int = 2) -> Iterator[Place]:
    """A server with so many processes that wait for the next people."""
    (folder / "site.toml").write_text(SITE.format(folder=folder, ready=ready))
    with subprocess.Popen(
        [sys.executable, "-m", "tui", "serve", "--config", str(folder / "site.toml")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline().rpartition(" ")[2])
        time.sleep(5)  # until the fork server has everything imported
        asked = ((b"\r", b"answering"), (b"1", b"1"), (b"\r", b"keep"), (b"1", b"1"))
        way = ((b"\r", b"swollen"), (b"\r", b"informs"), *asked, (b"\r", b"Weakness"))
        try:
            yield Place("pulmoscreen serve", port, process.pid, b"Begin", way, (b"\x1b[B", b"\x1b[A"))
        finally:
            for _ in range(2):
                process.terminate()
                time.sleep(0.5)


@contextmanager
def behind_openssh(folder: Path) -> Iterator[Place]:
    for name in ("host", "key"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    Path("/run/sshd").mkdir(exist_ok=True)
    port = random.randint(20_000, 30_000)
    settings = SSHD.format(port=port, folder=folder, root=ROOT, python=sys.executable)
    (folder / "sshd").write_text(settings)
    with subprocess.Popen(["/usr/sbin/sshd", "-D", "-e", "-f", str(folder / "sshd")], stderr=subprocess.DEVNULL) as process:
        time.sleep(1)
        user = os.environ.get("USER", "root")
        try:
            yield Place("bare app behind OpenSSH", port, process.pid, b"Begin", (), (b"\t", b"\t"), str(folder / "key"), user)
        finally:
            process.terminate()
