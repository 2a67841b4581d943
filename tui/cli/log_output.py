"""Where the results of `pulmoscreen log` go, and how long work shows that it goes on."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from rich.progress import Progress

from store.disk import LogError
from tui.cli.log_table import console_for


@contextmanager
def output_to(output: str) -> Iterator[IO[bytes]]:
    """Open what is exported to; an export that fails leaves no half of itself behind."""
    if output == "-":
        try:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            # Whoever reads has had enough; that is no finding.
            raise
        except OSError as error:
            raise LogError(f"standard output: {error.strerror}.") from error
        return
    path = Path(output)
    try:
        with path.open("xb") as file:
            path.chmod(0o600)
            yield file
    except FileExistsError:
        raise LogError(f"{path} exists already; an export never overwrites.") from None
    except BaseException as error:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise LogError(f"{path}: {error.strerror}.") from error
        raise


@contextmanager
def progress_bar(what: str) -> Iterator[Callable[[int, int], object] | None]:
    """Draw a bar on standard error where that is a terminal; it goes away when all is done."""
    if not sys.stderr.isatty():
        yield None
        return
    with Progress(console=console_for(sys.stderr), transient=True) as bar:
        task = bar.add_task(what)
        yield lambda done, total: bar.update(task, completed=done, total=total)
