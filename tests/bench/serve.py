"""How many people the SSH server holds: first frame, keys and memory, beside a bare Textual app behind OpenSSH.

Run it on a quiet machine: `python tests/bench/serve.py --people 1 50 100 200 300 --seconds 30`.
"""

import argparse
import asyncio
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.bench.clients import KINDS, Client, Come
from tests.bench.places import Place, behind_openssh, kiosk

EVERY_SECONDS: Final = 2.0


@dataclass
class Measured:
    """Seconds."""

    first: list[float] = field(default_factory=list)
    keys: list[float] = field(default_factory=list)


def below(pid: int) -> list[int]:
    listed = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout.split()
    return [int(child) for child in listed] + [deeper for child in listed for deeper in below(int(child))]


def memory(pids: list[int]) -> float:
    """Return the proportional set size of processes together, in MB."""
    total = 0
    for pid in pids:
        with suppress(OSError):
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                total += int(line.split()[1]) if line.startswith("Pss:") else 0
    return total / 1024


async def until(client: Client, words: bytes, key: bytes = b"") -> None:
    seen, again = b"", 60.0 if not key else 5.0
    while words not in seen:
        if key:
            client.write(key)  # a key from before its page could be seen is dropped
        with suppress(TimeoutError):
            async with asyncio.timeout(again):
                while words not in seen:
                    data = await client.read()
                    assert data, seen[-300:]
                    seen += data


async def come(place: Place, enter: Come, measured: Measured, gate: asyncio.Semaphore) -> Client:
    async with gate:
        began = time.perf_counter()
        client: Client = await enter(place)
        await until(client, place.first)
        measured.first.append(time.perf_counter() - began)
    for key, words in place.way:
        await asyncio.sleep(0.3)
        await until(client, words, key)
    return client


async def press(place: Place, client: Client, measured: Measured, seconds: float, every: float = EVERY_SECONDS) -> None:
    ends = time.perf_counter() + seconds
    await asyncio.sleep(random.uniform(0, every))
    turn = 0
    while time.perf_counter() < ends:
        began = time.perf_counter()
        client.write(place.keys[turn % 2])
        turn += 1
        async with asyncio.timeout(60):
            assert await client.read(), "somebody was sent away"
        measured.keys.append(time.perf_counter() - began)
        rest = max(0.05, began + every - time.perf_counter())
        with suppress(TimeoutError):
            async with asyncio.timeout(rest):
                while await client.read():
                    continue


async def measure(place: Place, kind: str, people: int, seconds: float) -> None:
    measured, inside, gate = Measured(), list[Client](), asyncio.Semaphore(2)

    async def one() -> None:
        inside.append(await come(place, KINDS[kind], measured, gate))

    nobody = below(place.pid)
    empty = memory([place.pid, *nobody])
    began = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(people)))
    filled = time.perf_counter() - began
    work = os.times()
    await asyncio.gather(*(press(place, client, measured, seconds) for client in inside))
    used = os.times()
    each = (memory([place.pid, *below(place.pid)]) - empty) / people
    for client in inside:
        client.close()
    keys = sorted(measured.keys)
    print(
        f"{place.name:<24}{people:>5} people ({kind:<8})  first frame p50 {1000 * statistics.median(measured.first):6.0f} ms"
        f"  key p50 {1000 * statistics.median(keys):6.1f} p99 {1000 * keys[int(0.99 * (len(keys) - 1))]:7.1f} ms ({len(keys)})"
        f"  PSS each {each:5.1f} MB  filled in {filled:5.1f} s"
        f"  clients' own CPU {100 * (used.user - work.user + used.system - work.system) / seconds:3.0f} %"
        f"  load {os.getloadavg()[0]:.1f}",
        flush=True,
    )
    while len(below(place.pid)) > len(nobody):
        await asyncio.sleep(0.2)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, nargs="+", default=[1, 50, 100, 200, 300])
    parser.add_argument("--bare", type=int, nargs="*", default=[1, 50])
    parser.add_argument("--clients", choices=KINDS, nargs="+", default=list(KINDS))
    parser.add_argument("--seconds", type=float, default=30)
    given = parser.parse_args()
    for make, counts in ((behind_openssh, given.bare), (kiosk, given.people)):
        with tempfile.TemporaryDirectory() as folder, make(Path(folder)) as place:
            for people, kind in product(counts, given.clients):
                asyncio.run(measure(place, kind, people, given.seconds))


if __name__ == "__main__":
    main()
