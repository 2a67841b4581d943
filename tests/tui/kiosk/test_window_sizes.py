"""Windows of any size, changing as fast as they can, in the real program."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.pty.terminals import COLUMNS, ROWS, Terminal, to_the_checklist
from tests.tui.terminal.hostile import children, megabytes, swallow

SIZES: Final = [
    (1, 1),
    (2, 1),
    (1, 2),
    (1, 2000),
    (2000, 1),
    (3, 3),
    (12, 40),
    (11, 39),
    (50, 132),
    (200, 400),
    (2000, 2000),
    (20000, 20000),
]
"""Rows and columns."""


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    opened = Terminal(["run", "--kiosk", "--emergency-number", "112"], tmp_path)
    opened.wait_for("Begin")
    to_the_checklist(opened)
    opened.press("y", "Cough (●) Yes")
    yield opened
    assert b"\x1b]" not in opened.everything
    opened.process.close(force=True)


def back_to_a_usual_window(terminal: Terminal) -> str:
    swallow(terminal)
    terminal.process.setwinsize(ROWS, COLUMNS)
    terminal._screen.reset()
    return terminal.wait_for("Cough (●) Yes")


@pytest.mark.slow
def test_a_window_of_any_size_takes_little_memory_and_gives_the_step_back(terminal: Terminal) -> None:
    people, before = children(terminal), megabytes(terminal)
    for size in SIZES:
        terminal.process.setwinsize(*size)
        swallow(terminal)
        assert "Cough (●) Yes" in " ".join(back_to_a_usual_window(terminal).split()), size
        print(f"{size}: {before:.0f} MB before, at most {megabytes(terminal):.0f} MB")
        assert megabytes(terminal) - before < 60, size
    assert children(terminal) == people


def test_a_storm_of_sizes_ends_nothing_and_takes_little_memory(terminal: Terminal) -> None:
    people, before = children(terminal), megabytes(terminal)
    for number in range(2000):
        terminal.process.setwinsize(*SIZES[number * 7 % len(SIZES)])
        if number % 50 == 0:
            swallow(terminal, looks=1)
    assert "Cough (●) Yes" in " ".join(back_to_a_usual_window(terminal).split())
    print(f"{before:.0f} MB before, at most {megabytes(terminal):.0f} MB, {len(terminal.everything)} bytes written")
    assert megabytes(terminal) - before < 100
    assert children(terminal) == people
    terminal.press("h", "When to get help now")


@pytest.mark.parametrize("size", [(11, 80), (24, 39)])
def test_a_window_too_small_to_read_says_so_kindly(terminal: Terminal, size: tuple[int, int]) -> None:
    terminal.process.setwinsize(*size)
    terminal.wait_for("larger")
    assert "Cough (●) Yes" in " ".join(back_to_a_usual_window(terminal).split())
