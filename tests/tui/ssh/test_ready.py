"""Warm workers: a new session gets one, and a worker that has ended is not handed out."""

import asyncio
import os
import signal
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.pty.terminals import SECONDS, called
from tests.tui.ssh.people import person
from tests.tui.ssh.servers import Server, serving
from tui.config.sections import SshSettings
from tui.ssh.worker_pool import ALIKE, TERM
from tui.terminal.capabilities import can_draw, colours_of

BURST = 20


async def until_ready(server: Server, number: int = SshSettings().ready) -> list[int]:
    async with asyncio.timeout(SECONDS):
        while len(waiting := server.waiting()) < number:
            await asyncio.sleep(0.05)
    return waiting


async def test_whoever_comes_gets_a_process_that_waited_and_another_is_made_ready(server: Server) -> None:
    waiting = await until_ready(server)
    async with person(server, 120, 40) as somebody:
        await somebody.wait_for("Begin")
        (mine,) = server.people()
        assert mine in waiting
        assert mine not in await until_ready(server)
        await somebody.to_the_checklist()


@pytest.mark.slow
async def test_as_many_as_are_ready_come_at_once_and_each_gets_a_process_that_waited(tmp_path: Path) -> None:
    with serving(tmp_path, f"max_per_address = 200\nready = {BURST}") as server:
        waiting = await until_ready(server, BURST)
        async with AsyncExitStack() as here:
            coming = (here.enter_async_context(person(server)) for _ in range(BURST))
            people = await asyncio.gather(*coming)
            await asyncio.gather(*(somebody.wait_for("Begin") for somebody in people))
            assert set(server.people()) == set(waiting)
            assert set(await until_ready(server, BURST)).isdisjoint(waiting)
            await people[-1].to_the_checklist()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
async def test_one_that_ended_while_it_waited_is_not_given_to_anybody(server: Server, number: signal.Signals) -> None:
    for pid in await until_ready(server):
        os.kill(pid, number)
        async with asyncio.timeout(60):
            while called(pid):
                await asyncio.sleep(0.05)
    async with person(server) as somebody:
        await somebody.wait_for("Begin")
        await somebody.to_the_checklist()


@pytest.mark.slow
async def test_after_a_reload_those_that_waited_with_old_settings_are_gone(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        before = await until_ready(server)
        server.file.write_text(server.file.read_text().replace('"112"', '"999"'))
        server.send(signal.SIGHUP)
        await asyncio.to_thread(server.wait_for_event, "reloaded")
        async with asyncio.timeout(60):
            while set(before) & set(server.waiting()):
                await asyncio.sleep(0.05)
        await until_ready(server)
        async with person(server) as somebody:
            await somebody.wait_for("Begin")
            await somebody.press("\r", "999")


async def test_with_the_server_those_that_wait_end(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        waiting = await until_ready(server)
        server.send(signal.SIGTERM)
        await asyncio.to_thread(server.process.wait, 60)
        async with asyncio.timeout(60):
            while any(map(called, waiting)):
                await asyncio.sleep(0.05)


@pytest.mark.parametrize("term", sorted(ALIKE))
def test_the_kiosk_draws_alike_on_terminals_that_share_a_process(term: str) -> None:
    assert colours_of({"TERM": term}) == colours_of({"TERM": TERM})
    assert can_draw({"TERM": term})
