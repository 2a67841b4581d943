"""What is told of an error, which errors may pass, and how long is waited before the next try."""

from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from store.disk import LogError
from store.fleet.connection import TRIES, connected, parameters, patiently, sentence_of
from store.fleet.sender import destination

PARTS = {"password": "a b/c", "sslpassword": "key"}
RUN = " Run `pulmoscreen log ship --create` as the owner of the tables."


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (psycopg.OperationalError("refused for\n a b/c."), "refused for ***."),
        (psycopg.OperationalError("a%20b/c, a%20b%2Fc and key"), "***, *** and ***."),
        (psycopg.errors.UndefinedColumn('column "cough" does not exist'), f'column "cough" does not exist.{RUN}'),
        (psycopg.errors.CheckViolation('no partition of relation "visit"'), f'no partition of relation "visit".{RUN}'),
        (OSError(".none."), ".none."),
    ],
)
def test_an_error_is_one_sentence_without_a_password(error: Exception, told: str) -> None:
    assert sentence_of(error, PARTS) == f"The database: {told}"
    assert sentence_of(error, {}).endswith("." if RUN not in told else RUN)


def test_an_error_of_the_server_is_told_without_the_values_of_the_row(dsn: str) -> None:
    with connected(parameters(dsn)) as owner:
        owner.execute("CREATE TEMP TABLE seen (id text PRIMARY KEY); INSERT INTO seen VALUES ('secret')")
        with pytest.raises(psycopg.errors.UniqueViolation, match="secret") as refused:
            owner.execute("INSERT INTO seen VALUES ('secret')")
    assert sentence_of(refused.value, {}) == 'The database: duplicate key value violates unique constraint "seen_pkey".'


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    pauses: list[float] = []
    monkeypatch.setattr("store.fleet.connection.time.sleep", pauses.append)
    return pauses


@pytest.mark.parametrize(
    ("error", "tries"),
    [
        (psycopg.OperationalError("server closed the connection unexpectedly"), TRIES),
        (psycopg.OperationalError("FATAL:  the database system is starting up"), TRIES),
        (psycopg.OperationalError("FATAL:  terminating connection due to administrator command"), TRIES),
        (psycopg.InterfaceError("the connection is closed"), TRIES),
        (psycopg.OperationalError("FATAL:  password authentication failed"), 1),
        (psycopg.ProgrammingError("syntax error"), 1),
    ],
)
def test_what_may_pass_is_tried_five_times_and_all_else_once(error: psycopg.Error, tries: int, waited: list[float]) -> None:
    told, tried = list[str](), list[None]()

    def action() -> None:
        tried.append(None)
        raise error

    with pytest.raises(LogError) as given_up:
        patiently(action, {}, told.append)
    sentence = sentence_of(error, {})
    assert (str(given_up.value), len(tried)) == (sentence, tries)
    assert told == [f"{sentence} Next try in {pause:.0f} s." for pause in waited]
    assert len(waited) == tries - 1


@pytest.mark.parametrize(("chance", "pauses"), [(min, [0.5, 1, 2, 4]), (max, [1.5, 3, 6, 12])])
def test_pauses_double_and_are_spread(
    chance: Callable[[float, float], float], pauses: list[float], waited: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.fleet.connection.random.uniform", chance)
    left = [psycopg.OperationalError("gone")] * (TRIES - 1)

    def action() -> str:
        if left:
            raise left.pop()
        return "done"

    assert patiently(action, {}, lambda _: None) == "done"
    assert waited == pauses


def test_a_database_that_is_not_there_is_asked_again_and_then_told(waited: list[float], tmp_path: Path) -> None:
    told = list[str]()
    with pytest.raises(LogError, match="No such file or directory"):
        destination(parameters(f"host={tmp_path} user=kiosk dbname=fleet"), told.append)
    assert len(told) == len(waited) == TRIES - 1
