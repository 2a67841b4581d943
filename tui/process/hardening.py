"""What a process does before it holds anything of a person: no memory dumps, no output of errors, no stray signals."""

import logging
import os
import resource
import signal
import sys
import threading
import warnings
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from tui.process.startup import hide_memory, set_option
from tui.terminal.held_terminal import IGNORED_SIGNALS, KEYBOARD_SIGNALS

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_CHILD_SUBREAPER: Final = 36
_PR_SET_NAME: Final = 15

WAITING, WITH_SOMEBODY = "kiosk-waiting", "kiosk-person"
"""What `ps` calls a worker before and after its hand-off; the system allows 15 letters."""


def set_process_name(name: str) -> None:
    """Set what the list of processes calls this one."""
    set_option(_PR_SET_NAME, name.encode())


def end_with(parent: int) -> None:
    """Get SIGCONT when the parent ends, however it does; exit at once if it has ended already.

    A process that is stopped takes no other signal. It goes on, notices that it has no parent, and takes its page away.
    """
    set_option(_PR_SET_PDEATHSIG, signal.SIGCONT)
    if os.getppid() != parent:
        os._exit(1)


def become_subreaper() -> None:
    """Become the parent of processes that a worker leaves behind."""
    set_option(_PR_SET_CHILD_SUBREAPER, 1)


def own_signals() -> None:
    """Reset the parent's signal handlers and mask, and ignore signals that come from keys or by mistake."""
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    ignore_keys()
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


def ignore_keys() -> None:
    """Ignore what a key, a timer or a stray command could send. Never HUP: without it the driver spins on a dead tty."""
    for number in (*IGNORED_SIGNALS, *KEYBOARD_SIGNALS):
        signal.signal(number, signal.SIG_IGN)


def no_output(*_: object) -> None:
    """Print nothing."""


def print_nothing() -> None:
    """Turn off logging, warnings and tracebacks: what the standard library prints of an error may hold an answer."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    sys.excepthook = sys.unraisablehook = threading.excepthook = no_output


def close_descriptors(keep: Iterable[int]) -> None:
    """Close every descriptor but those to keep."""
    edges = [-1, *sorted(set(keep)), resource.getrlimit(resource.RLIMIT_NOFILE)[0]]
    for before, after in pairwise(edges):
        # An empty range from 0 on would close everything.
        if before + 1 < after:
            os.closerange(before + 1, after)


def harden(parent: int | None = None) -> None:
    """Do all of this, first thing in a new process. With `parent`, end when that ends."""
    if parent is not None:
        end_with(parent)
    own_signals()
    hide_memory()
    print_nothing()
