"""Rejects a connection before any cryptography: one plain sentence, in the message that SSH has for that."""

import asyncio
import contextlib
import os
import socket
from typing import Final

VERSION: Final = b"SSH-2.0-pulmoscreen\r\n"
DISCONNECT, TOO_MANY_CONNECTIONS = 1, 12
BLOCK, LEAST_PADDING = 8, 4
LINGER_SECONDS: Final = 2.0
AT_ONCE: Final = 64
"""How many are told why at the same time; when more come at once, the others are only closed."""


def _string(text: str) -> bytes:
    data = text.encode()
    return len(data).to_bytes(4, "big") + data


def message(sentence: str) -> bytes:
    """Return what an SSH server sends to say `sentence` and be done: its version and an unencrypted disconnect packet."""
    payload = bytes([DISCONNECT]) + TOO_MANY_CONNECTIONS.to_bytes(4, "big") + _string(sentence) + _string("")
    padding = -(5 + len(payload)) % BLOCK
    padding += BLOCK if padding < LEAST_PADDING else 0
    packet = bytes([padding]) + payload + os.urandom(padding)
    return VERSION + len(packet).to_bytes(4, "big") + packet


class Rejector:
    """Rejects connections with a sentence."""

    def __init__(self) -> None:
        self._telling: set[asyncio.Task[None]] = set()

    def tell(self, connection: socket.socket, sentence: str) -> None:
        """Send the sentence and close the connection, soon."""
        if len(self._telling) >= AT_ONCE:
            connection.close()
            return
        task = asyncio.create_task(_tell(connection, sentence))
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)


async def _tell(connection: socket.socket, sentence: str) -> None:
    loop = asyncio.get_running_loop()
    with connection, contextlib.suppress(OSError, TimeoutError):
        async with asyncio.timeout(LINGER_SECONDS):
            await loop.sock_sendall(connection, message(sentence))
            connection.shutdown(socket.SHUT_WR)
            # Closing a connection with unread bytes in it would drop the sentence.
            while await loop.sock_recv(connection, 4096):
                pass
