"""Delivery and fleet figures: `python -m tests.bench.fleet 200000 10`, with a PostgreSQL of its own that flushes to disk.

It delivers made-up visits, then copies the same rows with `COPY` into tables of the same kind, asks for the figures, and says
what a visit takes on the server's disk. With a second number it asks again with each row that often.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

from store.fleet.connection import connected, parameters
from store.fleet.create import create
from store.fleet.outbox import keys_of, parcels
from store.fleet.schema import ANSWERS
from store.fleet.sender import Destination, Sender, destination
from store.fleet.stats import fleet_stats
from store.log import SessionLog
from store.release import Released
from tests.store.fleet.servers import server
from tests.store.people import people
from tests.store.releases import TUESDAY, put, release

_COLUMNS = ", ".join(("quarter", "key", "batch", *(column.name for column in ANSWERS)))


def main(number: int, times: int = 1) -> None:
    with tempfile.TemporaryDirectory() as folder, server(durable=True) as running:
        log = SessionLog(Path(folder) / "log")
        put(log, people(number, weeks=100))
        found = release(log, TUESDAY)
        parts = parameters(running.dsn())
        with connected(parts) as connection:
            create(connection, TUESDAY, step=8, retention_weeks=104)
        to = destination(parts, print)
        assert isinstance(to, Destination)
        started = time.perf_counter()
        done = Sender(log, parts, "North", TUESDAY, print).ship(found, to)
        took = time.perf_counter() - started
        print(f"shipped {done.visits} rows in {done.batches} batches: {took:.1f} s, {done.visits / took:,.0f} rows a second")
        with psycopg.connect(running.dsn(), autocommit=True) as connection:
            copied(connection, found, done.visits)
            asked(connection, done.visits)
            if times > 1:
                multiplied(connection, times)
                asked(connection, done.visits * times)


def copied(connection: "psycopg.Connection[tuple[object, ...]]", found: Released, number: int) -> None:
    """Copy the same rows into a table with the same partitions and keys: made from the log, and once more from memory."""
    quarters = connection.execute("SELECT DISTINCT quarter FROM pulmoscreen.visit").fetchall()
    ready: list[str] = []
    for name, source in (("made from the log", _lines(found)), ("in memory already", ready)):
        connection.execute("DROP TABLE IF EXISTS again")
        connection.execute("CREATE TABLE again (LIKE pulmoscreen.visit) PARTITION BY RANGE (quarter)")
        for at, (first,) in enumerate(quarters):
            connection.execute(
                f"CREATE TABLE again_{at} PARTITION OF again (PRIMARY KEY (key)) "
                f"FOR VALUES FROM ('{first}') TO ('{first}'::date + interval '3 months')"
            )
        started = time.perf_counter()
        with connection.cursor().copy(f"COPY again ({_COLUMNS}) FROM STDIN (FORMAT csv)") as into:
            for line in source:
                into.write(line)
                if source is not ready:
                    ready.append(line)
        took = time.perf_counter() - started
        print(f"COPY of the same rows, {name}: {took:.1f} s, {number / took:,.0f} rows a second")


def _lines(found: Released) -> Iterator[str]:
    for some in parcels(found, keys_of(found)):
        for parcel in some:
            yield "".join(
                f"{parcel.labels['quarter']},{row[:32]},{parcel.key},{row[33:]}\n"
                for row in parcel.rows[2:-2].split('","')
                if row
            )


def multiplied(connection: "psycopg.Connection[tuple[object, ...]]", times: int) -> None:
    """Put each row there several times, under other keys."""
    rows = f"SELECT quarter, gen_random_uuid(), {_COLUMNS.removeprefix('quarter, key, ')} FROM pulmoscreen.visit"  # noqa: S608 - names
    connection.execute(f"INSERT INTO pulmoscreen.visit ({_COLUMNS}) {rows}, generate_series(2, {times})")


def asked(connection: "psycopg.Connection[tuple[object, ...]]", number: int) -> None:
    """Ask for the figures of all sites, and for the size on disk."""
    connection.execute("VACUUM ANALYZE")
    started = time.perf_counter()
    fleet_stats(connection, TUESDAY, "quarter")
    print(f"log stats --from over {number} rows: {time.perf_counter() - started:.2f} s")
    for table in ("visit", "batch"):
        size = connection.execute(
            "SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits WHERE inhparent = %s::regclass",
            (f"pulmoscreen.{table}",),
        ).fetchone()
        assert size is not None
        print(f"{table}: {float(str(size[0])) / number:.0f} bytes a visit with its keys")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
