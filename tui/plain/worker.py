"""The worker process of one person in plain lines."""

import asyncio
import os
import select
import signal
import sys
import termios
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, Final

from assets.catalog import Catalog
from criteria.steps import Step
from store.log import SessionLog
from store.record import Channel
from tui.config.settings import Settings
from tui.plain.controller import PlainVisit
from tui.plain.line_editor import LineEditor
from tui.plain.line_io import HEARTBEAT_SECONDS, FileLineIO, GoneError
from tui.plain.site_programs import SitePrograms
from tui.process.begin import calls_of
from tui.process.context import WorkerContext
from tui.process.handoff import HANDOFF_BYTES, Handoff
from tui.process.hardening import WITH_SOMEBODY, set_process_name
from tui.terminal.capabilities import clearing
from tui.terminal.modes import START
from tui.visit.clock import now
from tui.visit.error_log import ErrorLog
from tui.visit.outcome import CRASHED
from tui.visit.recorder import Recorder
from tui.visit.site_command import PRINT_SECONDS, ran

_ENDS: Final = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGALRM)
_INPUT, _FLAGS, _CONTROLS = 0, 3, 6


def _take_over(context: WorkerContext, io: FileLineIO, language: str, *, locked: bool) -> Handoff:
    handoff = _wait_for_handoff(context, language)
    if context.terminal is not None:
        _take_lines(context.terminal.cooked, locked=locked)
    if io.is_terminal and io.clearing:
        with suppress(OSError):
            os.write(io.target, START.encode())
    return handoff


def serve_plain(
    settings: Settings, catalog: Catalog, context: WorkerContext | None = None, *, leave: Callable[[int], object] = os._exit
) -> int:
    """Run one visit on standard input and output, and return the exit status: that of an `Outcome`, or `CRASHED`.

    Without `context` nothing monitors this process; `leave` is then called with the status where a record is unwritten.
    """
    locked = context is not None and (context.locked or context.from_screens)
    patience = float(settings.kiosk.warn_after + settings.kiosk.clear_after)
    io = FileLineIO(sys.stdin, sys.stdout, clearing(os.environ), patience)
    handoff = Handoff()
    if context is not None:
        handoff = _take_over(context, io, settings.language or next(iter(settings.languages(catalog))), locked=locked)
        io.editor = LineEditor() if locked else None
        settings = settings.model_copy(update={"language": handoff.language or settings.language})
    for number in _ENDS:
        signal.signal(number, io.asked_to_end)
    command = settings.kiosk.print_command
    visit = PlainVisit(
        settings,
        catalog,
        io,
        Recorder(SessionLog(settings.log.directory), Channel.PLAIN),
        programs=SitePrograms(partial(_print, command) if command else None, calls_of(settings)),
        quits=not locked,
        from_screens=context is not None and context.from_screens,
        after_error=handoff.after_error,
        today=now().date(),
    )
    return _run(visit, io, settings, context, leave)


def _run(
    visit: PlainVisit, io: FileLineIO, settings: Settings, context: WorkerContext | None, leave: Callable[[int], object]
) -> int:
    if context is not None:
        visit.send_heartbeat = io.send_heartbeat = partial(_beat, visit, context)
    status = _status(visit, io, settings)
    if context is not None:
        with suppress(GoneError):
            _beat(visit, context)
        context.reset_if_orphaned()
    elif visit.is_keeping():
        # The thread that writes would hold the interpreter's own end for as long as the disk hangs.
        leave(status)
    return status


def _status(visit: PlainVisit, io: FileLineIO, settings: Settings) -> int:
    try:
        return visit.run().value
    except Exception as error:  # noqa: BLE001 - whatever it was, its traceback would show the answers
        ErrorLog(settings.log.directory).note(error)
        with suppress(GoneError):
            io.clear()
            io.say([visit.words.texts.ui.sorry, visit.words(visit.words.texts.ui.sorry_text)])
        return CRASHED


def _wait_for_handoff(context: WorkerContext, language: str) -> Handoff:
    """Send heartbeats until the hand-off arrives, and return it; end this process where none comes."""
    context.heartbeat.send(visiting=False, keeping=False, language=language)
    while not select.select([context.handoff_pipe], [], [], HEARTBEAT_SECONDS)[0]:
        if not context.heartbeat.send(visiting=False, keeping=False, language=language):
            os._exit(CRASHED)
    line = os.read(context.handoff_pipe, HANDOFF_BYTES)
    if not line:
        os._exit(CRASHED)
    set_process_name(WITH_SOMEBODY)
    return Handoff.decode(line)


def _beat(visit: PlainVisit, context: WorkerContext) -> None:
    """Send a heartbeat; raise `GoneError` where the parent is gone."""
    visiting = visit.state.journey.step is not Step.WELCOME
    if not context.heartbeat.send(visiting=visiting, keeping=visit.is_keeping(), language=visit.state.language):
        raise GoneError


def _take_lines(cooked: list[Any], *, locked: bool) -> None:
    """Have the terminal edit and echo lines. `locked`: it does neither, and no control key sends a signal or stops output."""
    state = [*cooked[:_CONTROLS], [*cooked[_CONTROLS]]]
    if locked:
        state[_INPUT] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        state[_FLAGS] &= ~(termios.ISIG | termios.IEXTEN | termios.ICANON | termios.ECHO)
        state[_CONTROLS][termios.VMIN], state[_CONTROLS][termios.VTIME] = 1, 0
    else:
        state[_INPUT] |= termios.ICRNL
        state[_FLAGS] |= termios.ICANON | termios.ECHO | termios.ECHOE
    with suppress(termios.error):
        termios.tcsetattr(sys.stdin, termios.TCSANOW, state)


def _print(command: tuple[str, ...], text: str) -> bool:
    return asyncio.run(ran(command, text, PRINT_SECONDS))
