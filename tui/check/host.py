"""The host: its clock, its swap space, and whether the program's modules are compiled."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from importlib.util import cache_from_source, find_spec
from os import W_OK, access
from pathlib import Path
from typing import Final

from store.clock import leap
from store.disk import LogError
from store.log import SessionLog
from store.record import BUILT, monday_of
from tui.check.result import CheckResult
from tui.config.settings import Settings

PACKAGES: Final = ("criteria", "assets", "store", "screens", "tui", "textual", "rich", "pydantic", "tinydb")


def clock(settings: Settings, moment: datetime) -> CheckResult:
    """Compare the clock with the build date of this program and with the newest record."""
    if moment.date() < BUILT:
        return CheckResult("clock", (f"it shows {moment.date()}, before this program was built; set it",))
    try:
        weeks = [part.week for _, part in SessionLog(settings.log.directory).files() if part.week is not None]
    except LogError:
        return CheckResult("clock")
    newest = max((monday_of(week) for week in weeks), default=None)
    if newest is not None and moment.date() - newest > leap(settings.log.retention_weeks):
        ahead = f"it shows {moment.date()}, and the newest record is of the week of {newest}; check that the clock is right"
        return CheckResult("clock", (f"{ahead}. If it is, this line stays until there is a new record",))
    return CheckResult("clock", note=f"it shows {moment.date()}")


def memory(swaps: Path = Path("/proc/swaps")) -> CheckResult:
    """Say whether memory can be written to a disk as swap; the kiosk itself turns core files off."""
    try:
        lines = swaps.read_text().splitlines()[1:]
    except OSError:
        return CheckResult("swap", note="unknown on this system")
    named = [line.split()[0] for line in lines if line.strip()]
    disks = [name for name in named if not name.startswith("/dev/zram")]
    if not disks:
        return CheckResult("swap", note="none on a disk")
    on = f"{', '.join(disks)} is on: answers could be written to it"
    return CheckResult("swap", note=f"{on}; encrypt it, turn it off, or use the systemd unit")


def _modules(package: str) -> Iterator[Path]:
    spec = find_spec(package)
    for folder in (spec.submodule_search_locations if spec else None) or ():
        yield from (path for path in Path(folder).rglob("*.py") if "__pycache__" not in path.parts)


def bytecode(sources: Iterable[Path] | None = None) -> CheckResult:
    """Find modules that are compiled at every start, because their compiled file is missing and cannot be written."""
    paths = sources if sources is not None else (path for package in PACKAGES for path in _modules(package))
    missing = [path for path in paths if not Path(cache_from_source(str(path))).exists()]
    lost = [path for path in missing if not access(path.parent, W_OK)]
    if lost:
        told = f"{len(lost)} modules, such as {lost[0]}, are compiled at every start, which takes a second"
        return CheckResult("compiled", (f"{told}; run as their owner: python -m compileall {lost[0].parent}",))
    return CheckResult("compiled", note=f"except {len(missing)} modules, which are compiled at first use" if missing else "")
