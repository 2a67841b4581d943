"""`pulmoscreen serve`: from the settings to a server that runs until it is asked to stop."""

import asyncio
import os
import resource
import socket
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from tui.config.settings import Settings
from tui.process.startup import LIBRARY_VARIABLES
from tui.ssh.erasing import overwrite_freed_memory
from tui.ssh.ports import listen

if TYPE_CHECKING:
    import asyncssh

KEPT_VARIABLES: Final = ("PATH", "HOME", "TMPDIR", "TZ", "PYTHONPATH", *LIBRARY_VARIABLES)
"""The environment variables that the server and its workers keep."""


def serve(read: Callable[[], Settings]) -> int:
    """Serve until SIGTERM or SIGINT. At SIGHUP, `read` gives the settings as they are then.

    Raises:
        SettingsError: no emergency number, no key, or a port that cannot be had.
    """
    overwrite_freed_memory()
    from tui.ssh.host_key import host_keys  # noqa: PLC0415 - only this command needs the SSH library
    from tui.ssh.lifecycle import Lifecycle  # noqa: PLC0415
    from tui.ssh.systemd import ServiceManager, passed_sockets  # noqa: PLC0415

    def read_for_ssh() -> Settings:
        return read().over_ssh()

    settings = read_for_ssh()
    settings.required_number()
    keys = host_keys(settings)
    manager, sockets = ServiceManager(), passed_sockets() or [listen("ssh.port", settings.ssh.address, settings.ssh.port)]
    metrics = None if (port := settings.ssh.metrics_port) is None else listen("ssh.metrics_port", "127.0.0.1", port)
    _clear_environment()
    _raise_descriptors()
    _print_addresses(sockets, keys)
    return asyncio.run(Lifecycle(settings, read_for_ssh, keys, manager).live(sockets, metrics))


def _clear_environment() -> None:
    for name in list(os.environ):
        if name not in KEPT_VARIABLES:
            del os.environ[name]
    os.environ["LANG"] = "C.UTF-8"


def _raise_descriptors() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _print_addresses(sockets: list[socket.socket], keys: "list[asyncssh.SSHKey]") -> None:
    for listener in sockets:
        sys.stdout.write(f"listening on port {listener.getsockname()[1]}\n")
    for key in keys:
        sys.stdout.write(f"host key {key.get_fingerprint()} ({key.get_algorithm()})\n")
    sys.stdout.flush()
