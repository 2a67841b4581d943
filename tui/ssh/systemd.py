"""Notifications to a service manager, and the sockets that it passes: both are a few environment variables."""

import contextlib
import os
import socket
from typing import Final

FIRST: Final = 3
"""The first descriptor that is passed."""


def passed_sockets() -> list[socket.socket]:
    """Return the listening sockets that the service manager opened for this process."""
    if os.environ.get("LISTEN_PID") != str(os.getpid()):
        return []
    count = int(os.environ.get("LISTEN_FDS", "0"))
    return [socket.socket(fileno=descriptor) for descriptor in range(FIRST, FIRST + count)]


class ServiceManager:
    """The service manager, if there is one that wants notifications."""

    def __init__(self) -> None:
        self._address = os.environ.get("NOTIFY_SOCKET", "")
        mine = os.environ.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        microseconds = os.environ.get("WATCHDOG_USEC", "") if mine else ""
        self.watchdog_pause = int(microseconds) / 2_000_000 if microseconds.isdecimal() else None
        """Seconds between two signs of life that it wants: half of its patience; None where it wants none."""

    def tell(self, **what: str) -> None:
        """Notify it, for example with `READY="1"`; a manager that does not listen blocks nothing."""
        if not self._address:
            return
        message = "\n".join(f"{name}={value}" for name, value in what.items()).encode()
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as notify:
            notify.setblocking(False)  # noqa: FBT003 - the standard library's own signature
            notify.sendto(message, "\0" + self._address[1:] if self._address.startswith("@") else self._address)
