"""Whatever a terminal sends, in the real program: it lives, answers stay as given, and the next key works."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.amounts import little_and_much
from tests.pty.terminals import SECONDS, Terminal, to_the_checklist
from tests.tui.terminal.hostile import children, dropped_whole, megabytes, send_all, settled
from tests.tui.terminal.test_input_laws import random_string


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    # In one language: a random key must not leave the welcome page in words that no test looks for.
    opened = Terminal(["run", "--kiosk", "--emergency-number", "112"], tmp_path, {"PULMOSCREEN_SITE_LANGUAGES": "en"})
    opened.wait_for("Begin")
    yield opened
    assert b"\x1b]" not in opened.everything
    opened.process.close(force=True)


def answered_once(terminal: Terminal) -> str:
    to_the_checklist(terminal)
    terminal.press("y", "Cough (●) Yes")
    return settled(terminal)


def test_the_terminal_is_asked_for_no_more_than_clicks_and_marked_paste(terminal: Terminal) -> None:
    # What another program has left on is switched off; nothing is switched on.
    written = terminal.everything.replace(b"\x1b[>4;0m", b"")
    for unasked in (b"\x1b[?1003h", b"\x1b[?1004h", b"\x1b[?1015h", b"\x1b[?2048h", b"\x1b[?1016h", b"\x1b[>"):
        assert unasked not in written
    for asked in (b"\x1b[?1000h", b"\x1b[?1006h", b"\x1b[?2004h"):
        assert asked in terminal.everything


def test_what_makes_no_key_changes_nothing_on_the_screen(terminal: Terminal) -> None:
    before, people = answered_once(terminal), children(terminal)
    chance = random.Random(52)
    for _ in range(20):
        send_all(terminal, b"".join(dropped_whole(chance) for _ in range(50)))
        assert settled(terminal, looks=3) == before
    assert children(terminal) == people
    terminal.press("n", "Coughing up blood ( ) Yes (●) No")


@pytest.mark.parametrize(
    "all_begun",
    [(b"\x1b[200~y1", b"\x1b]52;c;eTE=", b"\x1bPy1", b"\x1b_y1"), (b"\x1b[<0;1", b"\x1b[", b"\x1bO", b"\xf0\x9f")],
    ids=["strings", "keys"],
)
def test_after_something_that_never_ends_the_next_keys_work(terminal: Terminal, all_begun: tuple[bytes, ...]) -> None:
    # Over 5 s: after each beginning the time passes in which its end could come.
    before = answered_once(terminal)
    symptoms = ("Coughing up blood", "Chest pain", "Difficulty breathing", "Weakness")
    for answered, (begun, symptom) in enumerate(zip(all_begun, symptoms, strict=True), start=2):
        terminal.process.send(begun)
        assert settled(terminal) == before
        terminal.press("n", f"{symptom} ( ) Yes (●) No")
        before = settled(terminal)
        assert before.count("●") == answered


def test_a_key_that_comes_in_pieces_over_a_slow_line_is_that_key(terminal: Terminal) -> None:
    before = answered_once(terminal)
    for piece in ("\x1b", "[", "1", "9", "~"):
        send_all(terminal, piece.encode())
        terminal.read(0.01)
    assert settled(terminal) == before
    for piece in ("\x1b[", "1", "1~"):
        send_all(terminal, piece.encode())
        terminal.read(0.15)
    terminal.wait_for("When to get help now")


def test_a_bare_escape_goes_back(terminal: Terminal) -> None:
    answered_once(terminal)
    terminal.press("\x1b", "May we keep your answers")


@pytest.mark.parametrize("size", little_and_much(50_000, 2_000_000))
@pytest.mark.parametrize("kind", ["a paste without end", "a key held down", "noise"])
def test_megabytes_at_once_are_over_soon_and_take_no_memory(terminal: Terminal, kind: str, size: int) -> None:
    paste, key, noise = b"\x1b[200~" + b"y1\r" * (size // 3), b"y" * size, random.Random(2).randbytes(size)
    data = {"a paste without end": paste, "a key held down": key, "noise": noise}[kind]
    answered_once(terminal)
    before, start = megabytes(terminal), time.monotonic()
    send_all(terminal, data)
    settled(terminal)
    took = time.monotonic() - start
    if data.startswith(b"\x1b"):
        assert terminal.text().count("●") == 1
        assert megabytes(terminal) - before < 10
    terminal.process.send("l" if "Leave" in terminal.text() else "\r")
    settled(terminal)
    assert terminal.process.isalive()
    print(f"{len(data)} bytes in {took:.1f} s, {before:.0f} MB before")
    assert took < 40


@pytest.mark.parametrize("count", little_and_much(100, 2000))
def test_thousands_of_random_strings_end_nothing_and_the_next_person_is_unharmed(terminal: Terminal, count: int) -> None:
    chance = random.Random(4)
    most = 0.0
    for number in range(count):
        send_all(terminal, random_string(chance))
        terminal.read(0.005)
        if number % 100 == 0:
            most = max(most, megabytes(terminal))
    if "Your answer:" in settled(terminal):
        # One of them asked for plain lines; leaving those brings the screens back.
        terminal.step("\r")
        terminal.send("l\r", until=lambda: "Your answer:" not in terminal.text())
    alarm = time.monotonic() + SECONDS
    while "Begin" not in settled(terminal):
        assert time.monotonic() < alarm, terminal.text()
        terminal.process.send("\x1b[21~" if "Thank you" not in terminal.text() else "\r")
    print(f"{count} strings, at most {most:.0f} MB, {len(terminal.everything)} bytes written")
    assert most < 120
    to_the_checklist(terminal)
    assert "●" not in terminal.quiet()
    assert not list(Path(f"/proc/{terminal.process.pid}/cwd").glob("keys.log"))
