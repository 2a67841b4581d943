"""What any open port receives: garbage, half-open connections, and clients that connect and drop."""

import asyncio
import contextlib
import os
import random
from pathlib import Path

import asyncssh
import pytest

from tests.tui.ssh.people import connecting, person
from tests.tui.ssh.servers import Server, serving

DROPS = 400
"""How many connect and drop."""


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 200,
        b"SSH-1.5-old\r\n",
        b"SSH-2.0-x\r\n" + b"\xff" * 70_000,
        b"SSH-2.0-x\r\n\x00\x00\x00\x0c\x0a\x14" + b"\0" * 10,
        b"SSH-2.0-x\r\n" + bytes(16),
        b"A" * 300_000,
        random.Random(1).randbytes(4096),
    ],
)
async def test_garbage_before_the_handshake_ends_only_its_own_line(server: Server, garbage: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    with contextlib.suppress(OSError):
        writer.write(garbage)
        writer.write_eof()
        async with asyncio.timeout(30):
            await reader.read()
    writer.close()
    async with person(server) as somebody:
        await somebody.wait_for("Begin")
    said = Path(server.errors.name).read_text()
    assert [line for line in said.splitlines() if not line.startswith("{")] == []


class Pile:
    """Where messages lie until they are sent in one go: many small ones are more than a transport can count in time."""

    def __init__(self) -> None:
        self.all = bytearray()

    def write(self, data: bytes) -> None:
        self.all += data


@pytest.mark.slow
async def test_who_sends_faster_than_anybody_types_is_held_back_whatever_it_is(server: Server) -> None:
    async with person(server) as inside, person(server) as flood:
        await inside.wait_for("Begin")
        await flood.wait_for("Begin")
        await inside.to_the_checklist()
        connection = flood.process.get_extra_info("connection")
        line, connection._transport = connection._transport, (tiny := Pile())
        for _ in range(300_000):
            connection.send_packet(asyncssh.constants.MSG_IGNORE, asyncssh.packet.String(b""))
        connection._transport = line
        line.write(bytes(tiny.all))
        sent = line.get_write_buffer_size()
        assert sent > 6_000_000
        for symptom in ("Cough", "Coughing up blood", "Chest pain"):
            await inside.press("n", f"{symptom} ( ) Yes (●) No")
        assert line.get_write_buffer_size() > sent / 2
        connection.abort()


@pytest.mark.slow
async def test_half_open_lines_do_not_keep_people_out(tmp_path: Path) -> None:
    with serving(tmp_path, "max_per_address = 400\nmax_sessions = 20") as server:
        lines = [await asyncio.open_connection("127.0.0.1", server.port) for _ in range(300)]
        async with person(server) as somebody:
            await somebody.wait_for("Begin")
        for _, writer in lines:
            writer.close()


def held(pid: int) -> tuple[int, int]:
    """Return the descriptors and the resident kilobytes of a process."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return len(list(Path(f"/proc/{pid}/fd").iterdir())), pages * os.sysconf("SC_PAGE_SIZE") // 1024


async def come_and_go(server: Server, how: int) -> None:
    with contextlib.suppress(OSError, asyncssh.Error):
        if how % 50 == 0:
            async with person(server) as somebody:
                await somebody.wait_for("Begin")
                somebody.process.get_extra_info("connection").abort()
        elif how % 10 == 0:
            async with connecting(server) as connection:
                connection.abort()
        else:
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            if how % 2:
                writer.write(b"SSH-2.0-x\r\n")
                await reader.readline()
            writer.close()


@pytest.mark.slow
async def test_many_who_come_and_go_leave_nothing_behind(tmp_path: Path) -> None:
    with serving(tmp_path, "max_per_address = 2000\nmax_sessions = 100") as server:

        async def some(count: int) -> tuple[int, int]:
            for first in range(0, count, 20):
                await asyncio.gather(*(come_and_go(server, how) for how in range(first, min(count, first + 20))))
            await asyncio.to_thread(server.until_empty)
            async with person(server) as somebody:
                await somebody.wait_for("Begin")
                somebody.process.get_extra_info("connection").abort()
            await asyncio.to_thread(server.until_empty)
            await asyncio.sleep(2)
            return held(server.process.pid)

        descriptors, memory = await some(100)
        descriptors_after, memory_after = await some(DROPS)
        print(f"{DROPS} came and went: descriptors {descriptors} -> {descriptors_after}, kB {memory} -> {memory_after}")
        # The process object of a worker holds two until it is collected; a leak would be one for each who came.
        assert descriptors_after <= descriptors + 10
        assert memory_after - memory < 4096 + DROPS
