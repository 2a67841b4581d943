"""Connections that a trusted proxy brings: the header says who it is, and nobody else can say so."""

import asyncio
import socket
from contextlib import ExitStack
from ipaddress import ip_address
from pathlib import Path

import pytest

from tests.tui.ssh.servers import serving
from tui.config.files import SettingsError
from tui.ssh import proxy_header
from tui.ssh.proxy_header import ProxyHeaders

SIGNATURE = b"\r\n\r\n\0\r\nQUIT\n"
TOO_MANY = b"There are too many visits from your network just now"


def binary(source: str, *, more: bytes = b"") -> bytes:
    packed = ip_address(source).packed
    body = packed + packed + (40000).to_bytes(2) + (22).to_bytes(2) + more
    return SIGNATURE + bytes([0x21, 0x11 if len(packed) == 4 else 0x21]) + len(body).to_bytes(2) + body


async def read(data: bytes, networks: tuple[str, ...] = ("10.0.0.0/8",)) -> tuple[str | None, bytes]:
    """What is said of who comes, and what is left for the protocol behind; None where the connection was closed."""
    near, far = socket.socketpair()
    found: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    with near, far:
        far.setblocking(False)  # noqa: FBT003 - the standard library's own signature
        near.sendall(data)
        near.shutdown(socket.SHUT_WR)
        headers = ProxyHeaders(networks)
        headers.read(far, lambda _, address: found.set_result(address))
        await asyncio.wait({*headers._reading})
        return (found.result(), far.recv(1000)) if found.done() else (None, b"")


@pytest.mark.parametrize("source", ["192.0.2.7", "2001:db8::7"])
async def test_the_address_is_read_and_not_a_byte_more(source: str) -> None:
    family = "TCP6" if ":" in source else "TCP4"
    for header in (
        f"PROXY {family} {source} {source} 40000 22\r\n".encode(),
        binary(source),
        binary(source, more=b"\x20\x00\x03\x01\x00\x00"),
    ):
        assert await read(header + b"SSH-2.0-client\r\n") == (source, b"SSH-2.0-client\r\n")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"SSH-2.0-client\r\n",
        b"PROXY UNKNOWN\r\n",
        b"PROXY TCP4 nonsense 10.0.0.1 1 2\r\n",
        b"PROXY TCP4 10.0.0.1\r\n",
        b"PROXY " + b"x" * 300,
        SIGNATURE,
        SIGNATURE + b"\x20\x00\x00\x00",
        SIGNATURE + b"\x21\x11\x00\x04abcd",
        SIGNATURE + b"\x21\x31\x00\x00",
        binary("192.0.2.7")[:20],
        b"\xff" * 40,
    ],
)
async def test_without_a_whole_header_the_connection_ends(data: bytes) -> None:
    assert await read(data) == (None, b"")


async def test_a_header_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proxy_header, "HEADER_SECONDS", 0.05)
    near, far = socket.socketpair()
    with near, far:
        far.setblocking(False)  # noqa: FBT003 - the standard library's own signature
        ProxyHeaders(("10.0.0.1",)).read(far, lambda *_: None)
        near.settimeout(60)
        assert await asyncio.to_thread(near.recv, 1) == b""


def test_only_named_addresses_are_trusted() -> None:
    headers = ProxyHeaders(("10.0.0.5", "2001:db8::/32"))
    assert [headers.trusts(address) for address in ("10.0.0.5", "::ffff:10.0.0.5", "2001:db8::9")] == [True] * 3
    assert [headers.trusts(address) for address in ("10.0.0.6", "fe80::1%eth0", "127.0.0.1")] == [False] * 3
    assert not ProxyHeaders(()).trusts("10.0.0.5")
    with pytest.raises(SettingsError, match=r"ssh\.proxy_protocol"):
        ProxyHeaders(("10.0.0.5/99",))


def test_limits_see_the_address_in_the_header(tmp_path: Path) -> None:
    ssh = 'max_per_address = 2\nproxy_protocol = ["127.0.0.1"]'
    with serving(tmp_path, ssh) as server, ExitStack() as held:

        def greeting(header: bytes) -> bytes:
            line = held.enter_context(socket.create_connection(("127.0.0.1", server.port), 60))
            line.sendall(header + b"SSH-2.0-test\r\n")
            return line.recv(100) + line.recv(1000)

        for source in ("192.0.2.7", "192.0.2.7", "192.0.2.8"):
            assert greeting(binary(source)).startswith(b"SSH-2.0-pulmoscreen")
        assert TOO_MANY in greeting(binary("192.0.2.7"))
        assert greeting(b"PROXY TCP4 192.0.2.8 192.0.2.1 4000 22\r\n").startswith(b"SSH-2.0-pulmoscreen")
        assert greeting(b"") == b""
