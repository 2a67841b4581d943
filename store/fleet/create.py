"""Makes the tables, the partitions of the quarters to come, the views and the roles; drops what is older than the retention."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from store.disk import LogError
from store.fleet.schema import (
    MIGRATIONS,
    PARTITIONED,
    READS,
    SCHEMA,
    SHIPS,
    answer_columns,
    partition,
    partition_name,
    views,
)

if TYPE_CHECKING:
    from store.fleet.connection import Connection

_QUARTERS_AHEAD: Final = 8
_MONTHS: Final = 3
_LOCK: Final = 7_218_361_204
"""An advisory lock, so that two who create at once do it one after the other."""


def create(connection: "Connection", today: date, *, step: int, retention_weeks: int, keep: bool = True) -> list[str]:
    """Create or migrate everything in one transaction, and return the statements; where not `keep`, all is as before.

    It may be repeated: run it once a quarter, for new partitions and to drop old ones. `step` is kept from the first time.

    Raises:
        LogError: the database is of a later version.
        psycopg.Error: a statement is refused; nothing is changed.
    """
    with connection.transaction(force_rollback=not keep):
        connection.execute(f"SELECT pg_advisory_xact_lock({_LOCK})")
        version, roles, partitions = _version(connection), _roles(connection), _partitions(connection)
        statements = list(_statements(version, roles, partitions, today, retention_weeks))
        for statement in statements:
            connection.execute(statement)
        connection.execute(
            f"INSERT INTO {SCHEMA}.meta (version, id, step) VALUES (%s, %s, %s) "
            "ON CONFLICT (one) DO UPDATE SET version = excluded.version",
            (len(MIGRATIONS), uuid4(), step),
        )
    return statements


def _statements(version: int, roles: set[str], partitions: dict[str, str], today: date, retention_weeks: int) -> Iterator[str]:
    for migration in MIGRATIONS[version:]:
        yield from migration
    yield from answer_columns()
    oldest = quarter_start(today - timedelta(weeks=retention_weeks + 1))
    for table in PARTITIONED:
        wanted = {partition_name(table, first): first for first in _quarters(oldest, today)}
        for name, first in wanted.items():
            if name not in partitions:
                yield partition(table, first, _following(first))
        for name in sorted(name for name in partitions if name.startswith(f"{table}_") and name < min(wanted)):
            yield f"DROP {partitions[name]} {SCHEMA}.{name}"
    for role in (SHIPS, READS):
        if role not in roles:
            yield f"CREATE ROLE {role} NOLOGIN"
        yield f"GRANT USAGE ON SCHEMA {SCHEMA} TO {role}"
    for name, query in views().items():
        yield f"DROP VIEW IF EXISTS {SCHEMA}.{name}"
        yield f"CREATE VIEW {SCHEMA}.{name} AS {query}"
        yield f"GRANT SELECT ON {SCHEMA}.{name} TO {READS}"
    yield f"GRANT SELECT ON {SCHEMA}.meta TO {SHIPS}, {READS}"
    for table in PARTITIONED:
        yield f"GRANT INSERT ON {SCHEMA}.{table} TO {SHIPS}"


def _version(connection: "Connection") -> int:
    if not _one(connection, f"SELECT to_regclass('{SCHEMA}.meta') IS NOT NULL"):
        return 0
    version = int(str(_one(connection, f"SELECT coalesce(max(version), 0) FROM {SCHEMA}.meta")))
    if version > len(MIGRATIONS):
        raise LogError(
            f"The database has version {version} of the tables, and this program knows {len(MIGRATIONS)}: update it."
        )
    return version


def _one(connection: "Connection", query: str) -> object:
    row = connection.execute(query).fetchone()
    return row[0] if row else None


def _roles(connection: "Connection") -> set[str]:
    return {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}


def _partitions(connection: "Connection") -> dict[str, str]:
    """Return the tables there are, and what each is: a partition may be on another server."""
    query = (
        "SELECT c.relname, c.relkind = 'f' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = %s"
    )
    found = connection.execute(f"{query} AND c.relkind IN ('r', 'f')", (SCHEMA,))
    return {name: "FOREIGN TABLE" if is_foreign else "TABLE" for name, is_foreign in found}


def quarter_start(day: date) -> date:
    """Return the first day of a day's quarter."""
    return date(day.year, (day.month - 1) // _MONTHS * _MONTHS + 1, 1)


def _following(first: date) -> date:
    return quarter_start(first + timedelta(days=31 * _MONTHS))


def _quarters(first: date, today: date) -> Iterator[date]:
    last = today
    for _ in range(_QUARTERS_AHEAD):
        last = _following(quarter_start(last))
    while first <= last:
        yield first
        first = _following(first)
