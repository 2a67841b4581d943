"""`pulmoscreen log ship` and `log stats --from` as staff type them."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from store.fleet.stats import fleet_stats
from store.log import SessionLog
from store.release import Released
from tests.store.fleet.deliveries import asked, delivered, expected, ship
from tests.store.people import people
from tests.store.releases import TUESDAY, put, release
from tests.tui.cli.in_process import called
from tui.visit.clock import now

SECRET = "s3cr3t&more"  # noqa: S105 - of a server that lets everybody in


@pytest.fixture
def filled(log: SessionLog) -> SessionLog:
    put(log, people(200, weeks=12))
    return log


def today(log: SessionLog) -> Released:
    return release(log, now().date(), weeks=104)


def test_create_ship_and_ship_again(filled: SessionLog, empty: str) -> None:
    data = ("--data", str(filled.directory))
    refused = called("log", "ship", "--to", empty, *data)
    assert refused.returncode == 2
    assert (
        refused.stderr == b"pulmoscreen: The database has no tables yet: run `pulmoscreen log ship --create` as their owner.\n"
    )
    planned = called("log", "ship", "--to", empty, "--dry-run", *data)
    first = called("log", "ship", "--to", empty, "--create", *data)
    assert (first.returncode, planned.returncode) == (0, 0)
    assert planned.stdout.split(b" would")[0] == first.stdout.split(b" were")[0]
    assert delivered(empty) == expected(today(filled))
    assert called("log", "ship", *data, PULMOSCREEN_SHIP_DSN=empty).stdout.startswith(b"0 batches with 0 visits")
    assert called("log", "ship", "--dry-run", "--to", empty, *data).stdout.startswith(b"0 batches with 0 visits would be")
    assert asked(empty, "SELECT DISTINCT site FROM pulmoscreen.batch")


def test_a_dry_run_of_create_shows_the_statements_and_changes_nothing(empty: str, tmp_path: Path) -> None:
    found = called("log", "ship", "--to", empty, "--create", "--dry-run", "--data", str(tmp_path / "none"))
    assert found.returncode == 0
    assert b"CREATE TABLE pulmoscreen.visit (" in found.stdout
    assert asked(empty, "SELECT to_regclass('pulmoscreen.meta')") == [(None,)]


def test_without_a_database_it_says_how_to_name_one(filled: SessionLog) -> None:
    result = called("log", "ship", "--data", str(filled.directory))
    assert result.returncode == 2
    assert b"--to: names no database, and neither does dsn in [ship]" in result.stderr


@pytest.mark.parametrize(
    "dsn",
    [
        f"postgresql://kiosk:{SECRET}@127.0.0.1:1/fleet",
        "postgresql://kiosk:s3cr3t%26more@127.0.0.1:1/fleet",
        f"host=127.0.0.1 port=1 password={SECRET} passwrod=x",
        f"password={SECRET} nonsense",
        f"host=127.0.0.1 port=1 dbname=fleet user=kiosk password={SECRET}",
    ],
)
def test_no_error_holds_the_password(dsn: str, filled: SessionLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.fleet.connection._FIRST_PAUSE", 0.001)
    for words in (("ship", "--to", dsn), ("stats", "--from", dsn)):
        result = called("log", *words, *(("--data", str(filled.directory)) if words[0] == "ship" else ()))
        assert result.returncode == 2, result.stderr
        assert b"s3cr3t" not in result.stdout + result.stderr
        assert result.stderr.splitlines()[-1].startswith(b"pulmoscreen: The ")


SHOW = """
import sys
from pathlib import Path
from tui.process.command_line import hide_in_command_line
hide_in_command_line(sys.argv[1])
print(Path("/proc/self/cmdline").read_bytes().replace(b"\\0", b" ").decode())
"""


def test_a_password_in_an_option_is_hidden_from_the_list_of_processes() -> None:
    dsn = f"postgresql://kiosk:{SECRET}@host/fleet"
    shown = subprocess.run([sys.executable, "-c", SHOW, dsn, "rest"], check=True, capture_output=True, text=True).stdout
    assert SECRET not in shown
    assert "x" * len(dsn) + " rest" in shown


def test_without_the_library_the_extra_is_named(filled: SessionLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    result = called("log", "ship", "--to", "postgresql://h/d", "--data", str(filled.directory))
    assert result.returncode == 2
    assert b"pip install 'psycopg[binary]>=3.2', which is in the extra [fleet]" in result.stderr


def test_the_figures_of_the_fleet_are_those_of_its_only_site(filled: SessionLog, dsn: str) -> None:
    data = ("--data", str(filled.directory))
    called("log", "ship", "--to", dsn, *data)
    here, fleet = (json.loads(called("log", "stats", "--json", *more).stdout) for more in (data, ("--from", dsn)))
    for same in ("kept", "declined", "simulated", "undated", "periods", "questionnaires", "languages", "channels", "symptoms"):
        assert fleet[same] == here[same], same
    assert fleet["finished"] == here["ended"]["result"]
    assert list(fleet["sites"].values()) == [{"visits": here["kept"], "last_delivery": str(now().date()), "stopped": False}]
    assert fleet["cards"].keys() == here["cards"].keys()
    assert fleet["what_now"] == here["what_now"]


def test_the_figures_are_those_of_one_moment(filled: SessionLog, dsn: str) -> None:
    with psycopg.connect(dsn, autocommit=True) as reader:

        class WithDelivery(psycopg.Cursor[tuple[object, ...]]):
            def fetchall(self) -> list[tuple[object, ...]]:
                """Deliver after the first view was read."""
                found = super().fetchall()
                ship(filled, dsn)
                return found

        reader.cursor_factory = WithDelivery
        during = fleet_stats(reader, TUESDAY, "quarter")
        reader.cursor_factory = psycopg.Cursor
        assert not during.sites
        assert fleet_stats(reader, TUESDAY, "quarter").sites


def test_sites_stand_side_by_side_and_one_that_stopped_is_named_with_since_when(filled: SessionLog, dsn: str) -> None:
    called("log", "ship", "--to", dsn, "--data", str(filled.directory), PULMOSCREEN_SITE_NAME="North")
    silent = now().date() - timedelta(days=9)
    with psycopg.connect(dsn) as owner:
        owner.execute("INSERT INTO pulmoscreen.delivery VALUES (%s, gen_random_uuid(), 'South')", (silent,))
    result = called("log", "stats", "--from", dsn)
    told = result.stdout.decode()
    assert result.returncode == 1
    assert told.isascii()
    assert f"South has delivered nothing since {silent}." in told
    assert "North has delivered nothing" not in told
    for subject in (
        "2 sites have delivered",
        "Sites",
        "Visits over time",
        "Version of the questionnaire",
        "Language",
        "The symptoms",
    ):
        assert subject in told


def test_the_name_of_a_site_is_shown_as_it_is_and_acts_on_no_terminal(dsn: str) -> None:
    with psycopg.connect(dsn) as owner:
        for site in ("Clinic [/north] _2", "East\x1b[2J"):
            owner.execute("INSERT INTO pulmoscreen.delivery VALUES (%s, gen_random_uuid(), %s)", (now().date(), site))
    told = called("log", "stats", "--from", dsn).stdout.decode()
    assert "Clinic [/north] _2 " in told
    assert "East?[2J " in told


def test_stats_from_takes_no_choice_of_batches(dsn: str) -> None:
    result = called("log", "stats", "--from", dsn, "--since", "2026-W40")
    assert result.returncode == 2
    assert b"--from takes --by and --json only" in result.stderr
