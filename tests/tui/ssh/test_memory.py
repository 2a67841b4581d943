"""The server's memory: no process of its user can read it, and nothing of a guest stays in it."""

import asyncio
import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest

from tests.tui.ssh.people import connecting, person
from tests.tui.ssh.servers import Server, children, serving

PIECE: Final = 16
"""Bytes of what a guest was shown or typed that are looked for; shorter ones would be found by chance."""

READS: Final = "import sys; open(f'/proc/{sys.argv[1]}/mem', 'rb')"

AS_A_USER: Final = () if os.getuid() else ("setpriv", "--bounding-set=-all", "--inh-caps=-all")
"""Root without its rights over others is a user like any other."""


async def test_no_process_of_its_user_can_read_the_memory_of_the_server_or_of_what_it_starts(tmp_path: Path) -> None:
    server = Server(tmp_path, prefix=AS_A_USER)
    try:
        async with person(server) as somebody:
            await somebody.wait_for("Begin")
            fork_servers = [pid for pid in children(server.process.pid) if children(pid)]
            workers = [pid for fork_server in fork_servers for pid in children(fork_server)]
            assert workers
            for pid in (server.process.pid, *fork_servers, *workers):
                read = [*AS_A_USER, sys.executable, "-c", READS, str(pid)]
                ended = await asyncio.to_thread(subprocess.run, read, capture_output=True, text=True, check=False)
                assert "PermissionError" in ended.stderr, pid
    finally:
        server.close()


def memory(pid: int) -> bytes:
    """Return everything that a process can read."""
    parts = []
    with Path(f"/proc/{pid}/mem").open("rb", 0) as file:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            first, last, rights = re.match(r"(\w+)-(\w+) (\S+)", line).groups()  # type: ignore[union-attr]
            if rights.startswith("rw"):
                with suppress(OSError):
                    file.seek(int(first, 16))
                    parts.append(file.read(int(last, 16) - int(first, 16)))
    return b"\n".join(parts)


@pytest.mark.slow
@pytest.mark.skipif(os.getuid() != 0, reason="only root can look into it")
async def test_nothing_that_a_guest_was_shown_or_typed_stays_in_the_memory_of_the_server(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        async with person(server) as first:
            await first.wait_for("Begin")
        await asyncio.to_thread(server.until_empty)
        before = memory(server.process.pid)
        typed = os.urandom(3000).hex().encode()
        async with person(server) as somebody, connecting(server) as other:
            await somebody.wait_for("Begin")
            await somebody.to_the_checklist()
            await somebody.press("y", "Cough (●) Yes")
            lines = await other.create_process(term_type=None, encoding=None)
            for start in range(0, len(typed), 100):
                lines.stdin.write(typed[start : start + 100] + b"\n")
            lines.stdin.write_eof()
            shown = await lines.stdout.read()
        await asyncio.to_thread(server.until_empty)
        after = memory(server.process.pid)
        pieces = [
            said[at : at + PIECE] for said in (somebody.everything, shown, typed) for at in range(0, len(said), len(said) // 40)
        ]
        assert [piece for piece in pieces if piece in after and piece not in before] == []
