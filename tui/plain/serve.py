"""The process of one person in plain lines, and `pulmoscreen plain`: person after person on a terminal, one in a pipe."""

import asyncio
import os
import select
import signal
import sys
import termios
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import Any, Final

from assets.catalog import Catalog, load
from criteria.journey import Step
from store.log import SessionLog
from store.record import Channel
from tui.ending import CRASHED, KEEPING
from tui.errors import note_error_in, place
from tui.plain.clearing import clearing
from tui.plain.editor import Editor
from tui.plain.visit import Visit
from tui.plain.wire import PULSE_SECONDS, GoneError, OpenWire
from tui.printing import printed
from tui.private import WITH_SOMEBODY, be_called
from tui.recorder import FailedWrites, Recorder
from tui.settings import Settings
from tui.start import Start
from tui.turn import turn_from

_ENDS: Final = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGALRM)
_INPUT, _FLAGS, _CONTROLS = 0, 3, 6
NOTE_SECONDS: Final = 2.0


def serve_plain(
    settings: Settings, catalog: Catalog, start: Start | None = None, *, leave: Callable[[int], object] = os._exit
) -> int:
    """Run one visit on this process's input and output, and return its exit status: an `End`, or `CRASHED`.

    Without a `start` there is no parent, and nobody comes next. Where a record is still on its way at the end, `leave` is
    called with `KEEPING` added.
    """
    locked = start is not None and (start.locked or start.from_screens)
    kiosk = settings.kiosk
    wire = OpenWire(sys.stdin, sys.stdout, clearing(os.environ), float(kiosk.warn_after + kiosk.clear_after))
    after_error = False
    if start is not None:
        after_error, language = _turn(start, settings.language or next(iter(settings.languages(catalog))))
        _take_lines(start.terminal.cooked, locked=locked)
        wire.editor = Editor() if locked else None
        settings = settings.model_copy(update={"language": language or settings.language})
    for number in _ENDS:
        signal.signal(number, wire.asked_to_end)
    visit = Visit(
        settings,
        catalog,
        wire,
        Recorder(SessionLog(settings.log.directory), Channel.PLAIN),
        print_text=partial(_print, kiosk.print_command) if kiosk.print_command else None,
        quits=not locked,
        from_screens=start is not None and start.from_screens,
        after_error=after_error,
    )
    if start is not None:
        visit.pulse = wire.pulse = partial(_beat, visit, start)
    status = _status(visit, wire, settings)
    if visit.is_keeping() and (start is None or start.lifeline.left_unkept()):
        # The thread that writes would hold the interpreter's own end for as long as the disk hangs.
        leave(status + KEEPING)
    if start is not None and start.lifeline.orphaned():
        # Nobody is left who would clean up behind this process.
        start.terminal.wipe()
        start.terminal.give_back()
    return status


def _status(visit: Visit, wire: OpenWire, settings: Settings) -> int:
    try:
        return visit.run().value
    except Exception as error:  # noqa: BLE001 - whatever it was, its traceback would show the answers
        note_error_in(settings.log.directory)(place(error))
        with suppress(GoneError):
            wire.clear()
            wire.say([visit.words.texts.ui.sorry, visit.words(visit.words.texts.ui.sorry_text)])
        return CRASHED


def _turn(start: Start, language: str) -> tuple[bool, str | None]:
    """Wait until it is this process's turn; return whether the one before has crashed, and the language to begin with."""
    # A process that is ready in advance says so: its beats are listened to before its turn, too.
    start.lifeline.beat(visiting=False, keeping=False, language=language)
    while not select.select([start.turn], [], [], PULSE_SECONDS)[0]:
        if not start.lifeline.beat(visiting=False, keeping=False, language=language):
            os._exit(CRASHED)
    said = os.read(start.turn, 64)
    if not said:
        os._exit(CRASHED)
    be_called(WITH_SOMEBODY)
    return turn_from(said)


def _beat(visit: Visit, start: Start) -> None:
    """Tell the parent that all is well, and end where there is none left."""
    visiting = visit.place.journey.step is not Step.WELCOME
    if not start.lifeline.beat(visiting=visiting, keeping=visit.is_keeping(), language=visit.place.language):
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


def plain(settings: Settings, *, once: bool, kiosk: bool = False, cooked: list[Any] | None = None) -> int:
    """Serve person after person on a terminal, each in a process of their own; where there is none, one in this process.

    Raises:
        SettingsError: no emergency number, or no such language.
    """
    settings.required_number()
    if os.isatty(0) and os.isatty(1):
        from tui.run import run  # noqa: PLC0415 - brings the framework of the screens with it

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
