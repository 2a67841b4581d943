"""A long day: visits on a terminal and over SSH at once, disturbed all the time. `python -m tests.soak.run SECONDS [CHART]`.

Every visit checks that it shows the person's own answers and no other's; at the end every record that a person was left
with is there, and what the processes hold has not grown. With `--hours`, the wall clock that the program reads shows so
many; with `--pause`, people and disturbances come with such pauses between them. Time-outs run by the real clock.
"""

import argparse
import asyncio
import contextlib
import random
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import asyncssh

from store.log import SessionLog
from tests.pty.terminals import Terminal, to_the_checklist
from tests.soak.disturbances import disturb
from tests.soak.place import Clock, Disk, Place, open_place
from tests.soak.samples import Sample, chart, sample
from tests.tui.ssh.people import person
from tui.visit.failed_writes import FailedWrites

GUESTS = 4
"""People over SSH at the same time."""

SAMPLES = 300
FIRST = "Cough"
DISTURBED_AFTER = 3.0
"""Seconds from one disturbance to the next."""


@dataclass
class Day:
    """What has happened so far. A record of a visit is `due` where the disk had room from its beginning to its end."""

    seconds: float
    pause: float = 0.0
    began: float = field(default_factory=time.monotonic)
    over_ssh: int = 0
    at_the_terminal: int = 0
    due: int = 0
    cut_off: int = 0
    disturbances: Counter[str] = field(default_factory=Counter)
    records: int = 0
    not_kept: int = 0
    mixed_up: list[str] = field(default_factory=list)
    held: dict[str, list[Sample]] = field(default_factory=lambda: {"SSH server": [], "supervisor": []})

    def is_over(self) -> bool:
        return time.monotonic() - self.began > self.seconds

    def ended(self, disk: Disk, before: int) -> None:
        """Note that a visit ended in order which began at that moment of the disk."""
        self.due += disk.moments == before and before % 2 == 0


def look(day: Day, text: str, mine: str) -> None:
    """Note a screen that shows another answer than the person's own."""
    marked = [" ".join(line.split()) for line in text.splitlines() if "●" in line]
    if marked and not all(line.startswith(FIRST) and f"(●) {mine}" in line for line in marked):
        day.mixed_up.append(text)


async def guests(day: Day, place: Place, chance: random.Random) -> None:
    while not day.is_over():
        await asyncio.sleep(day.pause)
        before = place.disk.moments
        key, mine = chance.choice((("y", "Yes"), ("n", "No")))
        try:
            async with asyncio.timeout(60), person(place.server) as somebody:
                await somebody.wait_for("Begin")
                await somebody.to_the_checklist()
                await somebody.press(key, f"(●) {mine}")
                look(day, somebody.text(), mine)
                if chance.random() < 0.2:
                    somebody.process.get_extra_info("connection").abort()
                    day.cut_off += 1
                    continue
                somebody.type("l")
                if await somebody.wait_for_end() == 0:
                    day.over_ssh += 1
                    day.ended(place.disk, before)
        except (OSError, TimeoutError, AssertionError, asyncssh.Error):
            day.cut_off += 1


def at_the_terminal(day: Day, terminal: Terminal, disk: Disk, chance: random.Random) -> None:
    while not day.is_over():
        terminal.settle(day.pause)
        before = disk.moments
        key, mine = chance.choice((("y", "Yes"), ("n", "No")))
        try:
            while "Begin" not in terminal.text():
                terminal.step("\r")
            to_the_checklist(terminal)
            terminal.press(key, f"(●) {mine}")
            look(day, terminal.text(), mine)
            terminal.press("l", "Begin")
            day.at_the_terminal += 1
            day.ended(disk, before)
        except AssertionError:
            # The process of the person was killed: whoever comes next begins anew.
            assert terminal.process.isalive(), "the kiosk has ended"
            day.cut_off += 1


async def watch(day: Day, pids: dict[str, int]) -> None:
    while not day.is_over():
        for name, pid in pids.items():
            with contextlib.suppress(OSError):
                day.held[name].append(await asyncio.to_thread(sample, pid, time.monotonic() - day.began))
        await asyncio.sleep(max(1.0, day.seconds / SAMPLES))


async def soak(seconds: float, folder: Path, *, hours: float = 8.0, pause: float = 0.0) -> Day:
    """Let so many seconds pass, in which the wall clock that the program reads shows `hours`, and return what happened."""
    with open_place(folder, Clock(folder / "clock", rate=3600 * hours / seconds, began=time.time())) as place:
        day = Day(seconds, pause)
        terminal, disturbed_after = place.terminal, max(DISTURBED_AFTER, 2 * pause)
        async with asyncio.TaskGroup() as together:
            for number in range(GUESTS):
                together.create_task(guests(day, place, random.Random(number)))
            together.create_task(asyncio.to_thread(at_the_terminal, day, terminal, place.disk, random.Random(99)))
            together.create_task(watch(day, {"SSH server": place.server.process.pid, "supervisor": terminal.process.pid}))
            disturbing = together.create_task(disturb(place, random.Random(8), disturbed_after, day.is_over))
        day.disturbances = disturbing.result()
        await asyncio.to_thread(place.server.until_empty)
        logs = [SessionLog(place.server.data), SessionLog(place.disk.folder / "terminal")]
        day.records = sum(len(list(log.scan())) for log in logs)
        day.not_kept = sum(FailedWrites(log.directory).count() for log in logs)
    return day


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seconds", type=float)
    parser.add_argument("chart", type=Path, nargs="?")
    parser.add_argument("--hours", type=float, default=8.0)
    parser.add_argument("--pause", type=float, default=0.0)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        day = asyncio.run(soak(args.seconds, Path(folder), hours=args.hours, pause=args.pause))
    print({name: value for name, value in vars(day).items() if name not in {"held", "mixed_up"}}, len(day.mixed_up))
    if args.chart:
        args.chart.write_text(chart(day.held))


if __name__ == "__main__":
    main()
