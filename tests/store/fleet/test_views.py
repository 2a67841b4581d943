"""The partitions and the views by their names, and the figures read from them."""

from datetime import timedelta

import psycopg
import pytest

from store.counts import count
from store.fleet.connection import connected, parameters
from store.fleet.create import create
from store.fleet.schema import ANSWERS, PARTITIONED
from store.fleet.stats import SILENT, fleet_stats
from store.ledger import Kind
from store.log import SessionLog
from store.record import Ended
from store.report import stats_of
from store.upkeep import purge
from tests.store.fleet.deliveries import asked, ship
from tests.store.people import NOW, a_record, a_refusal, people
from tests.store.releases import CHECKED, FOR_EVER, NEXT_YEAR, TUESDAY, put, release

CELL = ("visits",)
COLUMNS = {
    "kinds": ("kind", *CELL),
    "channels": ("channel", *CELL),
    "languages": ("language", *CELL),
    "questionnaires": ("questionnaire", *CELL),
    "periods_quarter": ("in_quarter", *CELL),
    "periods_year": ("in_year", *CELL),
    "totals": ("total", *CELL),
    "sites": ("site", *CELL, "last_delivery"),
    "levels": ("level", "what_now", *CELL),
    "answers": ("question", "answer", *CELL),
    "cards": ("question", "answer", *CELL),
    "symptoms_and_cards": ("question", "answer", *CELL),
} | {f"question_{column.name}": ("answer", *CELL) for column in ANSWERS}


def test_each_view_has_the_columns_that_it_had_before(dsn: str) -> None:
    query = (
        "SELECT table_name, column_name FROM information_schema.columns JOIN information_schema.views "
        "USING (table_schema, table_name) WHERE table_schema = 'pulmoscreen' ORDER BY table_name, ordinal_position"
    )
    found: dict[str, tuple[str, ...]] = {}
    for view, column in asked(dsn, query):
        found[view] = (*found.get(view, ()), column)
    assert found == COLUMNS
    assert {kind for kind, _ in asked(dsn, "TABLE pulmoscreen.kinds")} == {*Kind} - {Kind.HANDED_OVER}


def quarters(dsn: str, table: str) -> list[str]:
    query = "SELECT relname FROM pg_class WHERE relispartition AND relkind = 'r' AND relname LIKE %s ORDER BY 1"
    return [name.removeprefix(f"{table}_") for (name,) in asked(dsn, query, f"{table}%")]


@pytest.mark.parametrize(("weeks", "first"), [(6, "2026_q4"), (7, "2026_q3")])
def test_there_is_a_partition_for_each_quarter_of_the_retention_and_for_two_years_to_come(
    dsn: str, weeks: int, first: str
) -> None:
    kept = [f"{year}_q{quarter}" for year in (2026, 2027, 2028) for quarter in (1, 2, 3, 4)]
    with connected(parameters(dsn)) as owner:
        create(owner, TUESDAY, step=8, retention_weeks=weeks)
    for table in PARTITIONED:
        assert quarters(dsn, table) == kept[kept.index(first) :]


def test_a_partition_on_another_server_is_dropped_too(dsn: str) -> None:
    values = "FOR VALUES FROM ('2026-01-01') TO ('2026-04-01')"
    with connected(parameters(dsn)) as owner:
        owner.execute("CREATE FOREIGN DATA WRAPPER away")
        owner.execute("CREATE SERVER away FOREIGN DATA WRAPPER away")
        owner.execute("DROP TABLE pulmoscreen.visit_2026_q1")
        owner.execute(f"CREATE FOREIGN TABLE pulmoscreen.visit_2026_q1 PARTITION OF pulmoscreen.visit {values} SERVER away")
        statements = create(owner, TUESDAY, step=8, retention_weeks=1)
    assert "DROP FOREIGN TABLE pulmoscreen.visit_2026_q1" in statements
    assert "DROP TABLE pulmoscreen.visit_2026_q2" in statements
    assert quarters(dsn, "visit")[0] == "2026_q4"


def a_site(log: SessionLog, dsn: str) -> None:
    """Deliver visits of three quarters of a year, in several languages."""
    for week, language in (("2026-W06", "en"), ("2026-W30", "pt"), ("2026-W45", "en")):
        put(log, (a_record(answers=CHECKED, language=language).model_copy(update={"week": week}) for _ in range(9)))
    put(log, (a_record(answers=CHECKED, language=language) for language in ("es", "fr") for _ in range(4)))
    put(log, (a_refusal() for _ in range(9)))
    put(log, (a_record(answers=CHECKED, moment=NOW.replace(year=1970)) for _ in range(8)))
    purge(log, NOW, FOR_EVER)
    ship(log, dsn, found=release(log, NEXT_YEAR))


def test_the_figures_are_those_of_the_log_in_steps_of_the_database(log: SessionLog, empty: str) -> None:
    with connected(parameters(empty)) as owner:
        create(owner, TUESDAY, step=1, retention_weeks=104)
        a_site(log, empty)
        told = fleet_stats(owner, TUESDAY, "quarter")
        by_year = fleet_stats(owner, TUESDAY, "year").periods
    found = release(log, NEXT_YEAR)
    here = stats_of(found, count(found), 0)
    same = ("small_cell", "kept", "declined", "simulated", "undated", "periods", "questionnaires", "languages", "channels")
    for name in (*same, "symptoms", "cards"):
        assert getattr(told, name) == getattr(here, name), name
    assert told.declined == 9
    undated = "SELECT DISTINCT first_week, last_week FROM pulmoscreen.batch WHERE 'undated' IN (first_week, last_week)"
    assert asked(empty, undated) == [("undated", "undated")]
    assert dict(asked(empty, "TABLE pulmoscreen.kinds"))["declined"] == 9
    assert list(told.languages.items()) == [("en", 26), ("pt", 9), ("not_told", 8)]
    assert list(told.periods.items()) == [*zip(("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"), (9, 0, 9, 17), strict=True),
                                          ("several", 0), ("undated", 8)]  # fmt: skip
    assert by_year == {"2026": 35, "several": 0, "undated": 8}


def test_cards_and_what_people_will_do_are_counted_as_in_the_log(log: SessionLog, empty: str) -> None:
    put(log, (record for record in people(400, weeks=4) if record.ended is Ended.RESULT))
    found = release(log, TUESDAY)
    with connected(parameters(empty)) as owner:
        create(owner, TUESDAY, step=1, retention_weeks=104)
        ship(log, empty, found=found)
        told = fleet_stats(owner, TUESDAY, "quarter")
    here = stats_of(found, count(found), 0)
    assert (told.cards, told.what_now) == (here.cards, here.what_now)
    assert all(any(cells.values()) for cells in told.what_now.values())
    assert any(told.cards.values())


def test_a_database_that_has_got_nothing_shows_nothing_in_every_cell(empty: str) -> None:
    with connected(parameters(empty)) as owner:
        create(owner, TUESDAY, step=1, retention_weeks=104)
        told = fleet_stats(owner, TUESDAY, "quarter")
    assert (told.kept, told.sites, told.periods) == (0, {}, {"several": 0, "undated": 0})
    assert (told.questionnaires, told.languages) == ({}, {"not_told": 0})
    assert {number for cells in told.what_now.values() for number in cells.values()} == {0}


def test_a_site_has_stopped_after_more_than_three_days(log: SessionLog, dsn: str) -> None:
    a_site(log, dsn)

    days = (TUESDAY + SILENT, TUESDAY + SILENT + timedelta(days=1))
    assert timedelta(days=3) == SILENT
    with psycopg.connect(dsn) as reader:
        assert [fleet_stats(reader, day, "quarter").sites["North"].stopped for day in days] == [False, True]
