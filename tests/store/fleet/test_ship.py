"""Delivery to a real PostgreSQL: the rows of all batches ever released, no more, no less."""

from pathlib import Path
from random import Random

import psycopg
import pytest

from store.disk import LogError
from store.fleet import sender
from store.fleet.create import create
from store.fleet.outbox import Parcel, keys_of, parcels
from store.log import SessionLog
from tests.store.fleet.deliveries import asked, delivered, expected, keys, ship
from tests.store.people import a_record, a_refusal
from tests.store.releases import NEXT_YEAR, TUESDAY, put, release


def test_the_database_holds_the_rows_of_the_export_and_a_second_delivery_adds_none(filled: SessionLog, dsn: str) -> None:
    found = release(filled, TUESDAY)
    done = ship(filled, dsn)
    assert delivered(dsn) == expected(found)
    assert done.batches == len(found.batches) == asked(dsn, "SELECT count(*) FROM pulmoscreen.batch")[0][0]
    assert (done.visits, done.known, done.small) == (delivered(dsn).total(), 0, 0)
    again = ship(filled, dsn)
    assert (again.batches, again.known) == (0, len(found.batches))
    (filled.directory / ".shipped").unlink()
    assert ship(filled, dsn).batches == len(found.batches)
    assert delivered(dsn) == expected(found)


def test_a_log_that_is_read_a_part_at_a_time_is_delivered_whole(
    filled: SessionLog, dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.fleet.outbox._AT_ONCE", 50)
    found = release(filled, TUESDAY)
    told, due = list[tuple[int, int]](), sum(batch.size for batch in found.batches.values())
    parts = list(parcels(found, keys_of(found), lambda done, of: told.append((done, of))))
    assert len(told) == len(parts) > 4
    assert (told == sorted(told), told[-1], {of for _, of in told}) == (True, (due, due), {due})
    done = ship(filled, dsn, found=found)
    assert delivered(dsn) == expected(found)
    assert (done.batches, done.visits) == (len(found.batches), delivered(dsn).total())


def test_keys_are_digests_of_ids_and_no_row_holds_an_id(filled: SessionLog, dsn: str) -> None:
    ship(filled, dsn)
    there = {row[0].hex for row in asked(dsn, "SELECT key FROM pulmoscreen.visit")}
    assert there == keys(release(filled, TUESDAY))
    text = str(asked(dsn, "SELECT v::text FROM pulmoscreen.visit v"))
    assert not any(record.id in text or record.id[:16] in text for record in filled.scan())


def test_only_whole_batches_go_and_what_waits_stays(log: SessionLog, dsn: str) -> None:
    put(log, [a_record() for _ in range(7)])
    assert ship(log, dsn).batches == 0
    put(log, [a_record()])
    assert ship(log, dsn).batches == 1
    assert asked(dsn, "SELECT kind, size, site FROM pulmoscreen.batch") == [("empty", 8, "North")]
    assert asked(dsn, "SELECT count(*) FROM pulmoscreen.visit") == [(0,)]


def test_declined_visits_are_only_a_number(log: SessionLog, dsn: str) -> None:
    put(log, [a_refusal() for _ in range(9)])
    for path in log.directory.glob("declined-*"):
        path.rename(path.with_name(f"declined-2026-W46-{path.stem[-3:]}.json"))
    released = release(log, NEXT_YEAR)
    ship(log, dsn, found=released)
    assert asked(dsn, "SELECT sum(size) FROM pulmoscreen.batch WHERE kind = 'declined'")[0][0] in {None, 9}


def test_batches_go_in_random_order_and_their_rows_in_that_of_random_digests(filled: SessionLog) -> None:
    found = release(filled, TUESDAY)
    keys_by_number = keys_of(found)
    sent = [parcel for some in parcels(found, keys_by_number) for parcel in some]
    assert len(sent) > 9
    for parcel in sent:
        there = [row[:32] for row in parcel.rows[2:-2].split('","')]
        assert there == sorted(there)
    by_week = sorted(found.batches, key=lambda number: (found.batches[number].last, found.batches[number].first))
    assert [parcel.key for parcel in sent] != [keys_by_number[number] for number in by_week]


def test_each_batch_is_one_transaction(filled: SessionLog, dsn: str) -> None:
    ship(filled, dsn)
    of_visits = asked(dsn, "SELECT batch, count(DISTINCT xmin::text) FROM pulmoscreen.visit GROUP BY batch")
    assert {number for _, number in of_visits} == {1}
    of_batches = asked(dsn, "SELECT xmin::text, count(*) FROM pulmoscreen.batch GROUP BY 1")
    assert {number for _, number in of_batches} == {1}


def test_two_senders_at_once_do_no_harm(filled: SessionLog, dsn: str, tmp_path: Path) -> None:
    found = release(filled, TUESDAY)
    copy = SessionLog(tmp_path / "copy")
    copy.directory.mkdir()
    for path in filled.directory.iterdir():
        (copy.directory / path.name).write_bytes(path.read_bytes())
    ship(filled, dsn)
    ship(copy, dsn, site="North too")
    assert delivered(dsn) == expected(found)
    assert asked(dsn, "SELECT DISTINCT site FROM pulmoscreen.batch") == [("North",)]


def test_one_log_has_one_sender_at_a_time(filled: SessionLog, dsn: str) -> None:
    impatient = SessionLog(filled.directory, patience=0.05)
    with filled.writing("ship"), pytest.raises(LogError, match="another process has held this lock"):
        ship(impatient, dsn)


def test_a_database_that_is_made_anew_gets_everything_again(filled: SessionLog, dsn: str) -> None:
    ship(filled, dsn)
    with psycopg.connect(dsn) as connection:
        connection.execute("DROP SCHEMA pulmoscreen CASCADE")
        connection.commit()
        create(connection, TUESDAY, step=8, retention_weeks=104)
    ship(filled, dsn)
    assert delivered(dsn) == expected(release(filled, TUESDAY))


@pytest.mark.parametrize("seed", range(3))
def test_whatever_part_of_the_marker_is_lost_the_database_is_complete(seed: int, filled: SessionLog, dsn: str) -> None:
    ship(filled, dsn)
    marker = filled.directory / ".shipped"
    data = marker.read_bytes()
    random = Random(seed)
    with psycopg.connect(dsn) as connection:
        connection.execute("DELETE FROM pulmoscreen.visit")
        connection.execute("DELETE FROM pulmoscreen.batch")
    marker.write_bytes([data[: random.randrange(20)], b"\xff" * 100, b""][seed])
    ship(filled, dsn)
    assert delivered(dsn) == expected(release(filled, TUESDAY))


def test_a_batch_that_is_too_small_for_the_database_stays(log: SessionLog, dsn: str) -> None:
    put(log, [a_record() for _ in range(5)])
    done = ship(log, dsn, found=release(log, TUESDAY, small_cell=3))
    assert (done.batches, done.small, done.known) == (0, 1, 0)


def test_every_batch_has_a_key_of_its_own(filled: SessionLog) -> None:
    found = release(filled, TUESDAY)
    keys_by_number = keys_of(found)
    assert keys_by_number.keys() == found.batches.keys()
    assert len(set(keys_by_number.values())) == len(keys_by_number)


def test_what_is_on_its_way_at_once_is_so_many_rows_and_no_batch_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender, "_AT_ONCE", 10)
    sizes = [3, 4, 0, 20, 9, 0, 0, 4]
    remaining = iter([Parcel("", {}, "", size) for size in sizes])
    parts = iter(lambda: sender._next(remaining), [])
    # A batch counts as a row more than it has.
    assert [[parcel.number for parcel in part] for part in parts] == [[3, 4, 0], [20], [9], [0, 0, 4]]


def test_the_server_ends_a_transaction_whose_sender_went_silent_after_a_third_of_a_minute(filled: SessionLog, dsn: str) -> None:
    noting = (
        "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "INSERT INTO seen VALUES (current_setting('transaction_timeout')); RETURN NEW; END $$"
    )
    with psycopg.connect(dsn) as owner:
        if owner.info.server_version < 170_000:
            pytest.skip("before PostgreSQL 17 there is no such setting")
        for statement in (
            "CREATE TABLE seen (setting text)",
            noting,
            "CREATE TRIGGER note BEFORE INSERT ON pulmoscreen.batch FOR EACH ROW EXECUTE FUNCTION note()",
        ):
            owner.execute(statement)
    ship(filled, dsn)
    assert set(asked(dsn, "TABLE seen")) == {("20s",)}
