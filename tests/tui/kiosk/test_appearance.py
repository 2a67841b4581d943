"""What a real terminal gets: its cursor on the focus, no colour where none is wanted, and the whole way by touch alone."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.pty.terminals import Terminal, to_the_checklist

NUMBER: Final = ["--emergency-number", "112"]
Open = Callable[..., Terminal]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    terminals: list[Terminal] = []

    def open_one(**environment: str) -> Terminal:
        terminals.append(Terminal(NUMBER, tmp_path, environment))
        terminals[-1].wait_for("Begin")
        return terminals[-1]

    yield open_one
    for terminal in terminals:
        terminal.process.close(force=True)


def settle(terminal: Terminal) -> None:
    """Read until nothing more comes; longer than the time after a change in which a second click is not taken for one."""
    quiet = 0
    while quiet < 10:
        before = len(terminal.everything)
        terminal.read()
        quiet = quiet + 1 if len(terminal.everything) == before else 0


def cursor_row(terminal: Terminal) -> str:
    """Return the row of the screen that the terminal's own cursor stands on; it has to be shown."""
    settle(terminal)
    cursor = terminal._screen.cursor
    assert not cursor.hidden
    return terminal._screen.display[cursor.y][cursor.x :]


def test_the_terminals_cursor_is_shown_and_follows_the_focus(opened: Open) -> None:
    # Over 5 s: two terminals are opened and walked through.
    terminal = opened()
    assert cursor_row(terminal).startswith(" 0  Begin")
    to_the_checklist(terminal)
    assert cursor_row(terminal).startswith("▶ Cough ")
    terminal.press("\x1b[B", "▶ Coughing up blood")
    assert cursor_row(terminal).startswith("▶ Coughing up blood")
    terminal.press("\x1b[F", "┏")
    assert cursor_row(terminal).startswith(" 0  Continue")
    terminal.press("4", "(●) No")
    terminal.press("\r", "Has a doctor ever told you")
    assert cursor_row(terminal).startswith("Has a doctor ever told you")
    terminal.press("2", "▶ 2 (●)")
    assert cursor_row(terminal).startswith("▶ 2  (●) No")


def colours_in(terminal: Terminal) -> set[str]:
    """Return the parameters of every sequence that sets a style, but those that set bold, underline, reverse or defaults."""
    sequences = re.findall(rb"\x1b\[([0-9;]*)m", terminal.everything)
    plain = {"", "0", "1", "3", "4", "7", "22", "27", "39", "49"}
    return {";".join(sorted(parts - plain)) for found in set(sequences) if (parts := set(found.decode().split(";"))) - plain}


def test_no_colour_is_sent_where_none_is_wanted_and_the_way_can_still_be_walked(opened: Open) -> None:
    terminal = opened(NO_COLOR="1")
    to_the_checklist(terminal)
    terminal.press("y", "Cough (●) Yes")
    terminal.process.send("c")
    settle(terminal)
    assert colours_in(terminal) == set()
    assert re.search(rb"\x1b\[(?:\d+;)*7(?:;\d+)*m", terminal.everything)


@pytest.mark.parametrize("term", ["linux", "xterm"])
def test_a_terminal_of_sixteen_colours_gets_no_others(opened: Open, term: str) -> None:
    terminal = opened(TERM=term, COLORTERM="")
    to_the_checklist(terminal)
    terminal.process.send("c")
    settle(terminal)
    numbers = {int(number) for found in colours_in(terminal) for number in found.split(";")}
    assert numbers
    assert all(30 <= number <= 37 or 40 <= number <= 47 or 90 <= number <= 97 for number in numbers), numbers


def touch(terminal: Terminal, words: str, then: str) -> None:
    """Touch the middle of the last place where `words` stand, as a mouse that reports in SGR; wait for other words."""
    settle(terminal)
    y, row = next((y, row) for y, row in reversed(list(enumerate(terminal.text().splitlines()))) if words in row)
    x = row.rindex(words) + len(words) // 2 + 1
    terminal.process.send(f"\x1b[<0;{x};{y + 1}M\x1b[<0;{x};{y + 1}m")
    terminal.wait_for(then)


WALK: Final = (
    ("Colours", "Begin"),
    ("Begin", "When to get help now"),
    ("Continue", "This guide informs"),
    ("I understand", "Who are you answering for?"),
    ("For myself", "▶ 1 (●)"),
    ("Continue", "May we keep your answers"),
    ("Yes, keep them", "▶ 1 (●)"),
    ("Continue", "Do you have any of these?"),
    ("I have none", "(●) No"),
    ("Coughing up blood                         ( ) Yes", "▶ Coughing up blood"),
    ("1  Yes", "Coughing up blood (●) Yes"),
    ("Continue", "How much blood"),
    ("More than a few", "▶ 1 (●)"),
    ("Continue", "Coughing up more than a few"),
    ("Go on with", "Has a doctor ever told you"),
    ("( ) Yes", "▶ 1 (●)"),
    ("Continue", "Where did the cancer start?"),
    ("Kidney", "▶ 5 (●)"),
    ("Continue", "spread to your lung?"),
    ("( ) Yes", "▶ 1 (●)"),
    ("Continue", "For people who have"),
    ("Continue", "can be cured?"),
    ("I have not been told", "▶ 3 (●)"),
    ("Continue", "taken out by surgery?"),
    ("planned", "▶ 3 (●)"),
    ("Continue", "only metastasis"),
    ("( ) Yes", "▶ 1 (●)"),
    ("Continue", "well-defined area"),
    ("( ) Yes", "▶ 1 (●)"),
    ("Continue", "everyday life?"),
    ("I need some help", "▶ 3 (●)"),
    ("Continue", "What matters most"),
    ("comfortable", "▶ 3 [x]"),
    ("Continue", "Check your answers"),
    ("Show my summary", "First: when to get help"),
    ("Finish", "What will you do now?"),
    ("Nothing", "▶ 5 (●)"),
    ("Finish", "Do not drive yourself."),
    ("Finish and clear", "Thank you. Take care."),
    ("Close", "Begin"),
)
"""What is touched from the first page to the last one, and the words that come then."""


@pytest.mark.slow
def test_touch_alone_walks_from_welcome_to_goodbye_with_an_emergency_and_a_metastasis_on_the_way(opened: Open) -> None:
    terminal = opened()
    for words, then in WALK:
        touch(terminal, words, then)
