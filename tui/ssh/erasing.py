"""Has the memory that the server frees overwritten: what it relays for a person is gone once it has been sent."""

import os
import sys
from typing import Final

_TUNABLES: Final = {"perturb": 165, "tcache_count": 0, "arena_max": 1}
ERASING: Final = {
    "PYTHONMALLOC": "malloc",
    "GLIBC_TUNABLES": ":".join(f"glibc.malloc.{name}={value}" for name, value in _TUNABLES.items()),
}
"""Every allocation goes to the C library, which overwrites what is freed (glibc) and keeps no cache that it does not.

With an arena for each thread, memory that one of them frees is not used by the others, and grows by the hour; one is enough.
"""


def overwrite_freed_memory() -> None:
    """Start this program anew with an allocator that overwrites; it can be chosen only before Python starts."""
    if any(os.environ.get(name) != value for name, value in ERASING.items()):
        isolated = sys.flags.isolated
        kept = {name: value for name, value in os.environ.items() if not (isolated and name.startswith("PYTHON"))}
        # An isolated Python would not read the choice; -P and -s are the rest of -I.
        flags = ("-P", "-s") if isolated else ()
        command = (sys.executable, *flags, "-X", "utf8", "-m", "tui", *sys.argv[1:])
        os.execve(sys.executable, command, {**kept, **ERASING})  # noqa: S606 - this same program
