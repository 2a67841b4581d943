"""Opens a port to listen on, or says in one sentence which setting is at fault."""

import errno
import socket
from typing import Final

from tui.config.files import SettingsError

BACKLOG: Final = 1024


class PortTakenError(SettingsError):
    """Another program, or another server, listens there."""


def listen(setting: str, address: str, port: int) -> socket.socket:
    """Return a socket that listens; an empty address means all of them, of IPv6 and IPv4.

    Raises:
        SettingsError: there is no such address here, or the port cannot be had; PortTakenError: it is taken.
    """
    both = not address and socket.has_dualstack_ipv6()
    family = socket.AF_INET6 if both or ":" in address else socket.AF_INET
    try:
        return socket.create_server((address, port), family=family, backlog=BACKLOG, dualstack_ipv6=both)
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or "is no address"
        if isinstance(error, UnicodeError | socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
            raise SettingsError(f"ssh.address: {address}: cannot listen there: {why}") from None
        raised = PortTakenError if error.errno == errno.EADDRINUSE else SettingsError
        raise raised(f"{setting}: {port}: cannot listen there: {why.partition(' (while')[0]}") from None
