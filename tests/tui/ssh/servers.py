"""The real server in a process of its own."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from store.log import SessionLog
from store.record import Record
from tests.pty.terminals import called
from tui.process.hardening import WAITING, WITH_SOMEBODY

SECONDS: Final = 120.0
"""How long to wait for something that has to come: an alarm, and no measure of anything."""

REACTION: Final = 0.1
"""Seconds from a page to a key: nobody is faster, and keys before a page was seen are dropped."""

AGAIN: Final = 10.0
"""Seconds of silence after which a key is pressed again: it may have come too early all the same."""

CONFIGURATION: Final = """
[site]
emergency_number = "112"
languages = ["en", "es", "fr"]
[log]
directory = "{data}"
[ssh]
port = 0
address = "127.0.0.1"
{ssh}
"""

SSH: Final = ["ssh", "-F", "/dev/null", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"]


class Server:
    """`pulmoscreen serve` with its data in a folder of its own."""

    def __init__(
        self,
        folder: Path,
        ssh: str = "max_per_address = 200",
        environment: dict[str, str] | None = None,
        prefix: Sequence[str] = (),
    ) -> None:
        self.data, self.file = folder / "data", folder / "site.toml"
        self.errors = (folder / "stderr").open("w+")
        self.configure(ssh)
        self.process = subprocess.Popen(
            [*prefix, sys.executable, "-m", "tui", "serve", "--config", str(self.file)],
            stdout=subprocess.PIPE,
            stderr=self.errors,
            text=True,
            env={**os.environ, **(environment or {})},
        )
        assert self.process.stdout is not None
        self.port = int(self.process.stdout.readline().rpartition(" ")[2])
        self.host_key = self.process.stdout.readline()
        self.wait_for_event("ready")

    def configure(self, ssh: str) -> None:
        self.file.write_text(CONFIGURATION.format(data=self.data, ssh=ssh))

    def events(self) -> list[dict[str, Any]]:
        lines = Path(self.errors.name).read_text().splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]

    def wait_for_event(self, name: str, count: int = 1) -> dict[str, Any]:
        until = time.monotonic() + SECONDS
        while len(found := [event for event in self.events() if event["event"] == name]) < count:
            assert self.process.poll() is None, Path(self.errors.name).read_text()
            assert time.monotonic() < until, f"never {name}"
            time.sleep(0.02)
        return found[-1]

    def send(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def people(self) -> list[int]:
        """Return the processes with somebody: among the children of the fork servers, which are children of the server."""
        made = [pid for fork_server in children(self.process.pid) for pid in children(fork_server)]
        return [pid for pid in made if called(pid) == WITH_SOMEBODY]

    def waiting(self) -> list[int]:
        """Return the processes that wait for somebody."""
        made = [pid for fork_server in children(self.process.pid) for pid in children(fork_server)]
        return [pid for pid in made if called(pid) == WAITING]

    def until_empty(self) -> None:
        until = time.monotonic() + SECONDS
        while self.people():
            assert time.monotonic() < until, f"still there: {self.people()}"
            time.sleep(0.05)

    def records(self) -> list[Record]:
        return list(SessionLog(self.data).scan())

    def ssh(self, *arguments: str) -> list[str]:
        return [*SSH, "-p", str(self.port), *arguments, "127.0.0.1"]

    def close(self) -> None:
        for _ in range(2):
            if self.process.poll() is None:
                self.process.send_signal(signal.SIGTERM)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self.process.wait(1)
        try:
            self.process.wait(20)
        finally:
            self.process.kill()
            self.errors.close()
            if self.process.stdout is not None:
                self.process.stdout.close()


def children(pid: int) -> list[int]:
    listed = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    return [int(child) for child in listed.stdout.split()]


@contextmanager
def serving(folder: Path, ssh: str = "max_per_address = 200", **environment: str) -> Iterator[Server]:
    server = Server(folder, ssh, environment)
    try:
        yield server
    finally:
        server.close()
