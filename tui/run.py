"""`pulmoscreen run`: a warm parent that forks one process for each person, waits for its end, and wipes the terminal."""

import contextlib
import gc
import os
import signal
import sys
import termios
from importlib import import_module
from time import monotonic
from typing import Any, Final

from assets.catalog import Catalog, load
from store.disk import LogError
from store.log import SessionLog
from store.upkeep import upkeep
from tui.ending import End
from tui.person import CRASHED, note_error_in, serve_person
from tui.recorder import FailedWrites, now
from tui.settings import Settings, SettingsError

WIPE: Final = "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[?1049l\x1b[0m\x1b[?25h\x1b[2J\x1b[3J\x1b[H"
"""Mouse and paste modes off, main screen, plain letters, cursor shown; screen and scrollback cleared."""


UPKEEP_SECONDS: Final = 3600.0
"""How often the log is looked after between two people; a log that is stuck must not make each of them wait."""


class _AskedToEndError(Exception):
    """The parent was asked to end by a signal."""


def run(settings: Settings, *, once: bool) -> int:
    """Serve one person after another on this terminal, until the welcome page is quit or, with `once`, after one.

    Raises:
        SettingsError: there is no terminal, or no emergency number.
    """
    settings.required_number()
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise SettingsError("pulmoscreen run needs a terminal for its input and its output; neither can be a pipe or a file")
    catalog = load()
    settings.languages(catalog)
    FailedWrites(settings.log.directory).prepare()
    cooked = termios.tcgetattr(sys.stdin)
    gc.collect()
    gc.freeze()
    status = End.LEFT.value
    upkeep_from = 0.0
    try:
        while True:
            status = _one_person(settings, catalog, after_error=status == CRASHED)
            _wipe(cooked)
            if status == End.QUIT.value or once:
                return 0 if status != CRASHED else CRASHED
            if monotonic() >= upkeep_from:
                upkeep_from = monotonic() + UPKEEP_SECONDS
                _upkeep(settings)
    except (_AskedToEndError, KeyboardInterrupt):
        return 0
    finally:
        _wipe(cooked)


def _one_person(settings: Settings, catalog: Catalog, *, after_error: bool) -> int:
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        # The standard library's exit would run the parent's handlers and write its buffers a second time.
        os._exit(serve_person(settings, catalog, after_error=after_error))
    _warm()

    def asked_to_end(number: int, _: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGHUP if number == signal.SIGHUP else signal.SIGTERM)
        os.waitpid(child, 0)
        raise _AskedToEndError

    before = {
        number: signal.signal(number, asked_to_end) for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
    }
    try:
        _, waited = os.waitpid(child, 0)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if os.WIFSIGNALED(waited):
        note_error_in(settings.log.directory)(f"a visit was ended by signal {os.WTERMSIG(waited)}")
        return CRASHED
    return os.waitstatus_to_exitcode(waited)


def _warm() -> None:
    """Import, while the first person reads, what only later screens need: every later process has it from the start."""
    import_module("segno")


def _wipe(cooked: list[Any]) -> None:
    with contextlib.suppress(OSError, termios.error):
        termios.tcsetattr(sys.stdin, termios.TCSAFLUSH, cooked)
        sys.stdout.write(WIPE)
        sys.stdout.flush()


def _upkeep(settings: Settings) -> None:
    try:
        upkeep(SessionLog(settings.log.directory, patience=0.1), now(), settings.log.retention_weeks)
    except (LogError, OSError) as error:
        note_error_in(settings.log.directory)(f"upkeep: {type(error).__name__}")
