"""What the fork server holds ready: everything a person's process needs, imported once and never collected again."""

import gc
import os
from importlib import import_module

from rich.cells import cell_len

from assets.catalog import load
from store.record import Channel
from tui.config.settings import Settings
from tui.kiosk import worker as person
from tui.plain.worker import serve_plain
from tui.process.context import WorkerContext
from tui.process.handoff import Handoff
from tui.process.hardening import WAITING, WITH_SOMEBODY, hide_memory, ignore_keys, print_nothing, set_process_name
from tui.process.heartbeat import HeartbeatSender
from tui.ssh.worker_spec import Way
from tui.terminal.capabilities import can_draw
from tui.terminal.held_terminal import HeldTerminal
from tui.visit.error_log import note_error_in, place
from tui.visit.outcome import CRASHED

for _later in (
    "segno",
    "screens.wording.summary",
    "screens.overlays.take_away",
    "textual.drivers.linux_driver",
    "concurrent.futures.thread",
):
    import_module(_later)
cell_len("…")  # loads the table of widths

CATALOG = load()

__all__ = ["CATALOG", "CRASHED", "WAITING", "WITH_SOMEBODY", "harden", "note", "serve_screens", "set_process_name"]


class SshHeartbeat(HeartbeatSender):
    """The way to a server that hangs up when it has enough, and that makes the client's terminal its own again afterwards."""

    def __init__(self) -> None:
        self.parent, self.keeping = 0, False

    def beat(self, *, visiting: bool, keeping: bool, language: str) -> bool:
        """Tell nothing: to the server a visit is bytes and sizes, and at its end a status."""
        del visiting, language
        self.keeping = keeping
        return True

    def left_unkept(self) -> bool:
        """Say whether a record is on its way: the server counts it for staff."""
        return self.keeping

    def orphaned(self) -> bool:
        """Leave the terminal to the server."""
        return False


def _start(hear: int | None = None, *, asked_for_lines: bool = False) -> WorkerContext:
    """Return what a process begins with that hears on a pipe when its turn comes, or whose turn it is from the first moment."""
    if hear is None:
        hear, tell = os.pipe()
        os.write(tell, Handoff().encode())
        os.close(tell)
    return WorkerContext(SshHeartbeat(), hear, HeldTerminal(None), from_screens=asked_for_lines)


def harden() -> None:
    """Let nobody look into this process, let no error be printed on its person's screen, and no key stop it."""
    hide_memory()
    print_nothing()
    ignore_keys()


def serve_screens(settings: Settings, way: Way, hear: int | None = None) -> int:
    """Run one visit on this process's terminal, or in plain lines where that is no terminal, cannot draw, or was asked for.

    With `hear`, a pipe, the page is laid out at once and drawn when that says so.
    """
    if way is Way.PIPE:
        return serve_plain(settings, CATALOG)
    if way is Way.LINES or not can_draw(os.environ):
        return serve_plain(settings, CATALOG, _start(asked_for_lines=way is Way.LINES))
    return person.serve_screens(settings, CATALOG, _start(hear), channel=Channel.SSH)


def note(settings: Settings, error: BaseException) -> None:
    """Note the place of an error that the kiosk itself did not catch."""
    note_error_in(settings.log.directory)(place(error))


# A collection in a person's process would touch, and so copy, every page that it shares with all the others.
gc.collect()
gc.freeze()
