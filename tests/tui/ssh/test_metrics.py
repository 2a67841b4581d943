"""The numbers that the server tells: to a few at a time, and never the moment at which somebody came."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import date
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry, generate_latest

from tui.config.files import SettingsError
from tui.config.settings import Settings
from tui.ssh import metrics
from tui.ssh.command import serve
from tui.ssh.erasing import ERASING
from tui.ssh.metrics import AT_ONCE, STEP, Status, rounded, serve_metrics

TODAY = date(2026, 11, 25)


def told(status: Status) -> str:
    registry = CollectorRegistry()
    registry.register(status)
    return generate_latest(registry).decode() + status.line()


def test_what_is_told_changes_only_when_it_is_published_and_then_by_steps() -> None:
    people = 0
    status = Status(lambda: people, TODAY)
    before = told(status)
    for visit in range(1, 3 * STEP):
        people = visit
        for what in ("visits", "refused", "failed_handshakes"):
            status.count(what)
        assert told(status) == before
        status.publish()
        assert f"pulmoscreen_ssh_people {float(rounded(visit))}" in told(status)
        assert f"about {rounded(visit)} people now, about {rounded(visit)} today" in status.line()
        before = told(status)
    assert {rounded(number) for number in range(3 * STEP)} == {0, STEP, 2 * STEP, 3 * STEP}


def test_faults_are_told_exactly() -> None:
    status = Status(lambda: 0, TODAY)
    for what in ("crashed", "stuck", "killed"):
        status.count(what)
    status.publish()
    for what in ("crashed", "stuck", "killed"):
        assert f"pulmoscreen_ssh_{what}_total 1.0" in told(status)


@asynccontextmanager
async def telling() -> AsyncIterator[int]:
    listener = socket.create_server(("127.0.0.1", 0))
    port = int(listener.getsockname()[1])
    server = await serve_metrics(Status(lambda: 0, TODAY), listener)
    try:
        yield port
    finally:
        server.close()


async def ask(port: int, request: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    try:
        return await reader.read()
    except ConnectionError:
        return b""
    finally:
        writer.close()


async def test_who_asks_for_the_metrics_gets_them_and_nothing_else() -> None:
    async with telling() as port:
        assert b"pulmoscreen_ssh_people 0.0" in await ask(port, b"GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b" 404 " in await ask(port, b"GET /etc/passwd HTTP/1.1\r\n\r\n")
        assert await ask(port, b"x" * 100_000) == b""


async def test_of_many_who_ask_and_wait_few_are_served_and_none_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metrics, "REQUEST_SECONDS", 0.2)
    async with telling() as port:
        silent = [await asyncio.open_connection("127.0.0.1", port) for _ in range(AT_ONCE + 5)]
        for reader, writer in silent:
            with suppress(ConnectionError):
                assert await reader.read() == b""
            writer.close()
        assert b"pulmoscreen_ssh_people 0.0" in await ask(port, b"GET / HTTP/1.1\r\n\r\n")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the other port is closed with the program
def test_a_port_that_is_taken_is_named_with_its_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ERASING.items():
        monkeypatch.setenv(name, value)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for key, said in (("port", "ssh.port"), ("metrics_port", "ssh.metrics_port")):
            ssh = {"port": 0, "address": "127.0.0.1"} | {key: port}
            site = {"site": {"emergency_number": "112"}, "log": {"directory": tmp_path}, "ssh": ssh}
            with pytest.raises(SettingsError, match=f"^{said}: {port}: cannot listen there: Address already in use"):
                serve(lambda site=site: Settings.model_validate(site))  # type: ignore[misc]
