"""`pulmoscreen run` in a real terminal: one person after another, each forgotten."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.log import SessionLog
from store.record import Record
from tests.pty.terminals import Terminal, to_the_checklist

NUMBER = ["--emergency-number", "112"]


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    opened = Terminal(NUMBER, tmp_path)
    opened.wait_for("Begin")
    yield opened
    opened.process.close(force=True)


def records(tmp_path: Path) -> list[Record]:
    return list(SessionLog(tmp_path).scan())


def test_a_whole_visit_ends_on_a_fresh_welcome_page_with_one_record_on_disk(terminal: Terminal, tmp_path: Path) -> None:
    to_the_checklist(terminal)
    terminal.press("4", "(●) No")
    terminal.press("\r", "Has a doctor ever told you")
    terminal.press("2", "▶ 2 (●)")
    terminal.press("\r", "Check your answers")
    terminal.press("\r", "This is what you told us.")
    terminal.press("2", "cannot tell whether you are")
    (record,) = records(tmp_path)
    assert record.ended == "result"
    terminal.press("f", "What will you do now?")
    terminal.press("2\r", "Thank you. Take care.")
    terminal.press("\r", "Begin")
    assert [record.what_now for record in records(tmp_path)] == ["doctor_today"]
    terminal.process.send("\x11")
    assert terminal.wait_for_end() == 0


def test_the_next_person_sees_nothing_of_the_one_before(terminal: Terminal) -> None:
    to_the_checklist(terminal)
    terminal.press("y", "Cough (●) Yes")
    terminal.press("l", "Begin")
    assert "\x1b[3J" in terminal.everything.decode(errors="replace")
    to_the_checklist(terminal)
    assert "●" not in terminal.quiet()


def test_a_burst_of_keys_sent_at_once_answers_and_skips_no_question(terminal: Terminal, tmp_path: Path) -> None:
    terminal.press("\r", "When to get help now")
    terminal.press("\r", "This guide informs")
    terminal.press("\r", "Who are you answering for?")
    terminal.press("1", "▶ 1")
    terminal.press("\r", "May we keep your answers")
    # Keys count once the page was seen, and only as many of a burst go on as hands can make: all of them come after that.
    terminal.quiet()
    terminal.process.send("1\r" * 200)
    terminal.wait_for("Do you have any of these?")
    for _ in range(20):
        terminal.read()
    assert "Do you have any of these?" in terminal.text()
    assert "●" not in terminal.text()
    assert records(tmp_path) == []


def test_no_control_key_ends_or_stops_a_visit(terminal: Terminal) -> None:
    to_the_checklist(terminal)
    terminal.process.send("\x03\x1a\x1c\x11\x10\x04\x16\x0f")
    terminal.press("y", "Cough (●) Yes")
    assert b"\x1b]52" not in terminal.everything


def test_pasted_text_and_bytes_that_are_not_utf8_do_not_end_a_visit(terminal: Terminal) -> None:
    to_the_checklist(terminal)
    terminal.process.send(b"\x1b[200~yyyyyy\x1b[201~\xff\xfe\xc3(\xed\xa0\x80")
    terminal.press("y", "Cough (●) Yes")
    assert terminal.text().count("●") == 1


def test_leaving_clears_the_screen_at_once_and_keeps_what_was_agreed_to(terminal: Terminal, tmp_path: Path) -> None:
    to_the_checklist(terminal)
    terminal.press("l", "Begin")
    (record,) = records(tmp_path)
    assert record.ended == "left"
    assert record.kept


def test_once_ends_after_one_person_and_leaves_an_empty_terminal(tmp_path: Path) -> None:
    terminal = Terminal([*NUMBER, "run", "--once"], tmp_path)
    terminal.wait_for("Begin")
    to_the_checklist(terminal, keep="2")
    terminal.process.send("l")
    assert terminal.wait_for_end() == 0
    assert terminal.text().strip() == ""
    (record,) = records(tmp_path)
    assert not record.kept


def test_a_terminal_that_goes_away_ends_the_visit_and_its_process(terminal: Terminal, tmp_path: Path) -> None:
    to_the_checklist(terminal)
    listed = subprocess.run(["pgrep", "-P", str(terminal.process.pid)], capture_output=True, text=True, check=True)
    children = listed.stdout.split()
    terminal.process.close(force=False)
    for child in children:
        subprocess.run(["timeout", "20", "tail", f"--pid={child}", "-f", "/dev/null"], check=True)
    (record,) = records(tmp_path)
    assert record.ended == "left"


@pytest.mark.parametrize("arguments", [[], ["run"], ["--once"]])
def test_it_does_not_start_without_an_emergency_number(arguments: list[str], tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tui", *arguments, "--data", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin", "HOME": str(tmp_path)},
    )
    assert ended.returncode == 2
    assert ended.stderr.startswith("pulmoscreen: site.emergency_number: ")
    assert ended.stderr.count("\n") == 1
    assert ended.stdout == ""


def test_it_does_not_start_where_there_is_no_terminal(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tui", *NUMBER, "--data", str(tmp_path)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert ended.returncode == 2
    assert "needs a terminal" in ended.stderr
