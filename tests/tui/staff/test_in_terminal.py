"""The staff area of the real program in a real terminal: the way in, the wait that a restart does not shorten, the way out."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Final

from argon2 import PasswordHasher

from store.log import SessionLog
from store.simulate import simulated
from tests.pins import PIN
from tests.pty.terminals import Terminal, to_the_checklist
from tui.staff.pin_backoff import Tries
from tui.visit.clock import now

F12: Final = "\x1b[24~"


def configuration(folder: Path, *, with_pin: bool = True) -> list[str]:
    pin_hash = PasswordHasher().hash(PIN)
    (folder / "export").mkdir(exist_ok=True)
    staff = f'pin_hash = "{pin_hash}"\n' if with_pin else ""
    path = folder / "site.toml"
    path.write_text(f'[site]\nemergency_number = "112"\n[staff]\n{staff}export_directory = "{folder / "export"}"\n', "utf-8")
    return ["--config", str(path)]


@contextmanager
def terminal_with(arguments: list[str], folder: Path) -> Iterator[Terminal]:
    opened = Terminal(arguments, folder / "log")
    try:
        opened.wait_for("Begin")
        yield opened
    finally:
        opened.process.close(force=True)


def give(terminal: Terminal, pin: str, then: str) -> None:
    terminal.process.send(pin)
    terminal.wait_for(" ".join("●" * len(pin)))
    terminal.press("\r", then)


def in_vain(terminal: Terminal) -> None:
    """Give the right PIN where it is not looked at."""
    terminal.process.send(PIN)
    terminal.wait_for(" ".join("●" * len(PIN)))
    terminal.send("\r", until=lambda: "●" not in terminal.text())
    terminal.wait_for("Please wait")


def settled(terminal: Terminal) -> str:
    for _ in range(20):
        terminal.read()
    return terminal.text()


def test_from_the_pin_over_an_export_to_the_end_of_the_program(tmp_path: Path) -> None:
    for record in simulated(120, now(), 10, Random(3), ("en", "es")):
        SessionLog(tmp_path / "log").append(record)
    with terminal_with(configuration(tmp_path), tmp_path) as terminal:
        terminal.press(F12, "For staff: the PIN")
        give(terminal, "111111", "That is not the PIN.")
        give(terminal, PIN, "Staff area")
        terminal.wait_for("Visits in all: 120")
        terminal.wait_for("Session log: in order")
        terminal.press("1", "Exported: ")
        (file,) = (tmp_path / "export").iterdir()
        assert f"{len(file.read_text('utf-8').splitlines()) - 1} records" in terminal.wait_for(file.name)
        terminal.press("2", "Nobody can use it until it is started again.")
        terminal.press("\x1b[A", "┃ Leave the kiosk")
        terminal.process.send("\r")
        assert terminal.wait_for_end() == 0
        assert terminal.text().strip() == ""
        assert PIN.encode() not in terminal.everything
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and PIN in path.read_text("utf-8")]


def test_after_the_staff_area_the_next_person_has_a_process_of_their_own(tmp_path: Path) -> None:
    with terminal_with(configuration(tmp_path), tmp_path) as terminal:
        terminal.press("\x0f", "For staff: the PIN")
        give(terminal, PIN, "Staff area")
        wiped = terminal.everything.count(b"\x1b[3J")
        terminal.press("\r", "Begin")
        assert terminal.everything.count(b"\x1b[3J") > wiped
        to_the_checklist(terminal)


def test_the_wait_after_wrong_pins_is_not_shortened_by_a_restart_or_a_kill(tmp_path: Path) -> None:
    arguments = configuration(tmp_path)
    with terminal_with(arguments, tmp_path) as terminal:
        terminal.press(F12, "For staff: the PIN")
        for _ in range(2):
            terminal.process.send("11\x7f\x7f")
            give(terminal, "111111", "That is not the PIN.")
        give(terminal, "222222", "Please wait")
        in_vain(terminal)
    state = tmp_path / "log" / ".pin-tries"
    tries = Tries.of(state.read_bytes())
    assert tries.wrong == 3
    # As after many more: a wait that lasts longer than a slow machine needs to start the program again.
    state.write_bytes(Tries(9, tries.since).line())
    with terminal_with(arguments, tmp_path) as terminal:
        terminal.press(F12, "Please wait")
        in_vain(terminal)
        assert "Staff area" not in terminal.text()
        terminal.press("\x1b", "Begin")
    assert Tries.of(state.read_bytes()).wrong == 9


def test_without_a_pin_the_keys_do_nothing(tmp_path: Path) -> None:
    with terminal_with(configuration(tmp_path, with_pin=False), tmp_path) as terminal:
        before = settled(terminal)
        terminal.process.send(f"{F12}\x0f")
        assert settled(terminal) == before
        assert not (tmp_path / "log" / ".pin-tries").exists()
        terminal.press("\r", "When to get help now")


def test_somebody_who_has_begun_cannot_ask_for_it(tmp_path: Path) -> None:
    with terminal_with(configuration(tmp_path), tmp_path) as terminal:
        to_the_checklist(terminal)
        terminal.process.send(F12)
        terminal.press("y", "Cough (●) Yes")
        assert "For staff" not in terminal.everything.decode(errors="replace")
