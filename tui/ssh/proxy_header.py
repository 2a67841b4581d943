"""The PROXY protocol (versions 1 and 2 of HAProxy's `proxy-protocol.txt`): who it is that a trusted proxy brings.

A connection from a trusted address begins with a header, or is closed; one from any other address has none.
"""

import asyncio
import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

from tui.config.files import SettingsError

HEADER_SECONDS: Final = 5.0
_SIGNATURE: Final = b"\r\n\r\n\0\r\nQUIT\n"
_HEAD_LENGTH: Final = 16
_LOCAL, _PROXY = 0x20, 0x21
_INET, _INET6 = 0x11, 0x21
_LONGEST_BODY: Final = 4096
_LONGEST_LINE: Final = 107
_WORDS: Final = 6


class ProxyHeaders:
    """Reads the headers of connections from trusted proxies.

    Raises:
        SettingsError: `networks` names something that is neither an address nor a network.
    """

    def __init__(self, networks: Sequence[str]) -> None:
        try:
            self._networks = [ip_network(network, strict=False) for network in networks]
        except ValueError:
            raise SettingsError("ssh.proxy_protocol: names something that is neither an address nor a network") from None
        self._reading: set[asyncio.Task[None]] = set()

    def trusts(self, address: str) -> bool:
        """Return whether connections from this address bring a header."""
        if not self._networks:
            return False
        parsed = ip_address(address.partition("%")[0])
        parsed = (parsed.ipv4_mapped or parsed) if isinstance(parsed, IPv6Address) else parsed
        return any(parsed in network for network in self._networks)

    def read(self, connection: socket.socket, then: Callable[[socket.socket, str], None]) -> None:
        """Call `then` with the connection and the address in its header; close one without, and those of the proxy itself."""
        task = asyncio.create_task(self._read(connection, then))
        self._reading.add(task)
        task.add_done_callback(self._reading.discard)

    def close(self) -> None:
        """Drop all connections whose header has not come yet."""
        for task in self._reading:
            task.cancel()

    async def _read(self, connection: socket.socket, then: Callable[[socket.socket, str], None]) -> None:
        address = None
        try:
            async with asyncio.timeout(HEADER_SECONDS):
                address = await _address(connection)
        except (OSError, TimeoutError, ValueError, EOFError):
            """It is no proxy, or it is none that speaks this protocol."""
        finally:
            if address is None:
                connection.close()
        if address is not None:
            then(connection, str(address))


async def _address(connection: socket.socket) -> IPv4Address | IPv6Address | None:
    """Read exactly the header; return the address of the client, or None where the proxy itself wants to know of the server.

    Raises:
        ValueError, EOFError: there is no such header.
    """
    start = await _exactly(connection, len(_SIGNATURE))
    if start == _SIGNATURE:
        head = await _exactly(connection, _HEAD_LENGTH - len(_SIGNATURE))
        return _binary(head[0], head[1], await _exactly(connection, min(int.from_bytes(head[2:]), _LONGEST_BODY)))
    line = start
    while not line.endswith(b"\r\n") and len(line) < _LONGEST_LINE:
        line += await _exactly(connection, 1)
    return _text(line)


def _binary(command: int, family: int, body: bytes) -> IPv4Address | IPv6Address | None:
    if command == _LOCAL:
        return None
    lengths = {_INET: 4, _INET6: 16}
    if command != _PROXY or family not in lengths or len(body) < 2 * lengths[family]:
        raise ValueError
    return ip_address(body[: lengths[family]])


def _text(line: bytes) -> IPv4Address | IPv6Address | None:
    words = line.removesuffix(b"\r\n").decode("ascii").split(" ")
    if words[:2] == ["PROXY", "UNKNOWN"]:
        return None
    if len(words) != _WORDS or words[0] != "PROXY" or words[1] not in {"TCP4", "TCP6"}:
        raise ValueError
    return ip_address(words[2])


async def _exactly(connection: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        more = await asyncio.get_running_loop().sock_recv(connection, count - len(data))
        if not more:
            raise EOFError
        data += more
    return data
