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
from criteria.journey import Step
from store.log import SessionLog
from store.record import Channel
from tui.config.settings import Settings
from tui.plain.controller import PlainVisit
from tui.plain.line_editor import LineEditor
from tui.plain.line_io import HEARTBEAT_SECONDS, FileLineIO, GoneError
from tui.process.context import WorkerContext
from tui.process.handoff import HANDOFF_BYTES, Handoff
from tui.process.hardening import WITH_SOMEBODY, set_process_name
from tui.terminal.capabilities import clearing
from tui.visit.clock import now
from tui.visit.error_log import ErrorLog
from tui.visit.outcome import CRASHED
from tui.visit.printing import printed
from tui.visit.recorder import Recorder

_ENDS: Final = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGALRM)
_INPUT, _FLAGS, _CONTROLS = 0, 3, 6


def serve_plain(
    settings: Settings, catalog: Catalog, context: WorkerContext | None = None, *, leave: Callable[[int], object] = os._exit
) -> int:
    """Run one visit on this process's input and output, and return its exit status: an `Outcome`, or `CRASHED`.

    Without a `context` nothing monitors this process, and nobody comes next. There, `leave` is called with the status where
    a record is still on its way at the end.
    """
    locked = context is not None and (context.locked or context.from_screens)
    kiosk = settings.kiosk
    io = FileLineIO(sys.stdin, sys.stdout, clearing(os.environ), float(kiosk.warn_after + kiosk.clear_after))
    handoff = Handoff()
    if context is not None:
        handoff = _wait_for_handoff(context, settings.language or next(iter(settings.languages(catalog))))
        if context.terminal is not None:
            _take_lines(context.terminal.cooked, locked=locked)
        io.editor = LineEditor() if locked else None
        settings = settings.model_copy(update={"language": handoff.language or settings.language})
    for number in _ENDS:
        signal.signal(number, io.asked_to_end)
    visit = PlainVisit(
        settings,
        catalog,
        io,
        Recorder(SessionLog(settings.log.directory), Channel.PLAIN),
        print_text=partial(_print, kiosk.print_command) if kiosk.print_command else None,
        quits=not locked,
        from_screens=context is not None and context.from_screens,
        after_error=handoff.after_error,
        today=now().date(),
    )
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
    """Wait until it is this process's turn; return whether the one before has crashed, and the language to begin with."""
    # A process that is ready in advance says so: its beats are listened to before its turn, too.
    context.heartbeat.send(visiting=False, keeping=False, language=language)
    while not select.select([context.handoff_pipe], [], [], HEARTBEAT_SECONDS)[0]:
        if not context.heartbeat.send(visiting=False, keeping=False, language=language):
            os._exit(CRASHED)
    said = os.read(context.handoff_pipe, HANDOFF_BYTES)
    if not said:
        os._exit(CRASHED)
    set_process_name(WITH_SOMEBODY)
    return Handoff.decode(said)


def _beat(visit: PlainVisit, context: WorkerContext) -> None:
    """Tell the parent that all is well, and end where there is none left."""
    visiting = visit.state.journey.step is not Step.WELCOME
    if not context.heartbeat.send(visiting=visiting, keeping=visit.is_keeping(), language=visit.state.language):
        raise GoneError


def _take_lines(cooked: list[Any], *, locked: bool) -> None:
    """Let the terminal edit and show lines. `locked`: it does neither, and no control key ends, stops or holds a visit."""
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
    return asyncio.run(printed(command, text))
