"""Starts the real program with a supervisor whose system calls fail: `python -m tests.pty.faults ERROR ARGUMENT...`.

A call is a place in the program: the first time that the supervisor reaches it, it fails, and from then on it works. The
environment variable FAULTS names a file to which each place is written.
"""

import builtins
import errno
import os
import select
import signal
import sys
import termios
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from tui.supervisor import supervisor
from tui.supervisor.worker_result import WorkerResult

ERRORS: Final[dict[str, Callable[[], Exception]]] = {
    "descriptors": lambda: OSError(errno.EMFILE, os.strerror(errno.EMFILE)),
    "memory": MemoryError,
    "processes": lambda: BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN)),
}

CALLS: Final[tuple[tuple[Any, str], ...]] = (
    *((os, name) for name in ("pipe2", "fork", "read", "write", "close", "kill", "waitpid", "getppid", "get_terminal_size")),
    *((termios, name) for name in ("tcsetattr", "tcgetattr", "tcflush", "tcflow")),
    (builtins, "open"),
    (select, "poll"),
    (signal, "sigtimedwait"),
    (signal, "pthread_sigmask"),
)

PROGRAM: Final = Path(supervisor.__file__).parents[1]


def fail_once(error: Callable[[], Exception], told: Path) -> None:
    """Have each place fail once, in this process alone and once it serves people."""
    first, failed, serves = os.getpid(), set[str](), False

    def wrap(module: Any, name: str) -> None:  # noqa: ANN401 - a module
        call = getattr(module, name)

        def wrapped(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the call takes
            frame = sys._getframe(1)
            place = f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno} {name}"
            if serves and os.getpid() == first and PROGRAM in Path(frame.f_code.co_filename).parents and place not in failed:
                failed.add(place)
                with told.open("a") as file:
                    file.write(f"{place}\n")
                raise error()
            return call(*arguments, **named)

        setattr(module, name, wrapped)

    for module, name in CALLS:
        wrap(module, name)
    serve = supervisor.Supervisor.serve

    def serve_with_faults(self: supervisor.Supervisor, before: WorkerResult) -> WorkerResult:
        nonlocal serves
        serves = True
        return serve(self, before)

    setattr(supervisor.Supervisor, "serve", serve_with_faults)  # noqa: B010 - it is not meant to be set
    # So many failures in a row would otherwise be waited for, up to a minute each.
    setattr(supervisor, "backoff_seconds", lambda failures: 0.05 * failures / max(1, failures))  # noqa: B010


if __name__ == "__main__":
    from tui.cli.main import main

    fail_once(ERRORS[sys.argv[1]], Path(os.environ["FAULTS"]))
    sys.exit(main(sys.argv[2:]))
