"""A long day: visits on a terminal and over SSH at once, disturbed all the time. `python -m tests.soak.run SECONDS [CHART]`.

Every visit checks that it shows the person's own answers and no other's; at the end every record that a person was left
with is there, and what the processes hold has not grown.
"""

import asyncio
import contextlib
import random
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import asyncssh

from store.log import SessionLog
from tests.pty.terminals import Terminal, to_the_checklist
from tests.soak.disturbances import disturb
from tests.soak.samples import Sample, chart, sample
from tests.tui.ssh.people import person
from tests.tui.ssh.servers import Server, serving

GUESTS = 4
"""People over SSH at the same time."""

SAMPLE_SECONDS = 1.0
FIRST = "Cough"


@dataclass
class Day:
    """What has happened so far."""

    seconds: float
    began: float = field(default_factory=time.monotonic)
    ended_in_order: int = 0
    cut_off: int = 0
    at_the_terminal: int = 0
    disturbances: int = 0
    records: int = 0
    mixed_up: list[str] = field(default_factory=list)
    held: dict[str, list[Sample]] = field(default_factory=lambda: {"SSH server": [], "supervisor": []})

    def is_over(self) -> bool:
        return time.monotonic() - self.began > self.seconds


def look(day: Day, text: str, mine: str) -> None:
    """Note a screen that shows another answer than the person's own."""
    marked = [" ".join(line.split()) for line in text.splitlines() if "●" in line]
    if marked and not all(line.startswith(FIRST) and f"(●) {mine}" in line for line in marked):
        day.mixed_up.append(text)


async def guests(day: Day, server: Server, chance: random.Random) -> None:
    while not day.is_over():
        key, mine = chance.choice((("y", "Yes"), ("n", "No")))
        try:
            async with asyncio.timeout(60), person(server) as somebody:
                await somebody.wait_for("Begin")
                await somebody.to_the_checklist()
                await somebody.press(key, f"(●) {mine}")
                look(day, somebody.text(), mine)
                if chance.random() < 0.2:
                    somebody.process.get_extra_info("connection").abort()
                    day.cut_off += 1
                    continue
                somebody.type("l")
                status = await somebody.wait_for_end()
                day.ended_in_order += status == 0
        except (OSError, TimeoutError, AssertionError, asyncssh.Error):
            day.cut_off += 1


def at_the_terminal(day: Day, terminal: Terminal, chance: random.Random) -> None:
    while not day.is_over():
        key, mine = chance.choice((("y", "Yes"), ("n", "No")))
        try:
            while "Begin" not in terminal.text():
                terminal.step("\r")
            to_the_checklist(terminal)
            terminal.press(key, f"(●) {mine}")
            look(day, terminal.text(), mine)
            terminal.press("l", "Begin")
            day.at_the_terminal += 1
        except AssertionError:
            # The process of the person was killed: whoever comes next begins anew.
            assert terminal.process.isalive(), "the kiosk has ended"
            day.cut_off += 1


async def watch(day: Day, pids: dict[str, int]) -> None:
    while not day.is_over():
        for name, pid in pids.items():
            with contextlib.suppress(OSError):
                day.held[name].append(await asyncio.to_thread(sample, pid, time.monotonic() - day.began))
        await asyncio.sleep(SAMPLE_SECONDS)


async def soak(seconds: float, folder: Path) -> Day:
    """Let a day of so many seconds pass, and return what has happened."""
    chance = random.Random(8)
    with serving(folder, "max_per_address = 1000\nmax_sessions = 50") as server:
        terminal = Terminal(["run", "--kiosk", "--emergency-number", "112"], folder / "terminal")
        try:
            terminal.wait_for("Begin")
            day = Day(seconds)
            async with asyncio.TaskGroup() as together:
                for number in range(GUESTS):
                    together.create_task(guests(day, server, random.Random(number)))
                together.create_task(asyncio.to_thread(at_the_terminal, day, terminal, random.Random(99)))
                together.create_task(watch(day, {"SSH server": server.process.pid, "supervisor": terminal.process.pid}))
                disturbing = together.create_task(disturb(server, terminal, chance, day.is_over))
            day.disturbances = disturbing.result()
            await asyncio.to_thread(server.until_empty)
            day.records = len(server.records()) + len(list(SessionLog(folder / "terminal").scan()))
        finally:
            terminal.process.close(force=True)
    return day


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        day = asyncio.run(soak(float(sys.argv[1]), Path(folder)))
    print({name: value for name, value in vars(day).items() if name not in {"held", "mixed_up"}}, len(day.mixed_up))
    if len(sys.argv) > 2:
        Path(sys.argv[2]).write_text(chart(day.held))


if __name__ == "__main__":
    main()
