"""After every way of ending, nothing of the person is in the terminal, in the parent's memory, or in any other file."""

import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pyte
import pytest

from criteria.questions import SYMPTOMS
from store.log import SessionLog
from tests.amounts import one_of
from tests.pty.terminals import COLUMNS, ROWS, SECONDS, Terminal, children_of, to_the_checklist, workers_of
from tests.tui.supervisor.test_watchdog import gone

MARK: Final = "planted7answer7of7one7person"
WRITTEN: Final = "".join(reversed(MARK)).encode()
"""The form in which only a process that holds answers has it: the environment holds it the other way round."""

ENDS: Final[dict[str, tuple[str, Callable[[Terminal, int], object]]]] = {
    "leave": ("marked", lambda terminal, _: terminal.process.send("l")),
    "idle": ("marked", lambda *_: None),
    "killed": ("marked", lambda _, child: os.kill(child, signal.SIGKILL)),
    "asked": ("marked", lambda _, child: os.kill(child, signal.SIGTERM)),
    "crash": ("marked_and_broken", lambda terminal, _: terminal.process.send("h")),
}


def in_memory(process: int) -> bool:
    """Look for the mark in everything that a process can read, if it is still there."""
    try:
        return _in_memory(process)
    except (FileNotFoundError, ProcessLookupError):
        return False


def _in_memory(process: int) -> bool:
    with Path(f"/proc/{process}/mem").open("rb", 0) as memory:
        for line in Path(f"/proc/{process}/maps").read_text().splitlines():
            first, last, rights = re.match(r"(\w+)-(\w+) (\S+)", line).groups()  # type: ignore[union-attr]
            if rights.startswith("r") and "[v" not in line:
                memory.seek(int(first, 16))
                try:
                    if WRITTEN in memory.read(int(last, 16) - int(first, 16)):
                        return True
                except OSError:
                    continue
    return False


def scrollback(everything: bytes) -> str:
    """Return what a terminal with a history holds after all that was written."""
    screen = pyte.HistoryScreen(COLUMNS, ROWS, history=5000)
    wiped = everything.rindex(b"\x1b[3J")
    pyte.ByteStream(screen).feed(everything[:wiped])
    # The library knows no scrollback to be erased: a terminal that does begins again here.
    screen.history.top.clear()
    pyte.ByteStream(screen).feed(everything[wiped:])
    return "\n".join([*("".join(line[x].data for x in range(COLUMNS)) for line in screen.history.top), *screen.display])


def finish(terminal: Terminal, _: int) -> None:
    terminal.press("1", "▶ 1 (●)")
    terminal.press("\r", "Has a doctor ever told you")
    terminal.press("2", "▶ 2 (●)")
    terminal.press("\r", "Check your answers")
    terminal.press("\r", "This is what you told us.")
    terminal.settle(0.5)
    terminal.press("2", "cannot tell whether you are")
    terminal.press("f", "What will you do now?")
    terminal.settle(0.5)
    terminal.press("2", "▶ 2")
    terminal.press("\r", "Thank you. Take care.")
    terminal.settle(0.5)
    terminal.process.send("\r")


ENDS["finished"] = ("marked", finish)


@contextmanager
def somebody(plant: str, tmp_path: Path, *, keep: str = "1", seconds: str = "") -> Iterator[Terminal]:
    """Give a kiosk in which somebody has answered, and whose mark is in their process's memory."""
    (tmp_path / "temporary").mkdir()
    more = {"PLANTED_MARK": MARK, "TMPDIR": str(tmp_path / "temporary")}
    if seconds:
        more |= {"PULMOSCREEN_KIOSK_WARN_AFTER": seconds, "PULMOSCREEN_KIOSK_CLEAR_AFTER": seconds}
    terminal = Terminal(["run", "--kiosk", "--emergency-number", "112"], tmp_path / "data", more, plant=plant)
    try:
        terminal.wait_for("Begin")
        terminal.quiet()
        to_the_checklist(terminal, keep)
        terminal.press("y", "Cough (●) Yes")
        terminal.press("\x1b[F", "┏")
        terminal.press("\r", "Some lines are empty")
        terminal.press("\x1b[F", "┏")
        terminal.press("\r", "How long")
        assert in_memory(workers_of(terminal.process.pid)[0]), "the scan does not find what is there"
        yield terminal
    finally:
        terminal.process.close(force=True)


def nothing_in_files(tmp_path: Path) -> None:
    assert list((tmp_path / "temporary").iterdir()) == []
    for path in (tmp_path / "data").rglob("*"):
        assert not path.is_file() or WRITTEN not in path.read_bytes()
        assert path.name not in {".errors", ".failed-writes"} or b"cough" not in path.read_bytes()


@pytest.mark.parametrize("way", one_of(["finished", *(way for way in ENDS if way != "finished")]))
def test_nothing_of_a_person_is_left(way: str, tmp_path: Path) -> None:
    # Over 5 s: the memory of every process is read.
    plant, end = ENDS[way]
    with somebody(plant, tmp_path, seconds="5" if way == "idle" else "") as terminal:
        end(terminal, workers_of(terminal.process.pid)[0])
        terminal.wait_for("When to get help now" if way in {"killed", "crash"} else "Begin")
        terminal.quiet()
        for process in (terminal.process.pid, *children_of(terminal.process.pid)):
            assert not in_memory(process)
        shown = scrollback(terminal.everything)
        for word in ("(●) Yes", "How long", "Your summary", "Thank you"):
            assert word not in shown
        nothing_in_files(tmp_path)


def test_where_the_terminal_vanishes_nothing_is_left_and_no_process_of_it(tmp_path: Path) -> None:
    with somebody("marked", tmp_path) as terminal:
        parent = terminal.process.pid
        person, *waiting = workers_of(parent)
        terminal.process.ptyproc.fileobj.close()
        terminal.process.closed = terminal.process.ptyproc.closed = True
        until(lambda: gone(person), none_of=[parent, *waiting])
        until(lambda: all(map(gone, [parent, *waiting])), none_of=[parent, *waiting])
        nothing_in_files(tmp_path)
        assert [record.ended for record in SessionLog(tmp_path / "data").scan()] == ["left"]
        assert not terminal.process.isalive()


def until(there: Callable[[], bool], *, none_of: list[int]) -> None:
    """Wait, and look all the time whether the mark is in the memory of one of these processes."""
    end = time.monotonic() + SECONDS
    while not there():
        assert time.monotonic() < end
        assert not any(map(in_memory, none_of))
        signal.sigtimedwait({signal.SIGUSR2}, 0.05)


@pytest.mark.parametrize("keep", one_of(["1", "2"]))
def test_the_record_of_somebody_who_walked_away_holds_what_they_agreed_to_and_no_more(keep: str, tmp_path: Path) -> None:
    # Over 5 s: the shortest time passes after which somebody counts as gone.
    with somebody("marked", tmp_path, keep=keep, seconds="5") as terminal:
        terminal.wait_for("Begin")
        (record,) = SessionLog(tmp_path / "data").scan()
    kept = record.model_dump(exclude_defaults=True, exclude={"id", "week", "questionnaire"})
    if keep == "2":
        assert kept == {"kept": False}
    else:
        assert record.answers is not None
        assert record.answers.given() == {"cough": "yes"} | dict.fromkeys(set(SYMPTOMS) - {"cough"}, "declined")
        assert {**kept, "answers": None} == {
            "kept": True, "language": "en", "channel": "local", "ended": "idle", "left_at": "cough_duration", "answers": None
        }  # fmt: skip
