"""What the staff area knows and can do: it reads and acts in threads of its own, and hands plain words to the screen."""

import shutil
from contextlib import suppress
from threading import Event
from typing import Final

from screens.overlays.staff import State, Visits
from store.counts import count
from store.disk import LogError
from store.health import problems
from store.log import SessionLog
from store.record import week_of
from store.report import stats_of
from tui.config.settings import Settings
from tui.staff.export import Ending, Exported, StoppedError, export
from tui.staff.pin_check import PinChecker
from tui.visit.clock import now
from tui.visit.error_log import ErrorLog
from tui.visit.failed_writes import FailedWrites

_UNITS: Final = ((10**12, "TB"), (10**9, "GB"), (10**6, "MB"), (10**3, "kB"))


class Staff:
    """The staff's side of one site. Every method may take its time; none is called from the screen's own loop."""

    def __init__(self, settings: Settings, pin_hash: str) -> None:
        self.gate = PinChecker(settings.log.directory, pin_hash)
        self.folder = settings.staff.export_directory
        self._small_cell = settings.log.small_cell
        self._log = SessionLog(settings.log.directory)
        self._failed, self._errors = FailedWrites(settings.log.directory), ErrorLog(settings.log.directory)
        self._over = Event()

    def stop(self) -> None:
        """End the work that goes on: nobody waits for it any more."""
        self._over.set()

    def state(self) -> State:
        """Return how the log is, what was noted, and how much room there is."""
        free = "?"
        with suppress(OSError):
            free = _size(shutil.disk_usage(self._log.directory).free)
        try:
            found = problems(self._log, now())
        except (LogError, OSError) as error:
            found = [str(error)]
        return State(tuple(found), self._failed.count(), self._errors.count(), self._errors.last(), free)

    def visits(self) -> Visits:
        """Count, and return what people may see of the counts."""
        damage: list[object] = []
        try:
            counts = count(self._log, damage.append, progress=self._go_on)
        except (LogError, StoppedError):
            # Why it cannot be read, the state of the log tells.
            return Visits("?", "?", "?", "?", 0)
        stats = stats_of(counts, self._small_cell)
        week = stats.weeks.get(week_of(now()) or "", 0)
        return Visits(str(week), str(stats.sessions), str(stats.kept), str(stats.declined), len(damage))

    def export(self) -> Exported:
        """Export into the configured folder."""
        if self.folder is None:
            return Exported(Ending.NO_FOLDER)
        return export(self._log, self.folder, now(), self._small_cell, self._go_on)

    def mark_as_seen(self) -> bool:
        """Begin to count what failed anew; say whether that could be done."""
        try:
            self._failed.mark_as_seen()
            self._errors.mark_as_seen()
        except OSError:
            return False
        return True

    def _go_on(self, *_: object) -> None:
        if self._over.is_set():
            raise StoppedError


def _size(number: int) -> str:
    for unit, name in _UNITS:
        if number >= unit:
            return f"{number // unit} {name}"
    return "0 kB"
