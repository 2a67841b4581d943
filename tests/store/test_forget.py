"""Nobody can tell from the log who came when."""

from datetime import UTC, datetime
from math import sqrt
from pathlib import Path
from uuid import uuid4

import pytest

from store.log import SessionLog
from store.record import Record
from store.upkeep import even_out
from tests.amounts import one_of
from tests.store.observers import Ranking, by_change, by_folder, by_inode, by_modification, by_place
from tests.store.people import a_record

WEEKS = 40
PEOPLE = 25
WEEK = "2026-W47"


def rank_correlation(arrived: list[str], guessed: list[str]) -> float:
    """Spearman's, between -1 and 1."""
    place = {record_id: number for number, record_id in enumerate(guessed)}
    squares = sum((number - place[record_id]) ** 2 for number, record_id in enumerate(arrived))
    size = len(arrived)
    return 1 - 6 * squares / (size * (size**2 - 1))


def attack(tmp_path: Path, ranking: Ranking, *, closed: bool) -> tuple[float, int]:
    """Let an observer guess in many weeks; return the mean rank correlation and how many records were picked rightly."""
    correlations = []
    hits = 0
    for week in range(WEEKS):
        log = SessionLog(tmp_path / f"log{week}")
        arrived = [a_record() for _ in range(PEOPLE)]
        for record in arrived:
            log.append(record)
        if closed:
            even_out(log, weeks=[WEEK])
        ids = [record.id for record in arrived]
        guessed = ranking(log)
        correlations.append(rank_correlation(ids, guessed))
        hits += sum(record_id == guess for record_id, guess in zip(ids, guessed, strict=True))
    return sum(correlations) / WEEKS, hits


# By chance the mean correlation is 0 with a deviation of 1/sqrt(weeks * (people - 1)), and one guess a week is right.
SURE = 4
CORRELATION_BY_CHANCE = SURE / sqrt(WEEKS * (PEOPLE - 1))
HITS_BY_CHANCE = WEEKS + SURE * sqrt(WEEKS)


@pytest.mark.parametrize("ranking", one_of([by_place, by_modification, by_change]), ids=lambda ranking: ranking.__name__)
def test_an_observer_picks_the_right_record_no_better_than_by_chance(tmp_path: Path, ranking: Ranking) -> None:
    correlation, hits = attack(tmp_path, ranking, closed=False)
    print(f"{ranking.__name__}: rank correlation {correlation:+.3f}, {hits} of {WEEKS * PEOPLE} right, {WEEKS} by chance")
    assert abs(correlation) < CORRELATION_BY_CHANCE
    assert hits < HITS_BY_CHANCE


@pytest.mark.parametrize("ranking", one_of([by_inode, by_folder]), ids=lambda ranking: ranking.__name__)
def test_in_a_closed_week_neither_inodes_nor_the_folder_tell(tmp_path: Path, ranking: Ranking) -> None:
    correlation, hits = attack(tmp_path, ranking, closed=True)
    print(f"{ranking.__name__}: rank correlation {correlation:+.3f}, {hits} of {WEEKS * PEOPLE} right, {WEEKS} by chance")
    assert abs(correlation) < CORRELATION_BY_CHANCE
    assert hits < HITS_BY_CHANCE


def test_the_order_within_a_file_is_that_of_random_ids(log: SessionLog) -> None:
    arrived = [record.id for record in _appended(log, [a_record(record_id="a" + uuid4().hex[1:]) for _ in range(200)])]
    assert by_place(log) == sorted(arrived)
    assert abs(rank_correlation(arrived, by_place(log))) < SURE / sqrt(len(arrived) - 1)


def _appended(log: SessionLog, records: list[Record]) -> list[Record]:
    for record in records:
        log.append(record)
    return records


def test_files_of_a_week_carry_the_monday_of_that_week_and_change_together(log: SessionLog) -> None:
    for _ in range(PEOPLE):
        log.append(a_record())
    status = [path.stat() for path in sorted(log.directory.glob("*.json"))]
    monday = datetime(2026, 11, 16, tzinfo=UTC).timestamp()
    assert {(file.st_mtime, file.st_atime) for file in status} == {(monday, monday)}
    # Every append touches all files of the week by name, so that their change times have the order of the names.
    changed = [file.st_ctime_ns for file in status]
    assert changed == sorted(changed)
