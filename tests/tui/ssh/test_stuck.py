"""A fork server that does not answer, and a disk that hangs: people are told, staff are told, and the server can be stopped."""

import asyncio
import os
import signal
from functools import partial
from pathlib import Path

import pytest

from store.partition import SHARDS
from tests.amounts import one_of
from tests.pty.terminals import called
from tests.tui.ssh.people import Person, person
from tests.tui.ssh.servers import Server, children, serving
from tui.visit.clock import now
from tui.visit.failed_writes import FailedWrites

TRIES = 10


def greeted_or_told(somebody: Person) -> bool:
    return any(words in somebody.text() for words in ("Begin", "We are sorry"))


def hurry(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the server wait ten seconds where it would wait twenty."""
    (folder / "sitecustomize.py").write_text("import tui.ssh.fork_server as fork_server\nfork_server.START_SECONDS = 10.0\n")
    monkeypatch.setenv("PYTHONPATH", f"{folder}:{Path.cwd()}")


def fork_server_of(server: Server) -> int:
    """Return the process that starts the others; beside it there is one of the library's, which watches over shared memory."""
    commands = {pid: Path(f"/proc/{pid}/cmdline").read_bytes() for pid in children(server.process.pid)}
    (found,) = [pid for pid, command in commands.items() if b"forkserver" in command]
    return found


@pytest.mark.parametrize("number", one_of([signal.SIGKILL, signal.SIGSTOP]))
async def test_who_comes_while_no_process_can_start_is_told_and_the_next_come_in(
    number: signal.Signals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(tmp_path, monkeypatch)
    with serving(tmp_path) as server:
        os.kill(fork_server_of(server), number)
        async with person(server, term="xterm") as unlucky:
            if number is signal.SIGSTOP:
                await unlucky.wait_for("call 112")
                assert await unlucky.wait_for_end() == 1
            else:
                await unlucky.wait_for_something()
        # On a busy machine whoever comes while the next one imports everything is told too.
        for _ in range(TRIES):
            async with person(server, term="xterm") as after:
                if "Begin" in await after.wait_until(partial(greeted_or_told, after), "a page"):
                    await after.to_the_checklist()
                    break
        else:
            pytest.fail("nobody came in")


@pytest.mark.slow
async def test_a_server_with_a_frozen_fork_server_can_be_stopped_and_leaves_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(tmp_path, monkeypatch)
    with serving(tmp_path, "finish_within = 1") as server:
        async with person(server) as inside:
            await inside.wait_for("Begin")
            fork_server = fork_server_of(server)
            os.kill(fork_server, signal.SIGSTOP)
            server.send(signal.SIGTERM)
            assert await asyncio.to_thread(server.process.wait, 60) == 0
        assert not called(fork_server)


@pytest.mark.slow
async def test_a_record_that_is_still_on_its_way_to_a_disk_that_hangs_is_counted_for_staff(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    # Where today's upkeep is done already, it clears nothing of the following away.
    (data / ".upkeep").write_text(now().date().isoformat())
    for shard in SHARDS:
        os.mkfifo(data / f".tmp-{shard}")
    with serving(tmp_path) as server:
        async with person(server) as somebody:
            await somebody.wait_for("Begin")
            await somebody.to_the_checklist()
            somebody.type("l")
            assert await somebody.wait_for_end() == 0
        async with asyncio.timeout(60):
            while FailedWrites(server.data).count() != 1:
                await asyncio.sleep(0.1)
