"""Delivery and figures through PgBouncer, which gives a connection of the server to somebody else after each transaction."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import psycopg
import pytest

from store.fleet.connection import connected, parameters
from store.fleet.create import create
from store.fleet.stats import fleet_stats
from store.log import SessionLog
from tests.store.fleet.deliveries import delivered, expected, ship
from tests.store.fleet.servers import Server, programs, server
from tests.store.people import people
from tests.store.releases import TUESDAY, put, release

POOLER = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin")
pytestmark = pytest.mark.skipif(POOLER is None or programs() is None, reason="pgbouncer or PostgreSQL is not installed")

CONFIGURATION = """
[databases]
postgres = host={folder} user=owner
[pgbouncer]
unix_socket_dir = {folder}
listen_port = 6432
auth_type = any
pool_mode = transaction
default_pool_size = 1
server_login_retry = 1
"""


@pytest.fixture
def behind() -> Iterator[Server]:
    """A server of which all who come share one connection, with tables that were made through it."""
    with server(durable=True) as running:
        file = running.folder / "pgbouncer.ini"
        file.write_text(CONFIGURATION.format(folder=running.folder))
        with subprocess.Popen([POOLER or "", "-q", file], user=running.user, stderr=subprocess.DEVNULL) as pooler:
            try:
                while True:
                    assert pooler.poll() is None
                    with suppress(psycopg.OperationalError), connected(parameters(pooled(running))) as connection:
                        create(connection, TUESDAY, step=8, retention_weeks=104)
                        break
                yield running
            finally:
                pooler.terminate()


def pooled(behind: Server) -> str:
    return behind.dsn() + "&port=6432"


CHANGED = "SELECT name, setting FROM pg_settings WHERE source = 'session' AND setting <> reset_val"


def test_what_goes_through_a_pooler_is_the_same_and_leaves_no_setting_behind(behind: Server, filled: SessionLog) -> None:
    with connected(parameters(pooled(behind))) as other, connected(parameters(behind.dsn())) as direct:
        for _ in range(8):
            ship(filled, pooled(behind))
            (filled.directory / ".shipped").unlink()
            assert fleet_stats(other, TUESDAY, "year") == fleet_stats(direct, TUESDAY, "year")
        assert other.execute(CHANGED).fetchall() == [("application_name", "pulmoscreen")]  # PgBouncer sets that for each
        there = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        assert direct.execute(there).fetchall() == [(1,)]
    assert delivered(behind.dsn()) == expected(release(filled, TUESDAY))


@pytest.mark.slow
def test_a_server_that_crashes_in_a_transaction_behind_a_pooler_has_all_in_the_end(behind: Server, log: SessionLog) -> None:
    put(log, people(1000, weeks=40))
    told = list[str]()
    with ThreadPoolExecutor(1) as kiosk:
        with suppress(psycopg.OperationalError), psycopg.connect(behind.dsn()) as owner:
            owner.execute("LOCK TABLE pulmoscreen.batch IN SHARE MODE")
            shipping = kiosk.submit(ship, log, pooled(behind), tell=told.append)
            while not owner.execute("SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'").fetchall():
                assert not shipping.done()
            behind.kill()
            behind.start()
        shipping.result()
    assert "Next try" in told[0]
    assert delivered(behind.dsn()) == expected(release(log, TUESDAY))
