"""What it costs that somebody comes over SSH, reads the first page and goes: processor time by process.

    python -m tests.bench.arrivals [PEOPLE]         a table; 40 people, a minute

People come one after another, each when the process that waits for the next one is ready again.
"""

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Final

from tests.bench.clients import AsyncsshClient
from tests.bench.places import Place, kiosk
from tests.soak.samples import below

TICK: Final = os.sysconf("SC_CLK_TCK")
CORES: Final = os.cpu_count() or 1
WARM: Final = 3
"""People who come before the count begins."""

BETWEEN: Final = 1.2
"""Seconds after which whoever left is gone, and a process waits for the next person."""


def spent(server: int, forks: int) -> tuple[float, ...]:
    """Return the milliseconds of processor time of the server, the fork server, and those of its children that have ended.

    No other process is looked at: the system takes 20 ms longer to forget one whose folder in /proc was opened.
    """
    own, of_forks = (Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:15] for pid in (server, forks))
    return tuple(1000 * (int(user) + int(system)) / TICK for user, system in (own[:2], of_forks[:2], of_forks[2:]))


async def arrive(place: Place) -> float:
    """Come, read the first page and go; return the milliseconds until it was there."""
    began, seen = time.perf_counter(), b""
    client = await AsyncsshClient.come(place)
    while place.first not in seen:
        seen += await client.read()
    came = time.perf_counter()
    client.close()
    await asyncio.sleep(BETWEEN)
    return 1000 * (came - began)


async def measure(place: Place, people: int) -> None:
    """Let people come and go, and print what each of them cost."""
    forks = next(child for child in below(place.pid) if below(child))
    for _ in range(WARM):
        await arrive(place)
    before = spent(place.pid, forks)
    waited = [await arrive(place) for _ in range(people)]
    each = [(now - then) / people for now, then in zip(spent(place.pid, forks), before, strict=True)]
    print(f"{people} people, one after another: ms of processor time for each")
    for name, milliseconds in zip(("server", "fork server", "processes of people", "sum"), (*each, sum(each)), strict=True):
        print(f"{name:<24}{milliseconds:>8.1f}")
    print(f"these fill {CORES} cores{CORES * 1000 / sum(each):>14.1f} a second")
    print(f"first page after{median(waited):>16.1f} ms")


def main(people: int) -> None:
    """Start a server, and measure."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, kiosk(Path(folder)) as place:
        asyncio.run(measure(place, people))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
