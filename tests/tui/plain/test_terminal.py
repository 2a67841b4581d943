"""Plain lines on a terminal that cannot draw, and on one that can."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from store.record import Channel
from tests.pty.terminals import Terminal
from tests.tui.plain.plain_terminals import NUMBER, PROMPTS, SHORT, records
from tui.terminal.modes import START


@pytest.fixture
def dumb(tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal([*NUMBER, "plain"], tmp_path, {"TERM": "dumb"})
    terminal.wait_for("Your answer:")
    yield terminal
    terminal.process.close(force=True)


def words_since(terminal: Terminal, came: int) -> str:
    """Return what has come after the first so many bytes: lines that scroll may say the same as some above them."""
    return " ".join(terminal.everything[came:].decode(errors="replace").split())


def enter(terminal: Terminal, *entries: tuple[str, str]) -> None:
    for entry, then in entries:
        came = len(terminal.everything)
        terminal.send(f"{entry}\r", until=lambda: then in words_since(terminal, came), what=repr(then))  # noqa: B023 - asked at once
        # What is typed before the prompt stands there is dropped.
        while not terminal.text().rstrip().endswith(PROMPTS):
            assert terminal.read(), terminal.text()


TO_THE_BLOOD: Final = (
    ("1", "When to get help now"), ("", "1. Continue"), ("1", "I understand"), ("1", "For myself"),
    ("1", "keep them without my name"), ("1", "one after the other"),
    ("2", "this: Cough?"), ("2", "this: Coughing up blood?"), ("1", "this: Chest pain?"), ("2", "this: Difficulty"),
    ("2", "this: Weakness?"), ("2", "this: Losing"), ("2", "How much blood"),
)  # fmt: skip


def test_a_terminal_that_cannot_draw_gets_no_escape_code_and_people_one_after_another(dumb: Terminal, tmp_path: Path) -> None:
    # Over 5 s: a whole visit is read line by line, and the next begins.
    enter(
        dumb, *TO_THE_BLOOD, ("1", "Stop here and get help"), ("2", "Has a doctor ever told you"), ("2", "Check your answers")
    )
    enter(dumb, ("1", "First: when to get help"), ("", "The six symptoms"))
    dumb.wait_for("Your answer:")
    dumb.process.send("l\r")
    dumb.wait_for("1. Begin")
    assert "blood" not in dumb.text()
    assert b"\x1b" not in dumb.everything
    (record,) = records(tmp_path)
    assert (record.ended, record.channel) == ("result", Channel.PLAIN)
    dumb.process.send("l\r")
    assert dumb.wait_for_end() == 0
    assert b"\x1b" not in dumb.everything


def test_what_was_typed_before_a_question_could_be_read_answers_nothing(dumb: Terminal) -> None:
    dumb.process.send("1\r1\r1\r1\r1\r1\r2\r2\r")
    dumb.wait_for("When to get help now")
    dumb.read(1.0)
    assert "symptoms" not in dumb.text()


def test_ctrl_c_ends_the_program_politely_and_a_terminal_that_goes_away_ends_the_visit(dumb: Terminal, tmp_path: Path) -> None:
    enter(dumb, *TO_THE_BLOOD)
    dumb.process.send("\x03")
    assert dumb.wait_for_end() == 0
    assert b"Traceback" not in dumb.everything
    (record,) = records(tmp_path)
    assert record.ended == "left"


def test_a_terminal_that_goes_away_ends_the_visit_and_its_process(dumb: Terminal, tmp_path: Path) -> None:
    enter(dumb, *TO_THE_BLOOD)
    listed = subprocess.run(["pgrep", "-P", str(dumb.process.pid)], capture_output=True, text=True, check=True)
    dumb.process.close(force=False)
    for child in listed.stdout.split():
        subprocess.run(["timeout", "20", "tail", f"--pid={child}", "-f", "/dev/null"], check=True)
    (record,) = records(tmp_path)
    assert record.ended == "left"


def test_long_pages_wait_to_be_read_on_and_only_letters_act_there(dumb: Terminal) -> None:
    # Over 5 s: a whole report is read in a low window.
    enter(dumb, *TO_THE_BLOOD, ("1", "Stop here"), ("2", "Has a doctor"), ("2", "Check your answers"), ("1", "First: when"))
    enter(dumb, ("", "There is more."), ("1", "There is more."), ("n", "To hear why a part"))
    assert "Enter alone: next part." in dumb.text()


@pytest.mark.parametrize("term", ["dumb", "unknown", ""])
def test_run_turns_to_plain_lines_where_the_terminal_cannot_draw(term: str, tmp_path: Path) -> None:
    terminal = Terminal([*NUMBER, "run", "--once"], tmp_path, {"TERM": term})
    terminal.wait_for("Your answer:")
    enter(terminal, ("1", "When to get help now"))
    terminal.process.send("l\r")
    assert terminal.wait_for_end() == 0
    assert b"\x1b" not in terminal.everything


def test_the_welcome_page_offers_plain_lines_in_its_language_and_screens_come_back_for_the_next(tmp_path: Path) -> None:
    terminal = Terminal(NUMBER, tmp_path)
    terminal.wait_for("Begin")
    terminal.press("2", "Texto para lectores de pantalla")
    terminal.wait_for("Empezar")
    assert "1. Empezar" in terminal.press("t", "Su respuesta:")
    terminal.process.send("\x03\x1c\x1a\x04")
    enter(terminal, ("", "No ha quedado claro"))
    terminal.press("1\r", "Hay más.")
    enter(terminal, ("", "1. Continuar"))
    terminal.press("x\r", "9 Plain text for")
    terminal.process.send("\x11")
    assert terminal.wait_for_end() == 0


def test_what_would_act_on_a_locked_terminal_is_not_shown_and_its_modes_are_plain_for_the_next(tmp_path: Path) -> None:
    # Over 5 s: two people come one after the other.
    terminal = Terminal([*NUMBER, "run", "--kiosk"], tmp_path)
    terminal.wait_for("Begin")
    terminal.press("p", "Your answer:")
    seen = len(terminal.everything)
    for acts in ("\u009b?5h", "\u009b4h", "\u009b?6h", "\u009d52;c;eA==\u009c", "\x1b[4h", "\x1b]52;c;eA==\x07"):
        terminal.process.send(acts.encode())
        terminal.settle(0.3)
    terminal.process.send(b"\x9b4h")
    terminal.settle(1.5)
    shown = terminal.everything[seen:]
    assert b"\xc2\x9b" not in shown
    assert b"\x9b" not in shown.replace(b"\xe2\x9b", b"")
    assert b"\x1b" not in shown
    terminal.process.send("\r")
    terminal.wait_for("That was not clear.")
    # What is typed is shown, and taken back with Backspace.
    terminal.press("15x", "Your answer: 15x")
    terminal.process.send("\x7f\x7f\r")
    terminal.wait_for("When to get help now")
    seen = len(terminal.everything)
    terminal.press("l\r", "9 Plain text for")
    assert all(code in terminal.everything[seen:] for code in (b"\x1b[4l", b"\x1b[?5l", b"\x1b[?6l"))
    terminal.process.close(force=True)


def test_run_refuses_where_its_errors_go_to_a_file(tmp_path: Path) -> None:
    errors, told = tmp_path / "errors", tmp_path / "status"
    program = f"{sys.executable} -m tui run {' '.join(NUMBER)} --data {tmp_path / 'data'} 2>{errors}"
    terminal = Terminal([], tmp_path, command=["/bin/sh", "-c", f"{program}; echo $? >{told}"])
    terminal.wait_for_end()
    assert told.read_text() == "2\n"
    assert errors.read_text().startswith("pulmoscreen: run needs a terminal for its input, its output and its errors")
    assert errors.read_text().count("\n") == 1


def test_once_is_one_person_also_where_they_ask_for_plain_lines(tmp_path: Path) -> None:
    terminal = Terminal([*NUMBER, "run", "--once"], tmp_path)
    terminal.wait_for("Begin")
    terminal.press("p", "Your answer:")
    enter(terminal, ("1", "When to get help now"))
    terminal.process.send("l\r")
    assert terminal.wait_for_end() == 0


def test_a_terminal_that_can_is_wiped_before_goodbye(tmp_path: Path) -> None:
    terminal = Terminal([*NUMBER, "plain", "--once"], tmp_path)
    terminal.wait_for("Your answer:")
    enter(terminal, *TO_THE_BLOOD)
    assert b"\x1b" not in terminal.everything.removeprefix(START.encode()).replace(b"\x1b[?", b"")
    enter(terminal, ("1", "Stop here"), ("1", "Your answers are cleared from this screen."))
    assert b"\x1b[3J" in terminal.everything
    assert "How much blood" not in terminal.text()
    enter(terminal, ("", ""))
    assert terminal.wait_for_end() == 0


@pytest.mark.slow
def test_idle_on_a_terminal_ends_in_a_fresh_first_page(tmp_path: Path) -> None:
    terminal = Terminal([*NUMBER, "plain"], tmp_path, {"TERM": "dumb", **SHORT})
    terminal.wait_for("Your answer:")
    enter(terminal, *TO_THE_BLOOD)
    terminal.wait_for("Are you still there?")
    terminal.wait_for("1. Begin")
    (record,) = records(tmp_path)
    assert record.ended == "idle"
    terminal.process.close(force=True)
