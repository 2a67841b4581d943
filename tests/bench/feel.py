"""How the kiosk feels: its start and its keys beside a bare Textual app, a form, Python alone and whiptail, in one run.

    python -m tests.bench.feel                    tables; one to three minutes
    python -m tests.bench.feel --json FILE        the same as JSON too
    python -m tests.bench.feel --times 3          fewer rounds

All programs take turns, so that each meets the same moments of the same machine: read the ratios, not the milliseconds.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from rich.console import Console
from rich.table import Table

from tests.bench.pty_program import PtyProgram, Reaction

PYTHON: Final = (sys.executable, "-I")
HERE: Final = Path(__file__).parent
FLOOR: Final = "bare Textual app"
KIOSK: Final = "the kiosk"

Samples = dict[tuple[str, str], list[Reaction]]
"""Reactions by program and by what was done."""


@dataclass(frozen=True)
class Program:
    """A command, the words of its first page, and keys by what they do; keys without a name lead to the next page."""

    command: tuple[str, ...]
    words: bytes
    keys: tuple[tuple[str, str], ...]


WALK: Final = (
    ("page", "\r"), ("page", "\r"), ("page", "\r"), *[("choice", "1"), ("page", "\r")] * 2,
    ("move", "\x1b[B"), ("move", "\x1b[A"), *[("reply", "2")] * 6, ("page", "\r"), ("choice", "2"), ("page", "\r"),
    ("page", "0"), ("part of the report", "1"), ("part of the report", "2"),
    ("help", "h"), ("page", "b"), ("theme", "c"), ("language", "\x1bOR"), ("language", "\x1bOR"),
)  # fmt: skip
"""From the welcome page to the report, for somebody without symptoms and without a diagnosis."""


def programs() -> dict[str, Program]:
    """Return what is measured, and what it is measured beside, where it is installed."""
    run = (*PYTHON, "-X", "utf8", "-m", "tui", "run", "--emergency-number", "112")
    found = {
        KIOSK: Program(run, b"Begin", WALK),
        FLOOR: Program((*PYTHON, str(HERE / "bare_app.py")), b"Begin", (("move", "\t"), ("choice", " "))),
        "Textual form": Program(
            (*PYTHON, str(HERE / "form_app.py")), b"Begin", (("move", "\t"), ("move", "\x1b[B"), ("choice", " "))
        ),
        "python -I -c pass": Program((*PYTHON, "-c", "print('Begin')"), b"Begin", ()),
    }
    boxes = ("--checklist", "Begin", "20", "70", "6", *(f"{name} - off".split(" ") for name in ("cough", "blood", "pain")))
    words = tuple(word for box in boxes for word in ([box] if isinstance(box, str) else box))
    for name in ("whiptail", "dialog"):
        if path := shutil.which(name):
            found[name] = Program((path, *words), b"Begin", (("move", "\x1b[B"), ("choice", " ")))
    return found


def measure(rounds: int) -> Samples:
    """Start each program in turn, and press its keys."""
    samples: Samples = defaultdict(list)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        environment = {
            "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": folder, "PULMOSCREEN_DATA": f"{folder}/log",
            "PATH": os.environ["PATH"], "PULMOSCREEN_SITE_LANGUAGES": "en es",
        }  # fmt: skip
        for _ in range(rounds):
            for name, program in programs().items():
                for done, reaction in reactions(program, environment):
                    samples[name, done].append(reaction)
    return samples


def reactions(program: Program, environment: Mapping[str, str]) -> Iterator[tuple[str, Reaction]]:
    """Yield what came after the start and after each key."""
    running = PtyProgram(program.command, environment)
    try:
        yield "start", running.started(program.words)
        for done, key in program.keys:
            reaction = running.press(key)
            assert reaction.data, f"nothing came after {done}"
            yield done, reaction
    finally:
        running.close()


def table(samples: Samples, done: str, floor: float) -> Table:
    """Return the medians of one thing that was done, and their ratios to the bare app's start or move."""
    made = Table(title=f"{done}: medians")
    for column in ("", "first byte, ms", "last byte, ms", "ratio", "bytes"):
        made.add_column(column, justify="left" if not column else "right")
    for (name, what), found in samples.items():
        if what == done:
            last = median(one.last for one in found)
            first, size = median(one.first for one in found), median(one.size for one in found)
            made.add_row(name, f"{first:.1f}", f"{last:.1f}", f"{last / floor:.2f}", f"{size:,.0f}")
    return made


def as_json(samples: Samples) -> str:
    """Return the medians as JSON."""
    return json.dumps(
        [
            {
                "program": name, "done": done, "times": len(found), "first_ms": round(median(one.first for one in found), 2),
                "last_ms": round(median(one.last for one in found), 2), "bytes": median(one.size for one in found),
            }
            for (name, done), found in samples.items()
        ],
        indent=1,
    )  # fmt: skip


def main() -> None:
    """Measure, and print tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=5, metavar="N", help="rounds (5)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the medians here too")
    args = parser.parse_args()
    samples = measure(args.times)
    console = Console(width=100)
    for done in dict.fromkeys(done for _, done in samples):
        beside = samples.get((FLOOR, done)) or samples[FLOOR, "move"]
        console.print(table(samples, done, median(one.last for one in beside)))
    if args.json:
        args.json.write_text(as_json(samples) + "\n")


if __name__ == "__main__":
    main()
