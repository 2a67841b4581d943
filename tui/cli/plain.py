"""`pulmoscreen plain`: person after person on a terminal, one in a pipe."""

import os
from threading import Thread
from typing import Any, Final

from assets.catalog import load
from tui.config.settings import Settings
from tui.plain.worker import serve_plain
from tui.visit.failed_writes import FailedWrites
from tui.visit.outcome import CRASHED

NOTE_SECONDS: Final = 2.0


def plain(settings: Settings, *, once: bool, kiosk: bool = False, cooked: list[Any] | None = None) -> int:
    """Serve person after person on a terminal, each in a process of their own; where there is none, one in this process.

    Raises:
        SettingsError: no emergency number, or no such language.
    """
    settings.required_number()
    if os.isatty(0) and os.isatty(1):
        from tui.supervisor.command import run  # noqa: PLC0415 - brings the framework of the screens with it

        return run(settings, once=once, kiosk=kiosk, cooked=cooked, plain=True)
    catalog = load()
    settings.languages(catalog)
    FailedWrites(settings.log.directory).prepare()

    def leave(_: int) -> None:
        # Where the disk hangs, so may this: it is waited for only a moment.
        noting = Thread(target=FailedWrites(settings.log.directory).note, daemon=True)
        noting.start()
        noting.join(NOTE_SECONDS)
        os._exit(0)

    return CRASHED if serve_plain(settings, catalog, leave=leave) == CRASHED else 0
