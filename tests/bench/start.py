"""How soon the next person is greeted: a cold start, and the last key of one person, to the next painted welcome page.

`python -m tests.bench.start [TIMES]`, in one run on one machine, because only the ratio means something.
"""

import contextlib
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.pty.terminals import Terminal, children_of

GREETED = b"Begin"
ARGUMENTS = ["run", "--kiosk", "--emergency-number", "112"]


def memory(process: int, kind: str = "Pss") -> int:
    """Return what a process takes, in kilobytes."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith(f"{kind}:"):
                return int(line.split()[1])
    return 0


def until_greeted(terminal: Terminal, act: Callable[[], object]) -> float:
    """Return the milliseconds from an act to a painted welcome page."""
    seen = len(terminal.everything)
    began = time.perf_counter()
    act()
    while GREETED not in terminal.everything[seen:]:
        assert terminal.read(1.0), "ended before the welcome page"
    return 1000 * (time.perf_counter() - began)


def cold(folder: Path) -> tuple[float, Terminal]:
    """Start the program from nothing."""
    began = time.perf_counter()
    terminal = Terminal(ARGUMENTS, folder)
    while GREETED not in terminal.everything:
        assert terminal.read(1.0), "ended before the welcome page"
    return 1000 * (time.perf_counter() - began), terminal


def to_consent(terminal: Terminal) -> None:
    """Walk to where a person can leave with something that was said."""
    terminal.press("\r", "When to get help now")
    terminal.press("\r", "This guide informs")
    terminal.press("\r", "Who are you answering for?")
    terminal.press("1", "▶ 1")
    terminal.press("\r", "May we keep your answers")
    terminal.press("1", "▶ 1")
    terminal.press("\r", "Do you have any of these?")


def stay(terminal: Terminal, seconds: float = 3.0) -> None:
    """Read a page, as people do."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert terminal.read()


def main(times: int) -> None:
    """Print the table."""
    colds, nexts, quiet, quick = [], [], [], []
    taken: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        cold(Path(folder))[1].process.close(force=True)
        for _ in range(times):
            milliseconds, terminal = cold(Path(folder))
            colds.append(milliseconds)
            to_consent(terminal)
            stay(terminal)
            nexts.append(until_greeted(terminal, lambda: terminal.process.send("l")))  # noqa: B023 - called at once
            stay(terminal)
            terminal.press("\r", "When to get help now")
            quiet.append(until_greeted(terminal, lambda: terminal.process.send("l")))  # noqa: B023
            terminal.press("\r", "When to get help now")
            quick.append(until_greeted(terminal, lambda: terminal.process.send("l")))  # noqa: B023
            stay(terminal)
            parent = terminal.process.pid
            taken = {"parent": memory(parent)} | {f"child {n}": memory(child) for n, child in enumerate(children_of(parent), 1)}
            terminal.process.close(force=True)
    middle = statistics.median(colds)
    print(f"{'to the welcome page':<44}{'ms':>8}{'ratio':>8}")
    for name, values in (
        ("cold start", colds),
        ("after a person whose record is kept", nexts),
        ("after one without", quiet),
        ("after one who leaves within the second", quick),
    ):
        print(f"{name:<44}{statistics.median(values):>8.0f}{statistics.median(values) / middle:>8.2f}")
    print("memory, PSS in kB: " + ", ".join(f"{name} {kilobytes}" for name, kilobytes in taken.items()))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
