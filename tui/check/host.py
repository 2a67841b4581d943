"""The machine: its clock, what of its memory could reach a disk, and whether the program is compiled."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from importlib.util import cache_from_source, find_spec
from os import W_OK, access
from pathlib import Path
from typing import Final

from store.disk import LogError
from store.log import SessionLog
from store.record import BUILT, monday_of
from store.upkeep import LEAP
from tui.check.finding import Finding
from tui.config.settings import Settings

PACKAGES: Final = ("criteria", "assets", "store", "screens", "tui", "textual", "rich", "pydantic", "tinydb")


def clock(settings: Settings, moment: datetime) -> Finding:
    """Compare the clock with the day this program was made and with the newest record."""
    if moment.date() < BUILT:
        return Finding("clock", (f"it shows {moment.date()}, before this program was made; set it",))
    try:
        weeks = [part.week for _, part in SessionLog(settings.log.directory).files() if part.week is not None]
    except LogError:
        return Finding("clock")
    newest = max((monday_of(week) for week in weeks), default=None)
    if newest is not None and moment.date() - newest > LEAP:
        ahead = f"it shows {moment.date()}, and the newest record is of the week of {newest}; look whether the clock is right"
        return Finding("clock", (f"{ahead}. If it is, it says so until there is a new record",))
    return Finding("clock", note=f"it shows {moment.date()}")


def memory(swaps: Path = Path("/proc/swaps")) -> Finding:
    """Say whether memory can be written to a disk; core files the kiosk turns off by itself."""
    try:
        lines = swaps.read_text().splitlines()[1:]
    except OSError:
        return Finding("swap", note="cannot be known on this system")
    named = [line.split()[0] for line in lines if line.strip()]
    disks = [name for name in named if not name.startswith("/dev/zram")]
    if not disks:
        return Finding("swap", note="none on a disk")
    on = f"{', '.join(disks)} is on: answers could reach that disk"
    return Finding("swap", note=f"{on}; encrypt it, turn it off, or use the unit")


def _modules(package: str) -> Iterator[Path]:
    spec = find_spec(package)
    for folder in (spec.submodule_search_locations if spec else None) or ():
        yield from (path for path in Path(folder).rglob("*.py") if "__pycache__" not in path.parts)


def bytecode(sources: Iterable[Path] | None = None) -> Finding:
    """Look for modules that every start compiles anew, because their compiled form is missing and cannot be written."""
    paths = sources if sources is not None else (path for package in PACKAGES for path in _modules(package))
    missing = [path for path in paths if not Path(cache_from_source(str(path))).exists()]
    lost = [path for path in missing if not access(path.parent, W_OK)]
    if lost:
        told = f"{len(lost)} modules, such as {lost[0]}, are compiled anew at every start, which takes a second"
        return Finding("compiled", (f"{told}; as their owner run python -m compileall {lost[0].parent}",))
    return Finding("compiled", note=f"but for {len(missing)} modules, which their first use compiles" if missing else "")
