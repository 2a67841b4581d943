"""What a service manager is told, and the sockets that it hands over: both are a few variables and no library's matter."""

import contextlib
import os
import socket
from typing import Final

FIRST: Final = 3
"""The first descriptor that is handed over."""


def handed_over() -> list[socket.socket]:
    """Return the listening sockets that the service manager made, if it made any for this process."""
    if os.environ.get("LISTEN_PID") != str(os.getpid()):
        return []
    count = int(os.environ.get("LISTEN_FDS", "0"))
    return [socket.socket(fileno=descriptor) for descriptor in range(FIRST, FIRST + count)]


class ServiceManager:
    """Whoever started the server and wants to hear how it is; nobody, if no socket is named."""

    def __init__(self) -> None:
        self._address = os.environ.get("NOTIFY_SOCKET", "")

    def tell(self, **what: str) -> None:
        """Tell it, for example `READY="1"`; a manager that does not listen holds nothing up."""
        if not self._address:
            return
        message = "\n".join(f"{name}={value}" for name, value in what.items()).encode()
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
            line.setblocking(False)  # noqa: FBT003 - the standard library's own signature
            line.sendto(message, "\0" + self._address[1:] if self._address.startswith("@") else self._address)
