"""The process of one person: it owns the terminal, ends with the person, and never says more of an error than its place."""

import asyncio
import contextlib
import os
import signal
import traceback
from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Callable
from functools import partial
from pathlib import Path
from subprocess import DEVNULL, PIPE
from typing import Any, Final

from textual.drivers import linux_driver

from assets.catalog import Catalog
from screens.notices import SorryOverlay
from store.log import SessionLog
from store.record import Channel
from tui.app import Kiosk
from tui.ending import End
from tui.recorder import Recorder
from tui.settings import Settings

CRASHED: Final = 70
"""The exit status of a process that met an error of its own."""

PRINT_SECONDS: Final = 20


def forgive_bytes() -> None:
    """Let bytes that are not UTF-8 become a sign that no key has. The framework's driver would end on the first one."""

    def forgiving(encoding: str) -> Callable[[], IncrementalDecoder]:
        return partial(getincrementaldecoder(encoding), errors="replace")

    setattr(linux_driver, "getincrementaldecoder", forgiving)  # noqa: B010 - the driver takes no decoder in any other way


def place(error: BaseException) -> str:
    """Return the type of an error and where it happened: never its message, which may hold an answer."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "an unknown place"
    return f"{type(error).__name__} at {where}"


class PersonsKiosk(Kiosk):
    """The kiosk on a real terminal."""

    def __init__(self, *args: Any, note_error: Callable[[str], None], after_error: bool, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.note_error, self.after_error = note_error, after_error
        self.crashed = False

    async def on_mount(self) -> None:
        """Leave in order when the terminal goes away or the program is asked to end."""
        # The framework calls every on_mount of the class's ancestors itself.
        loop = asyncio.get_running_loop()
        for number in (signal.SIGHUP, signal.SIGTERM):
            loop.add_signal_handler(number, self._asked_to_end)
        if self.after_error:
            self.call_after_refresh(self._say_sorry)

    async def _say_sorry(self) -> None:
        await self.push_screen(SorryOverlay(self.words, self.journey.step))

    def _asked_to_end(self) -> None:
        self.call_later(self.end_visit, End.LEFT)

    def _handle_exception(self, error: Exception) -> None:
        """Note where it happened, and end: the framework would print the answers that its frames hold."""
        if not self.crashed:
            self.crashed = True
            self.note_error(place(error))
            self.exit(return_code=CRASHED)

    def _fatal_error(self) -> None:
        """Print nothing."""
        self.crashed = True
        self.exit(return_code=CRASHED)

    def panic(self, *renderables: Any) -> None:  # noqa: ANN401
        """Print nothing."""
        del renderables
        self._fatal_error()

    def _print_error_renderables(self) -> None:
        """Print nothing."""


def note_error_in(directory: Path) -> Callable[[str], None]:
    """Return what notes the place of an error in a file beside the log, as far as that can be written."""

    def note(where: str) -> None:
        with contextlib.suppress(OSError):
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(directory / ".errors", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(f"{where}\n")

    return note


async def _printed(command: tuple[str, ...], text: str) -> bool:
    try:
        process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=DEVNULL, stderr=DEVNULL)
    except OSError:
        return False
    try:
        await asyncio.wait_for(process.communicate(text.encode()), PRINT_SECONDS)
    except (OSError, TimeoutError):
        return False
    finally:
        # A command that hangs does not outlive the person whose answers it was given.
        if process.returncode is None:
            process.kill()
    return process.returncode == 0


def serve_person(settings: Settings, catalog: Catalog, *, after_error: bool = False) -> int:
    """Run one visit on this terminal and return the exit status of its process: an `End`, or `CRASHED`."""
    forgive_bytes()
    note_error = note_error_in(settings.log.directory)
    command = settings.kiosk.print_command

    async def print_text(text: str) -> bool:
        return await _printed(command or (), text)

    recorder = Recorder(SessionLog(settings.log.directory), Channel.LOCAL)
    try:
        app = PersonsKiosk(
            settings,
            catalog,
            keeper=recorder,
            print_text=print_text if command else None,
            note_error=note_error,
            after_error=after_error,
        )
        end = app.run()
    except Exception as error:  # noqa: BLE001 - whatever it was, its traceback would show the answers
        note_error(place(error))
        return CRASHED
    return CRASHED if app.crashed or end is None else end.value
