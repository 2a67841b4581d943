"""`pulmoscreen plain` where there is no terminal: one person, in this process."""

import os
from threading import Thread
from typing import Final

from tui.config.settings import Settings
from tui.plain.worker import serve_plain
from tui.visit.content import load_content
from tui.visit.exit_codes import DONE, INTERNAL_ERROR
from tui.visit.failed_writes import FailedWrites

NOTE_SECONDS: Final = 2.0
"""How long the note of a failed write may take before the process ends without it."""


def serve_pipe(settings: Settings) -> int:
    """Serve one person on standard input and output.

    Raises:
        SettingsError: no emergency number, or no such language.
    """
    settings.required_number()
    catalog = load_content()
    settings.languages(catalog)
    FailedWrites(settings.log.directory).prepare()

    def leave(_: int) -> None:
        # A disk that hangs would hold the note up, so it is waited for only a moment.
        noting = Thread(target=FailedWrites(settings.log.directory).note, daemon=True)
        noting.start()
        noting.join(NOTE_SECONDS)
        os._exit(DONE)

    return INTERNAL_ERROR if serve_plain(settings, catalog, leave=leave) == INTERNAL_ERROR else DONE
