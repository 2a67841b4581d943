"""Every key and every button of the mouse, in the real program: none ends a visit or gives an answer that was not pressed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pty.terminals import COLUMNS, ROWS, Terminal, to_the_checklist
from tests.tui.terminal.hostile import children, send_all, settled

CONTROLS_THAT_ACT = b"\t\r\x08\x1b"
FUNCTION_KEYS = [*(b"\x1b[%d~" % number for number in (15, 19, 20, 23, 24)), b"\x1b[[E"]
WITH_MODIFIERS = [
    sequence % modifier
    for modifier in range(2, 17)
    for sequence in (b"\x1b[1;%dP", b"\x1b[1;%dQ", b"\x1b[1;%dS", b"\x1b[21;%d~", b"\x1b[12;%d~", b"\x1b[11;%d~")
]


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    opened = Terminal(["run", "--kiosk", "--emergency-number", "112"], tmp_path)
    opened.wait_for("Begin")
    to_the_checklist(opened)
    opened.press("y", "Cough (●) Yes")
    settled(opened)
    yield opened
    assert b"\x1b]" not in opened.everything
    opened.process.close(force=True)


def unchanged_by(terminal: Terminal, sent: list[bytes]) -> bool:
    before, people = settled(terminal), children(terminal)
    for start in range(0, len(sent), 10):
        send_all(terminal, b"".join(sent[start : start + 10]))
        settled(terminal, looks=4)
    return settled(terminal) == before and children(terminal) == people


def test_no_control_key_but_the_kiosks_own_does_anything(terminal: Terminal) -> None:
    assert unchanged_by(terminal, [bytes((code,)) for code in range(0x20) if code not in CONTROLS_THAT_ACT])


def test_no_function_key_but_the_kiosks_own_does_anything(terminal: Terminal) -> None:
    assert unchanged_by(terminal, FUNCTION_KEYS + WITH_MODIFIERS)


@pytest.mark.slow
def test_no_key_does_anything_with_alt(terminal: Terminal) -> None:
    assert unchanged_by(terminal, [b"\x1b" + bytes((code,)) for code in range(0x20, 0x7F) if chr(code) not in "[O]PX^_"])
    for opening in b"[O]PX^_":
        assert unchanged_by(terminal, [b"\x1b" + bytes((opening,))])


def test_only_the_left_button_presses(terminal: Terminal) -> None:
    # Over 5 s: each button is pressed on every place of the screen.
    places = [(column, row) for row in range(1, ROWS + 1) for column in range(1, COLUMNS + 1, 7)]
    for button in (1, 2, 3, 66, 67, 128, 129):
        both = [b"\x1b[<%d;%d;%dM\x1b[<%d;%d;%dm" % (button, *place, button, *place) for place in places]
        assert unchanged_by(terminal, [b"".join(both)])


def test_to_drag_over_the_screen_answers_nothing(terminal: Terminal) -> None:
    drags = [
        b"\x1b[<0;2;%dM\x1b[<32;40;%dM\x1b[<0;70;%dm\x1b[<0;70;%dM\x1b[<0;2;%dm" % (row, row, row + 1, row, ROWS - row)
        for row in range(4, ROWS - 2)
    ]
    terminal.process.send(b"".join(drags[:8]))
    settled(terminal)
    terminal.process.send(b"".join(drags[8:]))
    assert settled(terminal).count("●") == 1
    assert "Cough (●) Yes" in " ".join(terminal.text().split())


def test_a_double_click_on_an_answer_gives_that_answer_alone(terminal: Terminal) -> None:
    lines = terminal.text().splitlines()
    row = next(number for number, line in enumerate(lines, 1) if "Chest pain" in line)
    column = lines[row - 1].index("( )") + 2
    click = b"\x1b[<0;%d;%dM\x1b[<0;%d;%dm" % (column, row, column, row)
    terminal.process.send(click * 2)
    assert "Chest pain (●) Yes" in " ".join(settled(terminal).split())
    assert terminal.text().count("●") == 2


def test_pasted_text_answers_nothing_whatever_is_in_it(terminal: Terminal) -> None:
    assert unchanged_by(terminal, [b"\x1b[200~" + b"1\r" * 200 + b"\x1b[F\r\x1b[21~l" + b"\x1b[201~"])
    terminal.press("n", "Coughing up blood ( ) Yes (●) No")
