"""What tests of the delivery look at."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import psycopg

from store.export import rows
from store.fleet.connection import parameters
from store.fleet.outbox import digest
from store.fleet.schema import ANSWERS
from store.fleet.sender import Destination, Sender, Shipped, destination
from store.log import SessionLog
from store.release import Released
from tests.store.releases import TUESDAY, release

NAMES = ", ".join(column.name for column in ANSWERS)


def ship(
    log: SessionLog,
    dsn: str,
    *,
    site: str = "North",
    found: Released | None = None,
    tell: Callable[[str], object] = print,
) -> Shipped:
    parts = parameters(dsn)
    to = destination(parts, tell)
    assert isinstance(to, Destination)
    return Sender(log, parts, site, TUESDAY, tell).ship(found or release(log, TUESDAY), to)


def asked(dsn: str, query: str, *values: object) -> list[tuple[Any, ...]]:
    with psycopg.connect(dsn) as connection:
        return connection.execute(query, values).fetchall()


def delivered(dsn: str) -> Counter[tuple[Any, ...]]:
    """Every row with what is told of its batch."""
    query = f"SELECT first_week, last_week, language, channel, kind = 'finished', {NAMES} "
    return Counter(asked(dsn, query + "FROM pulmoscreen.visit v JOIN pulmoscreen.batch b ON b.key = v.batch"))


def expected(*found: Released) -> Counter[tuple[Any, ...]]:
    """The rows of an export."""
    labels = ("first_week", "last_week", "language", "channel", "finished", *NAMES.split(", "))
    return Counter(tuple(row[name] for name in labels) for one in found for row in rows(one))


def keys(found: Released) -> set[str]:
    told = (member for members in found.records() for member in members)
    return {digest(record_id) for record_id, number, _ in told if found.batches[number].facts.kind in {"finished", "partial"}}
