"""`pulmoscreen serve`: from the settings to a server that runs until it is asked to stop."""

import argparse
import asyncio
import os
import resource
import socket
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from tui.config.settings import Settings, SettingsError

if TYPE_CHECKING:
    import asyncssh

BACKLOG: Final = 1024
KEPT_VARIABLES: Final = ("PATH", "HOME", "TMPDIR", "TZ", "PYTHONPATH", "TEXTUAL_DISABLE_KITTY_KEY")
"""Of the environment, what a person's process is given too."""


def add_serve(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `serve`."""
    parser = commands.add_parser("serve", help="an SSH server whose only content is the kiosk")
    parser.add_argument("--port", type=int, metavar="N", help="the port to listen on (2222)")
    parser.set_defaults(run=serve)


def serve(args: argparse.Namespace, settings: Settings) -> int:
    """Serve until SIGTERM or SIGINT, and reload at SIGHUP.

    Raises:
        SettingsError: no emergency number, no key, or a port that cannot be had.
    """
    from tui.config.loader import load_settings  # noqa: PLC0415 - as in the command line itself
    from tui.ssh.host_key import host_key, host_key_path  # noqa: PLC0415 - only this command needs the SSH library
    from tui.ssh.lifecycle import Life  # noqa: PLC0415
    from tui.ssh.systemd import ServiceManager, handed_over  # noqa: PLC0415

    options = {key: getattr(args, key, None) for key in ("config", "data", "language", "emergency_number")}
    read = partial(_with_port, partial(load_settings, options, dict(os.environ)), args.port)
    settings = read()
    settings.required_number()
    key = host_key(host_key_path(settings))
    manager, sockets = ServiceManager(), handed_over() or [_listener(settings)]
    _own_environment()
    _raise_descriptors()
    _say_where(sockets, key)
    return asyncio.run(Life(settings, read, key, manager).live(sockets))


def _with_port(read: Callable[[], Settings], port: int | None) -> Settings:
    settings = read()
    if port is None:
        return settings
    if not 0 <= port <= 65535:  # noqa: PLR2004 - the numbers that ports have
        raise SettingsError("command line: --port: is not valid; allowed is 0 to 65535, 0 for any that is free")
    return settings.model_copy(update={"ssh": settings.ssh.model_copy(update={"port": port})})


def _listener(settings: Settings) -> socket.socket:
    address, port = settings.ssh.address, settings.ssh.port
    both = not address and socket.has_dualstack_ipv6()
    family = socket.AF_INET6 if both or ":" in address else socket.AF_INET
    try:
        return socket.create_server((address, port), family=family, backlog=BACKLOG, dualstack_ipv6=both)
    except OSError as error:
        raise SettingsError(f"ssh.port: {port}: cannot listen there: {error.strerror}") from None


def _own_environment() -> None:
    for name in list(os.environ):
        if name not in KEPT_VARIABLES:
            del os.environ[name]
    os.environ["LANG"] = "C.UTF-8"


def _raise_descriptors() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _say_where(sockets: list[socket.socket], key: "asyncssh.SSHKey") -> None:
    for listener in sockets:
        sys.stdout.write(f"listening on port {listener.getsockname()[1]}\n")
    sys.stdout.write(f"host key {key.get_fingerprint()} ({key.get_algorithm()})\n")
    sys.stdout.flush()
