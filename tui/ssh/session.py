"""Serves one SSH session: a worker, a relay between its pty and the connection, until one of them ends."""

import asyncio
from typing import Final

from assets.models import Texts
from tui.config.settings import Settings
from tui.ssh.admission import Admission
from tui.ssh.channel import Session
from tui.ssh.fork_server import ForkServer
from tui.ssh.metrics import Status
from tui.ssh.pty_relay import PtyRelay
from tui.ssh.pty_worker import PtyWorker
from tui.ssh.worker_pool import WorkerPool
from tui.ssh.worker_spec import Way
from tui.terminal.modes import RESET_CLIENT
from tui.visit.daemon_thread import run_in_daemon_thread
from tui.visit.failed_writes import FailedWrites
from tui.visit.outcome import Outcome, outcome_of

STARTS_AT_ONCE: Final = 2
"""Sessions that are on their way to their first frame; others wait, so that those who are inside are not slowed."""

FIRST_FRAME_SECONDS: Final = 5.0

NUMBER_SECONDS: Final = 240
"""How long the number to call can stand on a page without a key."""


def remote_settings(settings: Settings) -> Settings:
    """Return the settings without what is for people in the building: the site's programs, and the staff area."""
    return settings.model_copy(
        update={
            "kiosk": settings.kiosk.without_commands(),
            "staff": settings.staff.model_copy(update={"pin_hash": None}),
        }
    )


def default_texts(settings: Settings, languages: dict[str, Texts]) -> Texts:
    """Return the texts of the language in which the site begins."""
    return languages[settings.language or next(iter(languages))]


class Sessions:
    """Holds what every session needs."""

    def __init__(
        self, settings: Settings, languages: dict[str, Texts], fork_server: ForkServer, admission: Admission, status: Status
    ) -> None:
        self.settings, self.admission, self.status = settings, admission, status
        self.texts = default_texts(settings, languages)
        self.pool = WorkerPool(fork_server, remote_settings(settings), languages)
        self._starts = asyncio.Semaphore(STARTS_AT_ONCE)
        self.inside: set[Session] = set()

    def change(self, settings: Settings, languages: dict[str, Texts]) -> None:
        """Use other settings and texts, and workers of the fork server as it is now, for those who come from now on."""
        self.settings, self.texts = settings, default_texts(settings, languages)
        self.pool.change(remote_settings(settings), languages)

    async def serve(self, session: Session, since: float) -> None:
        """Serve a client that asked for a shell, and end its worker when it is gone."""
        if not self.admission.start_session():
            self.status.count("refused")
            _close(session, self.texts.serve.full)
            return
        self.status.count("visits")
        self.inside.add(session)
        try:
            await self._serve(session, since)
        finally:
            self.inside.discard(session)
            self.admission.end_session()

    async def _serve(self, session: Session, since: float) -> None:
        outcome, stuck = await self._run_worker(session, since, Way.PIPE if session.term is None else Way.SCREENS)
        if outcome is Outcome.PLAIN and not session.gone.is_set():
            session.write(RESET_CLIENT.encode())
            session.over.clear()
            outcome, stuck = await self._run_worker(session, asyncio.get_running_loop().time(), Way.LINES)
        if stuck:
            self.status.count("stuck")
            session.cut()
        else:
            self._say_goodbye(session, crashed=outcome is None and not session.gone.is_set())

    async def _run_worker(self, session: Session, since: float, way: Way) -> tuple[Outcome | None, bool]:
        """Return how the visit ended, None for a crash, and whether the client was stuck."""
        stuck, first, outcome = False, asyncio.Event(), None
        worker: PtyWorker | None = None

        def ended(is_stuck: bool) -> None:  # noqa: FBT001 - the relay's one word
            nonlocal stuck
            stuck = is_stuck
            session.over.set()

        try:
            async with self._starts:
                if session.over.is_set():
                    return Outcome.LEFT, False
                worker = await self.pool.take(session.term or "dumb", session.size, way)
                worker.relay = PtyRelay(worker.pty_fd, session, first=first.set, ended=ended)
                session.attach(worker.relay)
                await _either(first, session.over, FIRST_FRAME_SECONDS)
            if first.is_set():
                self.status.waited(asyncio.get_running_loop().time() - since)
            await self._until_over(session)
        except (OSError, EOFError):
            # The fork server has ended, or does not answer: the person is told so.
            return None, False
        finally:
            if worker is not None:
                outcome = await self._end(worker)
        return outcome, stuck

    async def _end(self, worker: PtyWorker) -> Outcome | None:
        exit_status = await self.pool.end(worker)
        if worker.process.was_killed:
            self.status.count("killed")
        if worker.process.monitor.keeping:
            run_in_daemon_thread(FailedWrites(self.settings.log.directory).note)
        return outcome_of(exit_status)

    async def _until_over(self, session: Session) -> None:
        loop, kiosk = asyncio.get_running_loop(), self.settings.kiosk
        quiet = max(NUMBER_SECONDS, kiosk.warn_after + kiosk.clear_after + 30)
        life_ends = loop.time() + 60.0 * kiosk.session_limit + NUMBER_SECONDS
        while not session.over.is_set() and loop.time() < min(life_ends, session.heard_at + quiet):
            await _either(session.over, session.over, min(life_ends, session.heard_at + quiet) - loop.time())

    def _say_goodbye(self, session: Session, *, crashed: bool) -> None:
        if crashed:
            self.status.count("crashed")
        if session.term is not None:
            session.write(RESET_CLIENT.encode())
        number = self.settings.values()["emergency_number"]
        _close(session, self.texts.ui.sorry_text.replace("{emergency_number}", number) if crashed else "")


def _close(session: Session, sentence: str) -> None:
    """End a session: with a sentence and status 1, or without one and status 0."""
    if sentence:
        session.write(f"{sentence}\r\n".encode())
    session.leave(1 if sentence else 0)


async def _either(one: asyncio.Event, other: asyncio.Event, seconds: float) -> bool:
    """Wait until one of two things happened, but not for ever; return whether one did."""
    waits = {asyncio.ensure_future(event.wait()) for event in {one, other}}
    done, left = await asyncio.wait(waits, timeout=max(0.0, seconds), return_when=asyncio.FIRST_COMPLETED)
    for wait in left:
        wait.cancel()
    return bool(done)
