"""A person's process, started by the fork server: it makes the far end of the line its terminal, limits itself, and serves."""

import contextlib
import fcntl
import os
import resource
import signal
import sys
import termios
from itertools import pairwise
from multiprocessing import forkserver
from typing import Final

from tui.ssh.worker_spec import PassedDescriptor, WorkerSpec

MEGABYTE: Final = 1 << 20
DATA_LIMIT: Final = 256 * MEGABYTE
"""Memory of its own that a process may have; a visit needs about a fifth of it."""

CPU_SECONDS: Final = 60
"""A visit of half an hour needs less than ten."""

DESCRIPTORS: Final = 64

LIMITS: Final = (
    (resource.RLIMIT_DATA, DATA_LIMIT),
    (resource.RLIMIT_CPU, CPU_SECONDS),
    (resource.RLIMIT_CORE, 0),
    (resource.RLIMIT_NOFILE, DESCRIPTORS),
)


def main(far: PassedDescriptor, visit: WorkerSpec, hear: PassedDescriptor | None = None) -> None:
    """Serve one person on the far end, and end the process with what came of it; with `hear`, wait for their turn."""
    # The server names this function and draws nothing itself: only the fork server has this imported.
    from tui.ssh import preload as warm  # noqa: PLC0415

    status = warm.CRASHED
    try:
        warm.set_process_name(warm.WITH_SOMEBODY if hear is None else warm.WAITING)
        take_terminal(far.descriptor, *(() if hear is None else (hear.descriptor,)))
        limit_itself()
        warm.harden()
        for of_the_servers_own_terminal in ("COLORTERM", "NO_COLOR"):
            os.environ.pop(of_the_servers_own_terminal, None)
        os.environ.update({"TERM": visit.term, "LANG": "C.UTF-8", "TEXTUAL_DISABLE_KITTY_KEY": "1"})
        status = warm.serve_screens(visit.settings, visit.way, hear.descriptor if hear is not None else None)
    except BaseException as error:  # noqa: BLE001 - the standard library would print it, on the person's screen
        with contextlib.suppress(Exception):
            warm.note(visit.settings, error)
    finally:
        os._exit(status)


def take_terminal(far: int, *kept: int) -> None:
    """Lead a session of its own with the far end as its terminal: a hang-up, a new size and its signals come as on any."""
    os.setsid()
    for descriptor in (0, 1, 2):
        os.dup2(far, descriptor)
    if os.isatty(0):
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    # Only the pipe stays by which the fork server knows that somebody still lives; nothing can be read from it or written.
    alive = getattr(forkserver, "_forkserver")._forkserver_alive_fd  # noqa: B009, SLF001 - it has no public name
    edges = [2, *sorted({alive, *kept}), resource.getrlimit(resource.RLIMIT_NOFILE)[0]]
    for before, after in pairwise(edges):
        os.closerange(before + 1, after)
    sys.stdin = sys.__stdin__ = open(0, encoding="utf-8", errors="replace", closefd=False)  # type: ignore[misc] # noqa: SIM115
    sys.stdout = sys.__stdout__ = open(1, "w", encoding="utf-8", errors="replace", closefd=False)  # type: ignore[misc] # noqa: SIM115
    sys.stderr = sys.__stderr__ = open(2, "w", encoding="utf-8", errors="replace", closefd=False)  # type: ignore[misc] # noqa: SIM115
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def limit_itself() -> None:
    """Lower what this process may use; the kernel ends whoever takes more, and nobody else notices."""
    for what, most in LIMITS:
        _, hard = resource.getrlimit(what)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (allowed, allowed))
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:  # noqa: PTH123
        # Where the machine has no memory left, one person is ended, and not the server.
        file.write("500")
