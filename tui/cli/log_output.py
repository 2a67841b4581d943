"""The output of `pulmoscreen log`: the file of an export, and progress bars."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from rich.progress import Progress

from store.disk import FILE_MODE, LogError
from store.lines import Damage
from store.log import SessionLog
from tui.cli.log_table import console_for
from tui.visit.exit_codes import DONE, FOUND


@contextmanager
def output_to(output: str) -> Iterator[IO[bytes]]:
    """Open a new file for an export, or standard output for `-`; an export that fails leaves no file behind."""
    if output == "-":
        try:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            # The reader has closed the pipe; `main` deals with it.
            raise
        except OSError as error:
            raise LogError(f"standard output: {error.strerror}.") from error
        return
    path = Path(output)
    try:
        with open(path, "xb", opener=_for_the_owner) as file:
            yield file
    except FileExistsError:
        raise LogError(f"{path} exists already; an export never overwrites.") from None
    except BaseException as error:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise LogError(f"{path}: {error.strerror}.") from error
        raise


def _for_the_owner(path: str, flags: int) -> int:
    return os.open(path, flags, FILE_MODE)


def existing_log(directory: Path) -> SessionLog:
    """Return the log in a folder.

    Raises:
        LogError: there is no such folder.
    """
    if not directory.exists():
        raise LogError(f"{directory}: there is no such folder; it is made by the first visit, or named by --data.")
    return SessionLog(directory)


def damage_told(damage: list[Damage]) -> int:
    """Write the first damage and the number of all to standard error; return the exit status."""
    if not damage:
        return DONE
    sys.stderr.write(f"{damage[0]} In all {len(damage)} findings: see `pulmoscreen log verify`.\n")
    return FOUND


@contextmanager
def progress_bar(what: str) -> Iterator[Callable[[int, int], object] | None]:
    """Draw a progress bar on standard error where that is a terminal; it disappears at the end."""
    if not sys.stderr.isatty():
        yield None
        return
    with Progress(console=console_for(sys.stderr), transient=True) as bar:
        task = bar.add_task(what)
        yield lambda done, total: bar.update(task, completed=done, total=total)
