"""What the program does first: no key ends it before it knows its command, and nobody reads its memory."""

import contextlib
import resource
import signal
from collections.abc import Callable
from functools import cache
from typing import Final

KEYS: Final = frozenset({signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP})
_PR_SET_DUMPABLE: Final = 4

LIBRARY_VARIABLES: Final = {"TEXTUAL_DISABLE_KITTY_KEY": "1", "TEXTUAL_FPS": "240", "PYDANTIC_DISABLE_PLUGINS": "__all__"}
"""Variables that libraries read. The framework of the screens asks for no protocol of keys that not every terminal has, and
draws what changes right after a frame after a 240th of a second; of itself it would take a sixtieth. What checks answers looks
for no other package that wants to see them.
"""


def block_keys() -> None:
    """Hold back the signals of keys."""
    signal.pthread_sigmask(signal.SIG_BLOCK, KEYS)


def unblock_keys(*, locked: bool) -> None:
    """Let the signals of keys through, those that came meanwhile too; where `locked`, ignore them."""
    for number in KEYS if locked else ():
        signal.signal(number, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, KEYS)


@cache
def _prctl() -> Callable[..., int] | None:
    import ctypes  # noqa: PLC0415 - it takes longer to import than everything before `block_keys`

    with contextlib.suppress(AttributeError, OSError):
        prctl: Callable[..., int] = ctypes.CDLL(None).prctl
        prctl.argtypes = (ctypes.c_int, ctypes.c_void_p, ctypes.c_ulong, ctypes.c_ulong, ctypes.c_ulong)  # type: ignore[attr-defined]
        return prctl
    return None  # not Linux: the heartbeat pipe still tells that the parent has gone


def set_option(option: int, value: int | bytes) -> None:
    """Set an option of this process (prctl), where the system has them."""
    if (prctl := _prctl()) is not None:
        prctl(option, value, 0, 0, 0)


def hide_memory() -> None:
    """Allow no core file, and no other process of the same user to read this memory (Linux: non-dumpable)."""
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    set_option(_PR_SET_DUMPABLE, 0)
