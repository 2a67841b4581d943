"""`pulmoscreen run`: checks what it needs, serves one person after another, and gives the terminal back at the end."""

import gc
import os
import signal
from contextlib import ExitStack, suppress
from time import monotonic
from typing import Final

from store.disk import LogError
from tui import __version__
from tui.config.files import SettingsError
from tui.config.settings import Settings
from tui.supervisor.signals import AskedToEndError
from tui.supervisor.supervisor import Supervisor
from tui.supervisor.worker_result import WorkerResult
from tui.terminal.capabilities import can_draw
from tui.terminal.held_terminal import HeldTerminal
from tui.visit.clock import now
from tui.visit.content import load_content
from tui.visit.error_log import ErrorLog
from tui.visit.failed_writes import FailedWrites
from tui.visit.outcome import CRASHED, Outcome
from tui.visit.timeouts import UPKEEP_SECONDS

LOWEST_PRIORITY: Final = 19
"""The niceness of what can wait until the first page is there."""


def run(settings: Settings, terminal: HeldTerminal | None, *, once: bool, kiosk: bool = False, plain: bool = False) -> int:
    """Serve one person after another on `terminal`, until the welcome page is quit or, with `once`, after one.

    With `kiosk` it is locked: only staff leave it, by their own area.
    With `plain`, or on a terminal that cannot draw, people are served in plain lines.

    Raises:
        SettingsError: there is no terminal, or no emergency number.
    """
    settings.required_number()
    if terminal is None or not (os.isatty(1) and (plain or os.isatty(2))):
        # The framework draws on standard error: in a file, everything that somebody answers would stay there.
        raise SettingsError(
            "run needs a terminal for its input, its output and its errors; none can be a pipe or a file, where "
            "pulmoscreen plain works"
        )
    catalog = load_content(settings.offers)
    settings.languages(catalog)
    FailedWrites(settings.log.directory).prepare()
    # Without looking for garbage first: there is next to none yet, and it would take a twentieth of the start.
    gc.freeze()
    gc.enable()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    supervisor = Supervisor(settings, catalog, terminal, locked=kiosk, once=once, plain=plain or not can_draw(os.environ))
    supervisor.jobs.start(lambda: _note_start(settings))
    leaving = {Outcome.STAFF} if kiosk else {Outcome.STAFF, Outcome.QUIT}
    with ExitStack() as at_the_end, suppress(AskedToEndError):
        at_the_end.callback(signal.pthread_sigmask, signal.SIG_SETMASK, before)
        for last in (terminal.give_back, terminal.wipe, supervisor.close):
            at_the_end.callback(last)
        return _serve(supervisor, settings, leaving, once=once)
    return 0


def _serve(supervisor: Supervisor, settings: Settings, leaving: set[Outcome], *, once: bool) -> int:
    result, upkeep_from = WorkerResult(), 0.0
    while True:
        result = supervisor.serve(result)
        if result.outcome in leaving or (once and result.outcome is not Outcome.PLAIN):
            return CRASHED if result.outcome is None else 0
        if monotonic() >= upkeep_from:
            upkeep_from = monotonic() + UPKEEP_SECONDS
            supervisor.jobs.start(lambda: _upkeep(settings))


def _note_start(settings: Settings) -> None:
    os.nice(LOWEST_PRIORITY)
    from store.audit import Act, note  # noqa: PLC0415 - late, as in `tui.supervisor.serving`

    note(settings.log.directory, now(), Act.STARTED, command="run", version=__version__, config=settings.digest())


def _upkeep(settings: Settings) -> None:
    from store.log import SessionLog  # noqa: PLC0415 - late
    from store.upkeep import upkeep  # noqa: PLC0415 - late

    try:
        upkeep(SessionLog(settings.log.directory, patience=0.1), now(), settings.log.retention_weeks, settings.log.small_cell)
    except (LogError, OSError) as error:
        ErrorLog(settings.log.directory).note(f"upkeep: {type(error).__name__}")
