"""One supervisor serves many people: its memory stays as it is, and it leaves no process and no descriptor behind."""

from pathlib import Path

import pytest

from store.log import SessionLog
from tests.bench.start import memory
from tests.pty.terminals import Terminal, workers_of

PEOPLE = 60
WARM = 10


def visit(terminal: Terminal) -> None:
    for key, then in (("\r", b"When to get help now"), ("\r", b"This guide informs"), ("\r", b"Who are you"), ("l", b"Begin")):
        seen = len(terminal.everything)
        terminal.process.send(key)
        for looks in range(1, 600):
            terminal.read(0.1)
            if then in terminal.everything[seen:]:
                break
            if looks % 10 == 0:
                # A key that came before the page could be seen does not count.
                terminal.process.send(key)
        else:
            raise AssertionError(f"never {then!r}:\n{terminal.text()}")
    terminal.everything = b""


@pytest.mark.slow
def test_many_people_leave_the_parent_as_it_was(tmp_path: Path) -> None:
    terminal = Terminal(["run", "--kiosk", "--emergency-number", "112"], tmp_path)
    terminal.wait_for("Begin")
    parent = terminal.process.pid
    taken, descriptors = [], []
    for person in range(PEOPLE):
        visit(terminal)
        if person >= WARM and person % 10 == 0:
            taken.append(memory(parent, "Private_Dirty") + memory(parent, "Shared_Dirty"))
            descriptors.append(len(list(Path(f"/proc/{parent}/fd").iterdir())))
    print(
        f"{PEOPLE} people; parent's own memory in kB, first to last: {taken[0]} to {taken[-1]}; descriptors {descriptors[-1]}"
    )
    terminal.settle(2.0)
    assert max(taken) - taken[0] < 2048
    assert max(descriptors) - min(descriptors) <= 2
    assert len(workers_of(parent)) == 2
    states = [Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0] for child in workers_of(parent)]
    assert "Z" not in states
    assert list(SessionLog(tmp_path).scan()) == []
    terminal.process.close(force=True)
