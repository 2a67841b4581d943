"""What 10, 1,000 and 100,000 kiosks need: `python -m tests.bench.scale`, with a PostgreSQL of its own. Behind `docs/scale.md`.

Measured: what is released on which day, by the real release of a made-up kiosk; the time of a delivery, alone and four at
once; bytes and seconds a row. Simulated from that: how many deliveries are under way at once in a night. Multiplied: sizes.
"""

import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from heapq import heappop, heappush
from pathlib import Path
from statistics import mean
from typing import Final, NamedTuple

import psycopg

from store.fleet.connection import connected, parameters
from store.fleet.create import create
from store.fleet.sender import Destination, Sender, destination
from store.fleet.stats import fleet_stats
from store.log import SessionLog
from store.record import Record
from tests.store.fleet.servers import Server, server
from tests.store.people import people
from tests.store.releases import TUESDAY, put, release

VISITS: Final = 175
"""A week, at one kiosk: 25 a day."""
WEEKS: Final = 26
RETENTION: Final = 104
NIGHT: Final = 5 * 3600.0
"""Seconds over which the timers of all kiosks are spread."""
AT_ONCE: Final = 4


class Measured(NamedTuple):
    """Of one kiosk what Tuesdays release, and the seconds of its deliveries; of the database, what rows take."""

    usual: float
    busiest: int
    idle_seconds: float
    seconds: float
    seconds_of_four: float
    row_bytes: float
    stats_seconds: float
    rows: int


def released_each_week(folder: Path) -> list[int]:
    """Release the log of a kiosk every Tuesday, as its upkeep does, and return how many visits each time adds."""
    log = SessionLog(folder)
    by_week = defaultdict[str, list[Record]](list)
    for record in people(VISITS * WEEKS, weeks=WEEKS):
        by_week[record.week or ""].append(record)
    told, found = 0, []
    for week in range(WEEKS):
        today = TUESDAY - timedelta(weeks=WEEKS - 1 - week)
        name = (today - timedelta(days=7)).isocalendar()
        put(log, by_week[f"{name.year}-W{name.week:02}"])
        now = release(log, today)
        found.append(now.total - told)
        told = now.total
    return found


def deliver(running: Server, logs: Iterable[SessionLog]) -> float:
    """Deliver some logs one after the other, and return the seconds that one takes."""
    parts, took = parameters(running.dsn()), []
    for log in logs:
        started = time.perf_counter()
        to = destination(parts, print)
        assert isinstance(to, Destination)
        Sender(log, parts, str(log.directory.name), TUESDAY, print).ship(release(log, TUESDAY), to)
        took.append(time.perf_counter() - started)
    return mean(took)


def measured(folder: Path, running: Server) -> Measured:
    """Measure with a server of its own that flushes to disk."""
    told = released_each_week(folder / "weeks")
    logs = [SessionLog(folder / f"kiosk-{number}") for number in range(24)]
    for number, log in enumerate(logs):
        put(log, people(VISITS, seed=number))
        release(log, TUESDAY)
    alone = deliver(running, logs[:8])
    idle = deliver(running, logs[:8])
    started = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as several:
        list(several.map(lambda part: deliver(running, part), [logs[8 + at : 24 : AT_ONCE] for at in range(AT_ONCE)]))
    of_four = (time.perf_counter() - started) / 16
    big = SessionLog(folder / "big")
    put(big, people(60_000, weeks=100))
    deliver(running, [big])
    with psycopg.connect(running.dsn(), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
        size = (
            "SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits "
            "WHERE inhparent IN ('pulmoscreen.visit'::regclass, 'pulmoscreen.batch'::regclass)"
        )
        total, rows = (
            int((connection.execute(query).fetchone() or (0,))[0]) for query in (size, "SELECT count(*) FROM pulmoscreen.visit")
        )
        started = time.perf_counter()
        fleet_stats(connection, TUESDAY, "quarter")
        asked = time.perf_counter() - started
    return Measured(mean(told), max(told), idle, alone, of_four, total / rows, asked, rows)


def most_at_once(kiosks: int, seconds: float, dice: random.Random) -> int:
    """Simulate a night: each kiosk begins at a random moment of it. Return how many are under way at once at the most."""
    under_way: list[float] = []
    most = 0
    for begin in sorted(dice.uniform(0, NIGHT) for _ in range(kiosks)):
        while under_way and under_way[0] <= begin:
            heappop(under_way)
        heappush(under_way, begin + seconds)
        most = max(most, len(under_way))
    return most


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, server(durable=True) as running:
        with connected(parameters(running.dsn())) as connection:
            create(connection, TUESDAY, step=8, retention_weeks=RETENTION)
        found = measured(Path(folder), running)
    for name, value in found._asdict().items():
        print(f"{name}: {value:,.4g}")
    print(
        "kiosks | visits a day | rows on a Tuesday | GB a quarter | GB in all | hours of one night | at once | stats, seconds"
    )
    for kiosks in (10, 1_000, 100_000):
        a_day, tuesday = kiosks * VISITS / 7, kiosks * found.usual
        quarter = tuesday * 13 * found.row_bytes / 1e9
        hours = kiosks * found.seconds_of_four / 3600
        most = most_at_once(kiosks, found.seconds, random.Random(1))
        rows = tuesday * RETENTION
        seconds = found.stats_seconds * rows / found.rows
        sizes = f"{a_day:,.0f} | {tuesday:,.0f} | {quarter:,.2f} | {quarter * 8:,.1f}"
        print(f"{kiosks} | {sizes} | {hours:,.2f} | {most} | {seconds:,.1f}")


if __name__ == "__main__":
    main()
