"""Hands that tremble, keys that come in one piece, and windows too small to read, in a real terminal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pty.terminals import Terminal, to_the_checklist

CLICK = "\x1b[<0;72;22M\x1b[<0;72;22m"
"""The mouse goes down and up on the button at the foot, on the right."""


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    opened = Terminal(["--emergency-number", "112"], tmp_path)
    opened.wait_for("Begin")
    yield opened
    opened.process.close(force=True)


def settled(terminal: Terminal) -> str:
    for _ in range(15):
        terminal.read()
    return terminal.text()


def test_a_double_click_is_one_click(terminal: Terminal) -> None:
    terminal.press("\r", "When to get help now")
    settled(terminal)
    terminal.process.send(CLICK + CLICK)
    terminal.wait_for("This guide informs")
    assert "This guide informs" in settled(terminal)
    terminal.press(CLICK, "Who are you answering for?")


def test_two_letters_in_one_piece_never_answer_one_line_twice(terminal: Terminal) -> None:
    to_the_checklist(terminal)
    terminal.press("yn", "Cough (●) Yes")
    assert "Cough (●) Yes" in " ".join(settled(terminal).split())


def test_nothing_is_answered_in_a_window_too_small_to_read(terminal: Terminal) -> None:
    to_the_checklist(terminal)
    terminal.process.setwinsize(5, 20)
    terminal.wait_for("larger")
    terminal.process.send("yyyyyy\x1b[F\r")
    settled(terminal)
    terminal.process.setwinsize(24, 80)
    terminal.wait_for("Do you have any of these?")
    assert "●" not in settled(terminal)


def test_the_next_person_cannot_go_on_where_somebody_went_back_to(terminal: Terminal) -> None:
    to_the_checklist(terminal)
    terminal.press("y", "Cough (●) Yes")
    terminal.press("b", "May we keep your answers")
    terminal.press("b", "Who are you answering for?")
    terminal.press("b", "This guide informs")
    terminal.press("b", "When to get help now")
    terminal.process.send("b")
    assert "When to get help now" in settled(terminal)
