"""A page that was drawn before its process had the terminal is sent when it has, and not drawn again."""

import sys
from pathlib import Path
from typing import Final

from tests.pty.terminals import Terminal, workers_of

NOTE_EACH_DRAWING: Final = """
import os, sys
from pathlib import Path
from tui.kiosk.worker import WorkerKiosk
draw, told = WorkerKiosk._begin_update, Path(sys.argv.pop())
def noting(kiosk):
    with told.open("a") as file:
        file.write(f"{os.getpid()}\\n")
    draw(kiosk)
WorkerKiosk._begin_update = noting
from tui.__main__ import start
sys.exit(start())
"""


def test_the_next_first_page_is_drawn_once_and_once_more_to_say_that_everything_was_cleared(tmp_path: Path) -> None:
    drawings = tmp_path / "drawings"
    run = ("run", "--emergency-number", "112", "--data", str(tmp_path / "log"), str(drawings))
    terminal = Terminal([], tmp_path, command=(sys.executable, "-c", NOTE_EACH_DRAWING, *run))
    terminal.wait_for("Begin")
    terminal.press("\r", "When to get help now")
    terminal.send("", until=lambda: len(set(drawings.read_text().split())) == 2, what="the next first page")
    _, standby = workers_of(terminal.process.pid)
    terminal.press("l", "Everything was cleared.")
    terminal.quiet()
    assert drawings.read_text().split().count(str(standby)) == 2
    terminal.process.close(force=True)
