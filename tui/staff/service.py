"""What the staff area shows and does, as plain data for the screens."""

import asyncio
import shutil
from contextlib import suppress
from threading import Event
from typing import Final

from screens.overlays.staff import State, Visits
from screens.wording.stages import stages
from store.audit import Act, note
from store.counts import count
from store.disk import LogError
from store.faults import Fault
from store.health import problems
from store.lines import Report
from store.log import SessionLog
from store.record import Ended
from store.release import Released, released
from store.report import stats_of
from tui.config.commands import call_command, kiosk_name
from tui.config.settings import Settings
from tui.staff.export import Ending, Exported, StoppedError, export
from tui.staff.pin_check import Attempt, PinChecker, PinResult
from tui.visit.clock import now
from tui.visit.error_log import ErrorLog
from tui.visit.failed_writes import FailedWrites
from tui.visit.site_command import CALL_SECONDS, ran
from tui.visit.staff_calls import CallCount, call_text

_ACTS: Final = {PinResult.RIGHT: Act.ENTERED, PinResult.WRONG: Act.WRONG_PIN}
_UNITS: Final = ((10**12, "TB"), (10**9, "GB"), (10**6, "MB"), (10**3, "kB"))


class StaffService:
    """What staff can see and do at one site. Every method may block: call it in a thread, not in the event loop.

    Attributes:
        pin_checker: checks PINs.
        folder: where exports go; None where none is configured.
        call_command: the program that calls staff; None where there is none.
    """

    def __init__(self, settings: Settings, pin_hash: str) -> None:
        self.pin_checker = PinChecker(settings.log.directory, pin_hash)
        self.folder = settings.staff.export_directory
        self.call_command = call_command(settings)
        self._settings = settings
        self._log = SessionLog(settings.log.directory)
        self._failed, self._errors = FailedWrites(settings.log.directory), ErrorLog(settings.log.directory)
        self._stopped = Event()

    def stop(self) -> None:
        """Stop a count or an export that is running: nobody waits for it any more."""
        self._stopped.set()

    def attempt(self, pin: str) -> Attempt:
        """Check a PIN, and note whether it was right."""
        attempt = self.pin_checker.attempt(pin)
        if (act := _ACTS.get(attempt.result)) is not None:
            note(self._log.directory, now(), act)
        return attempt

    def state(self) -> State:
        """Return the faults of the log, how many writes and visits failed, and the free disk space."""
        free = "?"
        with suppress(OSError):
            free = _size(shutil.disk_usage(self._log.directory).free)
        try:
            found = dict.fromkeys(problem.kind.value for problem in problems(self._log, now()))
        except (LogError, OSError):
            found = {Fault.NOT_WRITTEN.value: None}
        calls = CallCount(self._log.directory).count() if self.call_command else None
        last = self._errors.last()
        return State(tuple(found), self._failed.count(), self._errors.count(), last, free, now().date(), calls)

    def visits(self) -> Visits:
        """Count the visits, and return what people may see of the counts; `?` where the log cannot be read."""
        damage: list[object] = []
        try:
            found = self._released(damage.append)
            stats = stats_of(found, count(found, self._go_on), self._settings.log.small_cell)
        except (LogError, StoppedError):
            # `state` says why the log cannot be read.
            return Visits("?", "?", 0)
        reached = stages(stats.left_at, stats.ended[Ended.RESULT])
        return Visits(str(stats.sessions), str(stats.released), len(damage), tuple(reached))

    def export(self) -> Exported:
        """Export to the configured folder."""
        if self.folder is None:
            return Exported(Ending.NO_FOLDER)
        done = export(lambda: self._released(lambda _: None), self.folder, now(), self._go_on)
        if done.ending is Ending.DONE:
            note(self._log.directory, now(), Act.EXPORTED, by="staff area", records=done.records, file=done.file)
        return done

    def _released(self, report: Report) -> Released:
        settings = self._settings.log
        return released(
            self._log,
            now().date(),
            small_cell=settings.small_cell,
            retention_weeks=settings.retention_weeks,
            report=report,
            progress=self._go_on,
        )

    def mark_as_seen(self) -> bool:
        """Count failed writes and errors from zero again; return whether that was possible."""
        try:
            self._failed.mark_as_seen()
            self._errors.mark_as_seen()
        except OSError:
            return False
        return True

    def test_call(self) -> bool:
        """Call staff as a person would, and note it as a test; return whether the command said that it worked."""
        note(self._log.directory, now(), Act.TEST_CALL)
        return asyncio.run(ran(self.call_command or (), call_text(kiosk_name(self._settings)), CALL_SECONDS))

    def _go_on(self, *_: object) -> None:
        if self._stopped.is_set():
            raise StoppedError


def _size(number: int) -> str:
    for unit, name in _UNITS:
        if number >= unit:
            return f"{number // unit} {name}"
    return "0 kB"
