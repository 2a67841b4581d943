"""A server at its limits rejects a connection with one plain sentence."""

import asyncio
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import asyncssh
import pytest

from tests.tui.ssh.people import connecting, person
from tests.tui.ssh.servers import serving
from tui.ssh.half_open import STRANGER_SECONDS

FULL = "All places are taken just now, so please try again in a few minutes."
TOO_MANY = "There are too many visits from your network just now, so please try again in a minute."


async def test_a_full_server_says_so_and_lets_the_next_in_once_somebody_left(tmp_path: Path) -> None:
    with serving(tmp_path, "max_sessions = 1") as server:
        async with person(server) as inside:
            await inside.wait_for("Begin")
            ended = await asyncio.to_thread(subprocess.run, server.ssh("-tt"), capture_output=True, text=True, check=False)
            assert ended.returncode == 255
            assert FULL in ended.stderr
            assert len(ended.stderr.strip().splitlines()) <= 2
            with pytest.raises(asyncssh.DisconnectError, match=FULL):
                await connecting(server)
            await inside.to_the_checklist()
        await asyncio.to_thread(server.until_empty)
        async with person(server) as after:
            await after.wait_for("Begin")


async def test_those_who_came_while_the_last_place_was_taken_are_told_in_their_session(tmp_path: Path) -> None:
    with serving(tmp_path, "max_sessions = 1") as server:
        async with connecting(server) as one, connecting(server) as other:
            first = await one.create_process(term_type="xterm", encoding=None)
            assert b"\x1b[" in await first.stdout.read(100)
            second = await other.create_process(term_type="xterm", encoding=None)
            assert await second.stdout.read() == f"{FULL}\r\n".encode()
            assert (await second.wait_closed(), second.exit_status)[1] == 1


async def test_one_address_has_a_limit_of_its_own(tmp_path: Path) -> None:
    with serving(tmp_path, "max_per_address = 2") as server:
        async with connecting(server), connecting(server):
            with pytest.raises(asyncssh.DisconnectError, match=TOO_MANY):
                await connecting(server)


@pytest.fixture
def hurry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give strangers a second."""
    (tmp_path / "sitecustomize.py").write_text("import tui.ssh.half_open as half_open\nhalf_open.STRANGER_SECONDS = 1.0\n")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{Path.cwd()}")


@pytest.mark.slow
@pytest.mark.usefixtures("hurry")
async def test_a_client_that_asks_for_nothing_is_dropped(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        began = time.monotonic()
        async with connecting(server) as idle:
            await idle.wait_closed()
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        assert (await reader.read()).startswith(b"SSH-2.0-pulmoscreen\r\n")
        writer.close()
        assert time.monotonic() - began < 30


class Careful(asyncssh.SSHClient):
    """Somebody who compares the fingerprint before they answer yes."""

    def validate_host_public_key(self, host: str, addr: str, port: int, key: asyncssh.SSHKey) -> bool:
        del host, addr, port, key
        time.sleep(4)
        return True


@pytest.mark.slow
@pytest.mark.usefixtures("hurry")
async def test_who_compares_the_fingerprint_has_time_for_it(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        async with asyncssh.connect(
            "127.0.0.1", server.port, known_hosts=([], [], []), username="guest", config=None, client_keys=None,
            agent_path=None, client_factory=Careful,
        ) as connection:  # fmt: skip
            process = await connection.create_process(term_type="xterm", encoding=None)
            assert b"\x1b[" in await process.stdout.read(100)


async def test_who_logs_in_and_drops_holds_no_place(tmp_path: Path) -> None:
    # Over 5 s: an address may come again only after three seconds.
    with serving(tmp_path, "max_per_address = 10") as server:
        for _ in range(10):
            async with connecting(server) as dropped:
                dropped.abort()
        # An address may come again after three seconds.
        async with asyncio.timeout(STRANGER_SECONDS - 1):
            while True:
                with suppress(asyncssh.DisconnectError):
                    async with connecting(server):
                        return
                await asyncio.sleep(1)
