"""A worker of the fork server: it makes the pty its terminal, limits itself, and serves one person."""

import contextlib
import fcntl
import os
import resource
import sys
import termios
from typing import Final

from tui.ssh.worker_spec import PassedDescriptor, WorkerSpec

MEGABYTE: Final = 1 << 20
DATA_LIMIT: Final = 256 * MEGABYTE
"""Memory of its own that a worker may have; a visit needs about a fifth of it."""

CPU_SECONDS: Final = 60
"""A visit of half an hour needs less than ten."""

DESCRIPTORS: Final = 64

LIMITS: Final = (
    (resource.RLIMIT_DATA, DATA_LIMIT),
    (resource.RLIMIT_CPU, CPU_SECONDS),
    (resource.RLIMIT_CORE, 0),
    (resource.RLIMIT_NOFILE, DESCRIPTORS),
)


def main(terminal: PassedDescriptor, handoff: PassedDescriptor, heartbeat: PassedDescriptor, spec: WorkerSpec) -> None:
    """Serve one person on the terminal once they are handed over, and end the process with what came of it."""
    # The server names this function and draws nothing itself: only the fork server has this imported.
    from tui.ssh import preload  # noqa: PLC0415

    status = preload.CRASHED
    try:
        preload.set_process_name(preload.WAITING)
        take_terminal(terminal.descriptor)
        preload.close_descriptors({0, 1, 2, handoff.descriptor, heartbeat.descriptor})
        limit_itself()
        preload.harden()
        for of_the_servers_own_terminal in ("COLORTERM", "NO_COLOR"):
            os.environ.pop(of_the_servers_own_terminal, None)
        os.environ.update({"TERM": spec.term, "LANG": "C.UTF-8", "TEXTUAL_DISABLE_KITTY_KEY": "1"})
        status = preload.serve_person(spec.settings, spec.way, handoff.descriptor, heartbeat.descriptor)
    except BaseException as error:  # noqa: BLE001 - the standard library would print it, on the person's screen
        with contextlib.suppress(Exception):
            preload.note(spec.settings, error)
    finally:
        os._exit(status)


def take_terminal(terminal: int) -> None:
    """Lead a session of its own with this terminal: a hang-up, a new size and its signals come as on any."""
    os.setsid()
    for descriptor in (0, 1, 2):
        os.dup2(terminal, descriptor)
    if os.isatty(0):
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    sys.stdin = sys.__stdin__ = open(0, encoding="utf-8", errors="replace", closefd=False)  # type: ignore[misc] # noqa: SIM115
    sys.stdout = sys.__stdout__ = open(1, "w", encoding="utf-8", errors="replace", closefd=False)  # type: ignore[misc] # noqa: SIM115
    sys.stderr = sys.__stderr__ = open(2, "w", encoding="utf-8", errors="replace", closefd=False)  # type: ignore[misc] # noqa: SIM115


def limit_itself() -> None:
    """Lower what this process may use; the kernel ends whoever takes more, and nobody else notices."""
    for what, most in LIMITS:
        _, hard = resource.getrlimit(what)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (allowed, allowed))
