"""What the fork server imports once for all workers: everything that they need, never collected again."""

import contextlib
import gc
import os
from importlib import import_module

from rich.cells import cell_len

from assets.catalog import load
from tui.config.settings import Settings
from tui.kiosk.worker import serve_screens
from tui.plain.worker import serve_plain
from tui.process.context import WorkerContext
from tui.process.hardening import WAITING, close_descriptors, harden, set_process_name
from tui.process.heartbeat import HeartbeatSender
from tui.process.startup import hide_memory
from tui.ssh.rehearsal import rehearse
from tui.ssh.worker_spec import Way
from tui.terminal.capabilities import can_draw
from tui.terminal.held_terminal import HeldTerminal, is_gone
from tui.visit.error_log import ErrorLog
from tui.visit.outcome import CRASHED

for _later in (
    "curses",
    "segno",
    "tui.kiosk.staff_session",
    "tui.visit.recorder",
    "screens.wording.report_text",
    "screens.overlays.take_away",
    "screens.overlays.codes",
    "textual.drivers.linux_driver",
    "concurrent.futures.thread",
    "textual.scrollbar",
):
    import_module(_later)
cell_len("…")  # loads the table of widths

CATALOG = load()
STYLE_SHEETS = rehearse(CATALOG)

__all__ = ["CATALOG", "CRASHED", "WAITING", "close_descriptors", "harden", "note", "serve_person", "set_process_name"]


def serve_person(settings: Settings, way: Way, handoff_pipe: int, heartbeat_pipe: int) -> int:
    """Run one visit on this process's terminal, or in plain lines where that is no terminal, cannot draw, or was asked for.

    The page is drawn at once and sent at the hand-off. Returns the exit status.
    """
    terminal = None if way is Way.PIPE else HeldTerminal()
    context = WorkerContext(
        HeartbeatSender(heartbeat_pipe), handoff_pipe, terminal, from_screens=way is Way.LINES, style_sheets=STYLE_SHEETS
    )
    if way is Way.SCREENS and can_draw(os.environ):
        return serve_screens(settings, CATALOG, context, over_ssh=True)
    return serve_plain(settings, CATALOG, context)


def note(settings: Settings, error: BaseException) -> None:
    """Note the place of an error that the kiosk itself did not catch; none is an error where the client has just gone."""
    if not is_gone(0):
        ErrorLog(settings.log.directory).note(error)


# Where the machine has no memory left, a worker is ended, or this process, and not the server. Workers inherit both.
with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as _file:  # noqa: PTH123
    _file.write("500")
hide_memory()

# A collection in a worker would touch, and so copy, every page that it shares with all the others.
gc.collect()
gc.freeze()
