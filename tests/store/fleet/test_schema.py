"""Tables, roles, partitions and views of the fleet's database."""

from datetime import date
from decimal import Decimal

import psycopg
import pytest

from store.disk import LogError
from store.fleet.connection import parameters
from store.fleet.create import create
from store.fleet.schema import MIGRATIONS, views
from store.fleet.sender import destination
from store.log import SessionLog
from tests.store.fleet.deliveries import asked, delivered, expected, ship
from tests.store.people import a_record, people
from tests.store.releases import TUESDAY, put, release


def test_the_role_of_kiosks_can_insert_and_nothing_else(filled: SessionLog, dsn: str) -> None:
    with psycopg.connect(dsn, autocommit=True) as owner:
        owner.execute("DO $$BEGIN CREATE ROLE kiosk LOGIN IN ROLE pulmoscreen_ship; EXCEPTION WHEN duplicate_object THEN END$$")
        owner.execute(
            "DO $$BEGIN CREATE ROLE reader LOGIN IN ROLE pulmoscreen_read; EXCEPTION WHEN duplicate_object THEN END$$"
        )
    kiosk, reader = (dsn.replace("owner@", f"{name}@") for name in ("kiosk", "reader"))
    ship(filled, kiosk)
    ship(filled, kiosk)
    assert delivered(dsn) == expected(release(filled, TUESDAY))
    for statement in (
        "SELECT * FROM pulmoscreen.visit", "SELECT * FROM pulmoscreen.batch", "SELECT * FROM pulmoscreen.answers",
        "SELECT * FROM pulmoscreen.delivery", "UPDATE pulmoscreen.visit SET cough = 'no'", "DELETE FROM pulmoscreen.batch",
        "DROP TABLE pulmoscreen.visit", "TRUNCATE pulmoscreen.visit", "UPDATE pulmoscreen.meta SET step = 1",
        "CREATE TABLE pulmoscreen.other (x int)",
    ):  # fmt: skip
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            asked(kiosk, statement)
    for statement in (
        "SELECT * FROM pulmoscreen.visit",
        "SELECT * FROM pulmoscreen.batch",
        "INSERT INTO pulmoscreen.visit DEFAULT VALUES",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            asked(reader, statement)
    for name in views():
        assert asked(reader, f"TABLE pulmoscreen.{name}")


def test_creating_again_changes_nothing_and_drops_what_is_older_than_the_retention(filled: SessionLog, dsn: str) -> None:
    ship(filled, dsn)
    before = delivered(dsn)
    with psycopg.connect(dsn, autocommit=True) as owner:
        identity = asked(dsn, "SELECT id FROM pulmoscreen.meta")
        create(owner, TUESDAY, step=8, retention_weeks=104)
        assert asked(dsn, "SELECT id FROM pulmoscreen.meta") == identity
        assert delivered(dsn) == before
        statements = create(owner, date(2027, 7, 20), step=8, retention_weeks=26, keep=False)
        assert delivered(dsn) == before
        assert "DROP TABLE pulmoscreen.visit_2026_q3" in statements
        create(owner, date(2027, 7, 20), step=8, retention_weeks=26)
    left = {row[0] for row in asked(dsn, "SELECT DISTINCT quarter::text FROM pulmoscreen.batch")}
    assert left <= {"2026-10-01"}
    assert not asked(dsn, "SELECT 1 FROM pulmoscreen.visit WHERE quarter < '2026-10-01'")


def test_a_quarter_without_a_partition_is_a_sentence_that_says_what_to_do(log: SessionLog, dsn: str) -> None:
    put(log, [a_record() for _ in range(8)])
    with psycopg.connect(dsn, autocommit=True) as owner:
        owner.execute("DROP TABLE pulmoscreen.batch_2026_q4")
    with pytest.raises(LogError, match=r'"batch" found for row\. Run `pulmoscreen log ship --create`'):
        ship(log, dsn)
    assert not asked(dsn, "TABLE pulmoscreen.sites"), "a site that delivers nothing looks as if it did"


def test_tables_without_the_column_of_a_new_question_are_a_sentence_that_says_what_to_do(filled: SessionLog, dsn: str) -> None:
    with psycopg.connect(dsn, autocommit=True) as owner:
        owner.execute("ALTER TABLE pulmoscreen.visit DROP COLUMN cough CASCADE")
        with pytest.raises(LogError, match=r'"cough" of .* does not exist\. Run `pulmoscreen log ship --create`'):
            ship(filled, dsn)
        create(owner, TUESDAY, step=8, retention_weeks=104)
    ship(filled, dsn)
    assert delivered(dsn) == expected(release(filled, TUESDAY))


def test_tables_of_another_version_are_a_sentence(dsn: str, empty: str) -> None:
    with psycopg.connect(dsn, autocommit=True) as owner:
        owner.execute("UPDATE pulmoscreen.meta SET version = %s", (len(MIGRATIONS) + 1,))
        with pytest.raises(LogError, match="The tables have version 2, and this program writes 1"):
            destination(parameters(dsn), print)
        with pytest.raises(LogError, match="update it"):
            create(owner, TUESDAY, step=8, retention_weeks=104)
    assert destination(parameters(empty), print) is None


def test_an_older_version_is_migrated_with_what_it_holds(filled: SessionLog, dsn: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ship(filled, dsn)
    before = delivered(dsn)
    later = (*MIGRATIONS, ("ALTER TABLE pulmoscreen.batch ADD COLUMN region text",))
    for module in ("create", "sender"):
        monkeypatch.setattr(f"store.fleet.{module}.MIGRATIONS", later)
    with psycopg.connect(dsn, autocommit=True) as owner:
        create(owner, TUESDAY, step=8, retention_weeks=104)
    put(filled, people(50, seed=7))
    ship(filled, dsn)
    assert before < delivered(dsn)
    assert asked(dsn, "SELECT version FROM pulmoscreen.meta") == [(2,)]


def test_every_view_shows_steps_of_eight_and_every_cell_there_is(filled: SessionLog, dsn: str) -> None:
    empty = {name: asked(dsn, f"TABLE pulmoscreen.{name}") for name in views()}
    ship(filled, dsn)
    for name in views():
        cells = asked(dsn, f"TABLE pulmoscreen.{name}")
        numbers = [value for row in cells for value in row if isinstance(value, int | Decimal)]
        assert numbers, name
        assert all(number % 8 == 0 for number in numbers), name
        if name not in {"sites", "languages", "questionnaires", "periods_quarter", "periods_year"}:
            assert {row[:-1] for row in empty[name]} == {row[:-1] for row in cells}, name
