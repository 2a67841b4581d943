"""A kiosk with a staff area, and hands for it: keys, and a mouse that presses and lets go."""

import asyncio
from pathlib import Path
from typing import Any, Final

from argon2 import PasswordHasher
from textual import events
from textual.pilot import Pilot

from tests.pins import PIN
from tests.screens.kiosks import CATALOG, press
from tests.tui.kiosk.test_idle_guard import Clock
from tui.config.sections import KioskSettings
from tui.config.settings import LogSettings, Settings, Site, StaffSettings
from tui.kiosk.app import Kiosk
from tui.staff.pin_backoff import Moment
from tui.staff.pin_check import PinChecker
from tui.staff.service import StaffService

HASH: Final = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PIN)
SIZE: Final = (80, 24)

ONE_LIST: Final = (70, 40)
"""A window in which the two lists of the staff area stand one under the other, each line whole."""


def staffed(
    tmp_path: Path, clock: Clock | None = None, language: str = "en", *, can_export: bool = True, call: str | None = None
) -> Kiosk:
    (tmp_path / "export").mkdir(exist_ok=True)
    settings = Settings(
        site=Site(emergency_number="112"),
        language=language,
        log=LogSettings(directory=tmp_path / "log"),
        kiosk=KioskSettings(call_command=("/bin/sh", "-c", call) if call else None),
        staff=StaffSettings(pin_hash=HASH, export_directory=tmp_path / "export" if can_export else None),
    )
    clock = clock or Clock()
    staff = StaffService(settings, HASH)
    # The wait after wrong PINs counts on the same clock, so that no second passes by itself on a slow machine.
    staff.pin_checker = PinChecker(tmp_path / "log", HASH, lambda: Moment("one", clock.now))
    return Kiosk(settings, CATALOG, clock=clock, staff=staff)


async def settle(app: Kiosk, pilot: Pilot[Any]) -> None:
    """Wait until all work apart from the screen is done."""
    await pilot.pause()
    assert app.staff is not None
    while any(not task.done() for task in app.staff.tasks.values()):
        await asyncio.gather(*app.staff.tasks.values())
    await pilot.pause()


async def enter(app: Kiosk, pilot: Pilot[Any], pin: str = PIN) -> None:
    await pilot.pause()
    await press(pilot, "f12")
    await settle(app, pilot)
    await press(pilot, *pin, "enter")
    await settle(app, pilot)


async def click(pilot: Pilot[Any], selector: str) -> None:
    """Click as a mouse does: through everything that an app does with it, long after the screen changed."""
    app = pilot.app
    assert isinstance(app, Kiosk)
    await pilot.pause()
    app.input_guard.resume(0.0)
    region = app.screen.query_one(selector).region
    assert region.overlaps(app.screen.region)
    x, y = region.center
    for kind in (events.MouseDown, events.MouseUp):
        event = kind(None, int(x), int(y), 0, 0, 1, shift=False, meta=False, ctrl=False, screen_x=int(x), screen_y=int(y))
        app.post_message(event)
        await pilot.pause()


def files_with(text: str, folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]
