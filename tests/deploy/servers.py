"""A real sshd on a port of its own, with the shipped block for the user who runs the tests."""

import getpass
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.deploy.shipped import DEPLOY, LAUNCHER, configuration
from tests.pty.terminals import SECONDS, Terminal

SSHD = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin:/usr/local/sbin")
needs_sshd = pytest.mark.skipif(SSHD is None or shutil.which("ssh") is None, reason="sshd or ssh is not installed")

LENIENT = """
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host
PidFile {folder}/pid
AuthorizedKeysFile none
StrictModes no
PermitUserEnvironment yes
AcceptEnv *
AllowTcpForwarding yes
AllowAgentForwarding yes
X11Forwarding yes
PermitTunnel yes
PermitRootLogin yes
Subsystem sftp internal-sftp
Include {folder}/pulmoscreen.conf
"""
"""A server that allows everything: what is refused, the block refuses."""


@dataclass(frozen=True)
class Server:
    """A running sshd and the files of its client."""

    folder: Path
    port: int

    def options(self) -> list[str]:
        """Return the options of ssh, sftp and scp that lead here."""
        pairs = {
            "IdentityFile": f"{self.folder}/client",
            "IdentitiesOnly": "yes",
            "UserKnownHostsFile": "/dev/null",
            "StrictHostKeyChecking": "no",
            "BatchMode": "yes",
            "LogLevel": "ERROR",
            "Port": str(self.port),
        }
        return ["-F", "none", *(word for name, value in pairs.items() for word in ("-o", f"{name}={value}"))]

    def ssh(self, options: Sequence[str] = (), command: Sequence[str] = ()) -> list[str]:
        """Return a command line of ssh."""
        return ["ssh", *self.options(), *options, f"{getpass.getuser()}@127.0.0.1", *command]

    def terminal(
        self, options: Sequence[str] = (), command: Sequence[str] = (), environment: dict[str, str] | None = None
    ) -> Terminal:
        """Return a terminal with ssh in it."""
        return Terminal([], self.folder, environment, command=self.ssh(options, command))

    def say(self, options: Sequence[str], command: Sequence[str] = ()) -> "subprocess.CompletedProcess[str]":
        """Run ssh without a terminal."""
        return run(self.ssh(options, command))


def run(command: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    """Run a client that says something and ends."""
    return subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, timeout=SECONDS)


def block(folder: Path) -> str:
    """Return the shipped block, its user and its places being those of the test."""
    text = (DEPLOY / "sshd-pulmoscreen.conf").read_text()
    launcher = "/usr/local/libexec/pulmoscreen-launcher"
    for shipped, here in (
        ("Match User pulmoscreen\n", f"Match User {getpass.getuser()}\n"),
        (f"ForceCommand {launcher}\n", f"ForceCommand /bin/sh {LAUNCHER} {sys.executable} {configuration(folder)}\n"),
        ("AuthorizedKeysFile /etc/pulmoscreen/authorized_keys\n", f"AuthorizedKeysFile {folder}/client.pub\n"),
    ):
        assert text.count(shipped) == 1
        text = text.replace(shipped, here)
    return text


def prepare(folder: Path) -> Server:
    """Write keys and the configuration of a server."""
    if os.geteuid() == 0:
        # Where the service never ran, the folder is missing that an sshd of root wants to exist.
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    for name in ("host", "client"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    (folder / "pulmoscreen.conf").write_text(block(folder))
    (folder / "sshd_config").write_text(LENIENT.format(folder=folder, port=port))
    return Server(folder, port)


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Run sshd until the test is done."""
    server = prepare(folder)
    assert SSHD is not None
    command = [SSHD, "-D", "-e", "-f", str(folder / "sshd_config")]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        said = ""
        while "Server listening" not in said:
            line = process.stderr.readline()
            assert line, f"sshd ended: {said}"
            said += line
        yield server
    finally:
        process.terminate()
        process.wait()
        # Sessions of a test that failed may hold the other end open.
        process.stderr.close()
