"""Visits one after another on one terminal: do the supervisor's memory, and how soon the next person is greeted, stay flat?

    nice -n 19 python -m tests.bench.visits                     2,000 visits; under a quarter of an hour
    nice -n 19 python -m tests.bench.visits 2000 CHART.svg      and a chart

Every tenth person answers, and leaves with a record that is kept; the others read one page and leave. After each visit an empty
Python is started: on a machine with other work, how many times as long the page takes tells more than its milliseconds.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Final

from store.log import SessionLog
from tests.bench.pty_program import PtyProgram
from tests.soak.samples import Sample, chart, sample

MEASURES: Final = (
    "memory, MB", "descriptors", "ms from leaving to the next first page", "ms to the next page",
    "ms that an empty Python takes", "from leaving to the next first page, times an empty Python",
)  # fmt: skip
EACH: Final = 10
"""Visits that are one point of the chart: medians of their times, and what the supervisor holds after them."""

CHOSEN: Final = "(●)".encode()
KEPT: Final = (
    ("\r", b"informs"), ("\r", b"Who are you"), ("1", CHOSEN), ("\r", b"May we keep"), ("1", CHOSEN), ("\r", b"Cough"),
)  # fmt: skip
"""Keys from the first page to read to the checklist, and words of what each leads to."""


def empty_python() -> float:
    """Return the milliseconds that an empty Python takes to start and to end."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-I", "-c", "pass"], check=True)
    return 1000 * (time.perf_counter() - began)


def visit(kiosk: PtyProgram, *, keeps: bool) -> tuple[float, float, float]:
    """Read a page, answer where `keeps`, and leave.

    Returns the milliseconds to the next first page, to the page, and of an empty Python.
    """
    page = kiosk.until("\r", b"get help now")
    for key, words in KEPT if keeps else ():
        kiosk.until(key, words)
    return kiosk.until("l", b"Begin"), page, empty_python()


def measure(times: int, folder: Path) -> list[Sample]:
    """Let so many people come and go, and return a sample for every ten."""
    environment = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": str(folder), "PATH": os.environ["PATH"]}
    run = (sys.executable, "-I", "-X", "utf8", "-m", "tui", "run", "--kiosk", "--emergency-number", "112", "--data")
    kiosk = PtyProgram((*run, str(folder / "log")), environment)
    samples = []
    try:
        kiosk.started(b"Begin")
        for number in range(EACH, times + 1, EACH):
            done = [visit(kiosk, keeps=not index) for index in range(EACH)]
            memory, descriptors, *_ = sample(kiosk.process, number).values
            next_page, page, empty = (median(times_of) for times_of in zip(*done, strict=True))
            samples.append(Sample(number, (memory, descriptors, next_page, page, empty, next_page / empty)))
            print(f"{number:>6} visits, {memory:.1f} MB, {next_page:.0f} ms", end="\r" if number < times else "\n", flush=True)
    finally:
        kiosk.close()
    kept = len(list(SessionLog(folder / "log").scan()))
    assert kept == times // EACH, f"{kept} records of {times // EACH}"
    return samples


def main() -> None:
    """Measure, and print the medians of the first and of the last hundred visits."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("times", type=int, nargs="?", default=2000)
    parser.add_argument("chart", type=Path, nargs="?")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        samples = measure(args.times, Path(folder))
    print(f"{args.times} visits")
    for index, name in enumerate(MEASURES):
        first, last = (median(one.values[index] for one in part) for part in (samples[:10], samples[-10:]))
        print(f"{name:<60}{first:>8.1f}{last:>8.1f}")
    if args.chart:
        args.chart.write_text(chart({"supervisor": samples}, MEASURES, "visits"))


if __name__ == "__main__":
    main()
