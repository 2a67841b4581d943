"""Two servers behind HAProxy, with one host key: one of them stops, and nobody notices."""

import asyncio
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.tui.ssh.people import Person, person
from tests.tui.ssh.servers import Server, serving

PROXY = shutil.which("haproxy") or next(iter(map(str, Path("/usr/sbin").glob("haproxy"))), None)
pytestmark = pytest.mark.skipif(PROXY is None, reason="haproxy is not installed")

CONFIGURATION = """
defaults
    mode tcp
    timeout connect 2s
    timeout client 2h
    timeout server 2h
    retries 3
    option redispatch 1
frontend ssh
    bind fd@{descriptor}
    default_backend kiosks
backend kiosks
    balance roundrobin
    server a 127.0.0.1:{a} check inter 200ms fall 1 send-proxy-v2 check-send-proxy
    server b 127.0.0.1:{b} check inter 200ms fall 1 send-proxy-v2 check-send-proxy
"""


@dataclass
class Behind:
    port: int


@contextmanager
def proxy(folder: Path, one: Server, other: Server) -> Iterator[Behind]:
    with socket.create_server(("127.0.0.1", 0), backlog=500) as listener:
        file = folder / "haproxy.cfg"
        file.write_text(CONFIGURATION.format(descriptor=listener.fileno(), a=one.port, b=other.port))
        with subprocess.Popen(
            [PROXY or "", "-db", "-f", file], pass_fds=[listener.fileno()], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as running:
            try:
                yield Behind(listener.getsockname()[1])
            finally:
                running.terminate()


@pytest.mark.parametrize("people", [pytest.param(number, marks=pytest.mark.slow) for number in (8, 200)])
async def test_one_of_two_servers_stops_and_nobody_is_cut_off_or_refused(people: int, tmp_path: Path) -> None:
    ssh = f'max_per_address = 400\nmax_sessions = 400\nproxy_protocol = ["127.0.0.1"]\nhost_key = "{tmp_path / "key"}"'
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    with serving(tmp_path / "a", ssh) as one, serving(tmp_path / "b", ssh) as other, proxy(tmp_path, one, other) as front:
        async with AsyncExitStack() as there:
            inside = await _come(there, front, people // 2)
            assert abs(len(one.people()) - len(other.people())) <= 2
            one.process.terminate()
            await asyncio.to_thread(one.wait_for_event, "stopping")
            inside += await _come(there, front, people - people // 2)
            await asyncio.gather(*(somebody.press("\r", "When to get help now") for somebody in inside))
            assert one.process.poll() is None
            assert len(one.people()) + len(other.people()) == people
        assert await asyncio.to_thread(one.process.wait, 60) == 0
        assert one.host_key == other.host_key
    for name in ("a", "b"):
        assert os.access(tmp_path / name / "data", os.R_OK)


async def _come(there: AsyncExitStack, front: Behind, number: int) -> list[Person]:
    inside = []
    for _ in range(number):
        somebody = await there.enter_async_context(person(front))
        await somebody.wait_for("Begin")
        inside.append(somebody)
    return inside
