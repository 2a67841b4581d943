"""One visit: a pty pair, a person's process on its far end, and bytes between it and the connection until one of them ends."""

import asyncio
from multiprocessing.context import ForkServerProcess
from typing import Final

from assets.models import Texts
from tui.config.settings import Settings
from tui.ssh.admission import Admission
from tui.ssh.connection import Session
from tui.ssh.daemon_thread import run_in_daemon_thread
from tui.ssh.fork_server import ForkServer
from tui.ssh.metrics import Status
from tui.ssh.pty_relay import PtyRelay
from tui.ssh.worker_pool import WorkerPool
from tui.ssh.worker_spec import Way
from tui.terminal.modes import RESET_CLIENT
from tui.visit.failed_writes import FailedWrites
from tui.visit.outcome import CRASHED, KEEPING, Outcome

STARTS_AT_ONCE: Final = 2
"""Processes that are on their way to their first frame; those who come in a storm wait, and those inside are not slowed."""

FIRST_FRAME_SECONDS: Final = 5.0
END_SECONDS: Final = 5.0
"""How long a process may take after a hang-up to keep its record; then it is killed."""

NUMBER_SECONDS: Final = 240
"""How long the number to call can stand on a page without a key."""

ASKED_FOR_LINES: Final = Outcome.PLAIN.value

ORDERLY: Final = range(10, 20)
"""The exit statuses by which a person's process says how its visit ended."""


def for_guests(settings: Settings) -> Settings:
    """Return the settings without what is for people in the building: a printer, and the staff's own area."""
    return settings.model_copy(
        update={
            "kiosk": settings.kiosk.model_copy(update={"print_command": None}),
            "staff": settings.staff.model_copy(update={"pin_hash": None}),
        }
    )


class Visits:
    """Holds what every visit needs."""

    def __init__(self, settings: Settings, texts: Texts, nursery: ForkServer, door: Admission, status: Status) -> None:
        self.settings, self.texts, self.door, self.status = settings, texts, door, status
        self.seats = WorkerPool(nursery, for_guests(settings))
        self._pace = asyncio.Semaphore(STARTS_AT_ONCE)
        self.inside: set[Session] = set()

    def change(self, settings: Settings, texts: Texts) -> None:
        """Use other settings and texts, and processes of the nursery as it is now, for those who come from now on."""
        self.settings, self.texts = settings, texts
        self.seats.change(for_guests(settings))

    async def visit(self, session: Session, since: float) -> None:
        """Serve whoever asked for a shell, and end their process when they are gone."""
        if not self.door.start_session():
            self.status.count("refused")
            _say(session, self.texts.serve.full)
        else:
            self.status.count("visits")
            self.inside.add(session)
            try:
                await self._sit(session, since)
            finally:
                self.inside.discard(session)
                self.door.end_session()

    async def _sit(self, session: Session, since: float) -> None:
        way = Way.PIPE if session.term is None else Way.SCREENS
        status, stuck = await self._process(session, since, way)
        if status == ASKED_FOR_LINES and not session.gone.is_set():
            session.write(RESET_CLIENT.encode())
            session.over.clear()
            status, stuck = await self._process(session, asyncio.get_running_loop().time(), Way.LINES)
        self._good_bye(session, status, stuck=stuck)

    async def _process(self, session: Session, since: float, way: Way) -> tuple[int, bool]:
        seat = self.seats.take(session.term or "dumb", session.size, way)
        stuck, first = False, asyncio.Event()

        def ended(is_stuck: bool) -> None:  # noqa: FBT001 - the carrier's one word
            nonlocal stuck
            stuck = is_stuck
            session.over.set()

        carrier = PtyRelay(seat.near, session, first=first.set, ended=ended)
        try:
            async with self._pace:
                if not session.over.is_set():
                    await seat.begin(session.size)
                session.take(carrier)
                await _either(first, session.over, FIRST_FRAME_SECONDS)
            if first.is_set():
                self.status.waited(asyncio.get_running_loop().time() - since)
            await self._until_over(session)
        except (OSError, EOFError):
            # The fork server has ended, or does not answer: whoever came is told so.
            return CRASHED, False
        finally:
            carrier.close()
            seat.close()
            status = await self._end_of(seat.process) if seat.process is not None else 0
        if KEEPING <= status < 2 * KEEPING:
            # A status beyond is the library's own, for a process whose fork server has ended before it.
            status -= KEEPING
            self._note_unkept()
        return status, stuck

    def _note_unkept(self) -> None:
        run_in_daemon_thread(FailedWrites(self.settings.log.directory).note)

    async def _until_over(self, session: Session) -> None:
        loop, kiosk = asyncio.get_running_loop(), self.settings.kiosk
        quiet = max(NUMBER_SECONDS, kiosk.warn_after + kiosk.clear_after + 30)
        life_ends = loop.time() + 60.0 * kiosk.session_limit + NUMBER_SECONDS
        while not session.over.is_set() and loop.time() < min(life_ends, session.heard_at + quiet):
            await _either(session.over, session.over, min(life_ends, session.heard_at + quiet) - loop.time())

    async def _end_of(self, process: ForkServerProcess) -> int:
        loop, ended = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(process.sentinel, ended.set)
        try:
            if not await _either(ended, ended, END_SECONDS):
                self.status.count("killed")
                process.kill()
                await _either(ended, ended, END_SECONDS)
        finally:
            loop.remove_reader(process.sentinel)
        status = process.exitcode
        if status is None:
            return 0
        process.close()
        return status

    def _good_bye(self, session: Session, status: int, *, stuck: bool) -> None:
        if stuck:
            self.status.count("stuck")
            session.cut()
            return
        orderly = status in ORDERLY or session.gone.is_set()
        if not orderly:
            self.status.count("crashed")
        if session.term is not None:
            session.write(RESET_CLIENT.encode())
        number = self.settings.values()["emergency_number"]
        _say(session, "" if orderly else self.texts.ui.sorry_text.replace("{emergency_number}", number), failed=not orderly)


def _say(session: Session, sentence: str, *, failed: bool = True) -> None:
    if sentence:
        session.write(f"{sentence}\r\n".encode())
    session.leave(1 if failed else 0)


async def _either(one: asyncio.Event, other: asyncio.Event, seconds: float) -> bool:
    """Wait until one of two things happened, but not for ever; say whether one did."""
    waits = {asyncio.ensure_future(event.wait()) for event in {one, other}}
    done, left = await asyncio.wait(waits, timeout=max(0.0, seconds), return_when=asyncio.FIRST_COMPLETED)
    for wait in left:
        wait.cancel()
    return bool(done)
