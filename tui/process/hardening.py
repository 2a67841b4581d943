"""What a process does before it holds anything of a person: it cannot be dumped, and cannot outlive its parent."""

import contextlib
import ctypes
import logging
import os
import resource
import signal
import sys
import threading
import warnings
from collections.abc import Callable
from typing import Final

from tui.terminal.held_terminal import NEVER_ACT, OF_KEYS

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_DUMPABLE: Final = 4
_PR_SET_CHILD_SUBREAPER: Final = 36
_PR_SET_NAME: Final = 15

WAITING, WITH_SOMEBODY = "kiosk-waiting", "kiosk-person"
"""What `ps` calls a process before its turn has come, and afterwards; the system has room for 15 letters."""

try:
    _prctl: Callable[..., int] | None = ctypes.CDLL(None).prctl
except (AttributeError, OSError):
    _prctl = None  # not Linux: the pipe to the parent still tells when that has gone


def _set(option: int, value: int) -> None:
    if _prctl is not None:
        _prctl(option, ctypes.c_ulong(value), 0, 0, 0)


def set_process_name(name: str) -> None:
    """Let staff see in the list of processes what this one is."""
    if _prctl is not None:
        _prctl(_PR_SET_NAME, ctypes.c_char_p(name.encode()), 0, 0, 0)


def hide_memory() -> None:
    """Let neither a core file nor another process of the same user have what is in memory."""
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _set(_PR_SET_DUMPABLE, 0)


def end_with(parent: int) -> None:
    """Be asked to end when the parent ends, however it does."""
    _set(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        os._exit(1)


def become_subreaper() -> None:
    """Become the parent of what a person's process leaves behind."""
    _set(_PR_SET_CHILD_SUBREAPER, 1)


def orphans(known: set[int]) -> set[int]:
    """Return the children of this process that it has not started itself."""
    with contextlib.suppress(OSError), open(f"/proc/self/task/{os.getpid()}/children") as file:  # noqa: PTH123 - no file of ours
        return {int(child) for child in file.read().split()} - known
    return set()


def own_signals() -> None:
    """Begin with no handler of the parent's, and let no key or stray signal stop the process."""
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    ignore_keys()
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


def ignore_keys() -> None:
    """Ignore what a key, a timer or a stray command could send. Never HUP: who ignores that spins on a dead terminal."""
    for number in (*NEVER_ACT, *OF_KEYS):
        signal.signal(number, signal.SIG_IGN)


def say_nothing(*_: object) -> None:
    """Say nothing."""


def print_nothing() -> None:
    """Let nothing print a traceback: what the standard library would print of an error may hold an answer."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    sys.excepthook = sys.unraisablehook = threading.excepthook = say_nothing


def harden(parent: int) -> None:
    """Do all of it, first thing in a new process."""
    end_with(parent)
    own_signals()
    hide_memory()
    print_nothing()
