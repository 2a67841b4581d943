"""The first page that the fork server draws before it forks: what is left of it, and what a worker has of it."""

import json
import subprocess
import sys
from typing import Final

import pytest
from textual.css.stylesheet import Stylesheet

from assets.catalog import Catalog, load
from screens.rendering.palettes import NAMED
from tui.config.settings import Settings
from tui.kiosk.app import Kiosk
from tui.kiosk.worker import WorkerKiosk
from tui.process.context import WorkerContext
from tui.process.heartbeat import HeartbeatSender
from tui.ssh.rehearsal import rehearse

TELL_WHAT_IS_LEFT: Final = """
import asyncio, gc, json, os
import tui.ssh.preload
gc.unfreeze()
print(json.dumps({
    "descriptors": sorted(map(int, os.listdir("/proc/self/fd")))[:-1],
    "threads": len(os.listdir("/proc/self/task")),
    "loops": sum(isinstance(one, asyncio.BaseEventLoop) and not one.is_closed() for one in gc.get_objects()),
}))
"""
"""The last descriptor is that of the folder which is listed."""


def test_no_thread_loop_or_descriptor_is_left_in_the_process_that_forks() -> None:
    told = subprocess.run(
        [sys.executable, "-c", TELL_WHAT_IS_LEFT], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
    )
    assert json.loads(told.stdout) == {"descriptors": [0, 1, 2], "threads": 1, "loops": 0}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load()


@pytest.fixture(scope="module")
def sheets(catalog: Catalog) -> dict[str, Stylesheet]:
    return rehearse(catalog)


def settings(theme: str) -> Settings:
    return Settings.model_validate({"site": {"emergency_number": "112"}, "kiosk": {"theme": theme}})


async def test_a_page_parses_nothing_of_a_style_sheet_that_another_was_drawn_with(
    catalog: Catalog, sheets: dict[str, Stylesheet]
) -> None:
    app, before = Kiosk(settings(NAMED[0]), catalog), list(sheets[NAMED[0]].rules)
    app.stylesheet = sheets[NAMED[0]]
    async with app.run_test() as pilot:
        await pilot.pause()
        assert len(app.stylesheet.rules) == len(before)
        assert all(now is then for now, then in zip(app.stylesheet.rules, before, strict=True))


@pytest.mark.parametrize("theme", NAMED)
def test_a_worker_has_the_style_sheet_of_its_theme_where_there_is_one(
    theme: str, catalog: Catalog, sheets: dict[str, Stylesheet], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    context = WorkerContext(HeartbeatSender(-1), -1, style_sheets=sheets)
    worker = WorkerKiosk(settings(theme), catalog, context, note_error=lambda _: None)
    assert (worker.stylesheet is sheets[NAMED[0]]) == (theme == NAMED[0])
