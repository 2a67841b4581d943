"""Many connections at once do not slow down the sessions that are open."""

import asyncio
import contextlib
import random
import statistics
import time
from pathlib import Path

import asyncssh
import pytest

from tests.tui.ssh.people import Person, person
from tests.tui.ssh.servers import Server, serving

CONNECTIONS = 1000
SECONDS = 10.0
ADDRESSES = 250


async def one_of_many(server: Server, number: int, answers: list[str]) -> None:
    """Come from an address of its own: most only begin, and stay half open for a while; some come in all the way."""
    chance = random.Random(number)
    await asyncio.sleep(chance.uniform(0, SECONDS))
    address = f"127.{1 + number % ADDRESSES}.0.1"
    try:
        if number % 10 == 0:
            async with asyncssh.connect(
                "127.0.0.1", server.port, known_hosts=None, username="guest", config=None, client_keys=None,
                agent_path=None, local_addr=(address, 0),
            ):  # fmt: skip
                answers.append("in")
            return
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port, local_addr=(address, 0))
        writer.write(b"SSH-2.0-storm\r\n" + chance.randbytes(chance.randrange(40)))
        await reader.readline()
        await asyncio.sleep(chance.uniform(0, 2))
        writer.close()
        answers.append("half")
    except (OSError, asyncssh.Error):
        answers.append("turned away")


async def frames(inside: Person, seconds: float) -> list[float]:
    """Press a key every quarter of a second, and return how long each took to change the screen."""
    taken, ends, turn = [], time.monotonic() + seconds, 0
    while time.monotonic() < ends:
        began = time.monotonic()
        inside.type((b"\x1b[B", b"\x1b[A")[turn % 2])
        turn += 1
        assert await inside.read()
        taken.append(time.monotonic() - began)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0.25):
                while await inside.read():
                    pass
    return taken


@pytest.mark.slow
async def test_a_thousand_connections_in_ten_seconds_hurt_nobody_who_is_inside(tmp_path: Path) -> None:
    with serving(tmp_path, "max_sessions = 50\nmax_per_address = 10") as server:
        async with person(server) as inside:
            await inside.wait_for("Begin")
            await inside.to_the_checklist()
            quiet = await frames(inside, 3)
            answers: list[str] = []
            async with asyncio.TaskGroup() as storm:
                inside_all_the_time = storm.create_task(frames(inside, SECONDS))
                for number in range(CONNECTIONS):
                    storm.create_task(one_of_many(server, number, answers))
            stormy = inside_all_the_time.result()
            count = {kind: answers.count(kind) for kind in sorted(set(answers))}
            print(
                f"{count}; key to frame, ms: quiet p50 {1000 * statistics.median(quiet):.0f} most {1000 * max(quiet):.0f}, "
                f"in the storm p50 {1000 * statistics.median(stormy):.0f} most {1000 * max(stormy):.0f} ({len(stormy)} keys)"
            )
            assert len(answers) == CONNECTIONS
            assert count["in"] > 0
            await inside.press("y", "(●) Yes")
        async with person(server) as after:
            await after.wait_for("Begin")
