"""People who come over SSH at a fixed rate, beside others who answer: the first page of those, the keys of these.

    python -m tests.bench.rush                       20 a second with nobody inside, 10 a second beside 300, 20 at once
    python -m tests.bench.rush --every 5             those inside press a key every 5 seconds, and not every 2

Whoever comes reads the first page and goes. Everything runs on this machine, also the clients: `clients' own` says how much
of a core they took of the server.
"""

import argparse
import asyncio
import os
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Final

from tests.bench.clients import AsyncsshClient, Client
from tests.bench.places import Place, kiosk
from tests.bench.serve import Measured, come, press, until

SECONDS: Final = 15.0
STAYS: Final = 0.2
"""Seconds that somebody stays at the first page."""

RUSHES: Final = ((0, 20.0, 300), (0, 1000.0, 20), (300, 10.0, 150), (300, 1000.0, 20))
"""People inside, how many come in a second, and how many come."""


async def arrive(place: Place, begins: float, waited: list[float]) -> None:
    """Come at a time, read the first page, and go."""
    await asyncio.sleep(max(0.0, begins - time.perf_counter()))
    began = time.perf_counter()
    client: Client = await AsyncsshClient.come(place)
    await until(client, place.first)
    waited.append(time.perf_counter() - began)
    await asyncio.sleep(STAYS)
    client.close()


async def rush(place: Place, inside: list[Client], rate: float, people: int, every: float) -> None:
    """Let people come, and print how long they and those inside waited."""
    waited, measured = list[float](), Measured()
    work, begins = os.times(), time.perf_counter()
    pressing = [press(place, client, measured, max(SECONDS, people / rate), every) for client in inside]
    await asyncio.gather(*pressing, *(arrive(place, begins + number / rate, waited) for number in range(people)))
    used, took = os.times(), time.perf_counter() - begins
    print(
        f"{len(inside):>4} inside, {people} come at {min(rate, people):.0f} a second:  first page {middle_and_last(waited)}"
        f"  key {middle_and_last(measured.keys)} ({len(measured.keys)})  {took:.1f} s"
        f"  clients' own {(used.user - work.user + used.system - work.system) / took:.2f}",
        flush=True,
    )


def middle_and_last(waited: list[float]) -> str:
    """Return the median and the 99th percentile of some seconds."""
    ordered = sorted(waited)
    return f"p50 {1000 * median(ordered):6.1f} p99 {1000 * ordered[int(0.99 * (len(ordered) - 1))]:6.1f} ms" if ordered else "-"


async def measure(place: Place, every: float, most: int) -> None:
    """Measure one rush after another; people come in when the first of them needs people inside."""
    inside, gate = list[Client](), asyncio.Semaphore(2)
    for wanted, rate, people in RUSHES:
        while len(inside) > min(wanted, most):
            inside.pop().close()
        inside += await asyncio.gather(
            *(come(place, AsyncsshClient.come, Measured(), gate) for _ in range(min(wanted, most) - len(inside)))
        )
        await asyncio.sleep(15)  # until the processes that wait for the next people are there again
        await rush(place, inside, rate, people, every)


def main() -> None:
    """Start a server, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inside", type=int, default=300, help="how many are inside at most")
    parser.add_argument("--every", type=float, default=2.0, help="seconds between two keys of one person")
    parser.add_argument("--ready", type=int, default=20, help="how many processes wait for the next people")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, kiosk(Path(folder), given.ready) as place:
        asyncio.run(measure(place, given.every, given.inside))


if __name__ == "__main__":
    main()
