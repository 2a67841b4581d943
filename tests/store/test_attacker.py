"""An attacker who holds every weekly output and links rows perfectly finds nobody in a group of fewer than eight."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from store.columns import columns
from store.counts import count
from store.export import rows
from store.ledger import Batch, Kind
from store.log import SessionLog
from store.record import Record, iso_week, monday_of
from store.report import Stats, stats_of
from store.simulate import simulated
from store.upkeep import purge
from tests.store.people import NOW, a_record
from tests.store.releases import SMALL, TUESDAY, members, put, release, small_groups, told_of

WEEK = timedelta(weeks=1)
MONDAY = date(2026, 11, 16)
LAST = TUESDAY
PARTIAL_AND_FINISHED = {Kind.FINISHED, Kind.PARTIAL}


def visits(number: int, weeks: int, random: Random, late: float = 0.0) -> dict[date, list[Record]]:
    """Real visits of one site over some weeks, by the Monday on which the log gets them; some come 1 to 20 weeks late."""
    came: dict[date, list[Record]] = defaultdict(list)
    for record in simulated(number, NOW, weeks, random, ["en", "es", "pt"]):
        monday = monday_of(record.week) if record.week else MONDAY - random.randrange(weeks) * WEEK
        delay = random.randint(1, 20) if random.random() < late else 0
        came[monday + delay * WEEK].append(record.model_copy(update={"simulated": False}))
    return came


def every_week(
    log: SessionLog, came: dict[date, list[Record]], weeks: int, retention: int = 1040
) -> Iterator[tuple[dict[str, str], Stats]]:
    for week in range(weeks, -1, -1):
        day = LAST - week * WEEK
        put(log, came.get(monday_of(iso_week(day - WEEK)), []))
        purge(log, NOW - week * WEEK, retention)
        found = release(log, day, weeks=retention)
        yield told_of(found), stats_of(found, count(found), SMALL)


def told_as(batch: Batch) -> str:
    return "week" if batch.first == batch.last else "quarter" if batch.facts.language else "pooled"


def utility(logs: Sequence[SessionLog], kept: int) -> str:
    told = Counter[str]()
    for log in logs:
        for batch, _ in members(log):
            if batch.facts.kind is not Kind.DECLINED:
                told[told_as(batch)] += batch.size
    shares = [round(100 * told[name] / max(1, kept)) for name in ("week", "quarter", "pooled")]
    return f"{kept} kept; told by week, by quarter, without language, not yet: {shares} {100 - sum(shares)} %"


SITES = 20


@pytest.mark.parametrize(
    ("number", "sites"),
    [(80, 1), *(pytest.param(number, SITES, marks=pytest.mark.slow) for number in (1, 5, 30, 80, 200, 600))],
)
def test_whoever_holds_every_weekly_output_finds_no_small_group(number: int, sites: int, tmp_path: Path) -> None:
    logs, kept, weeks = [SessionLog(tmp_path / str(site)) for site in range(sites)], 0, 40
    for site, log in enumerate(logs):
        came = visits(number, weeks, Random(1000 * number + site))
        kept += sum(record.kept for records in came.values() for record in records)
        outputs = [output for output, _ in every_week(log, came, weeks)]
        assert small_groups(outputs) == (0, 0)
        for one, other in pairwise(outputs):
            assert_whole_batches(one.keys() ^ other.keys(), members(log))
    print(f"{sites} sites of {number} visits in {weeks} weeks: 0 small groups; {utility(logs, kept)}")


def assert_whole_batches(changed: set[str], batches: list[tuple[Batch, frozenset[str]]]) -> None:
    for batch, ids in batches:
        if batch.facts.kind is not Kind.DECLINED:
            assert not ids & changed or ids <= changed


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_late_records_purges_damage_and_clocks_ahead_give_no_small_group(seed: int, log: SessionLog) -> None:
    random = Random(seed)
    weeks, retention = 40, random.choice([8, 20, 60])
    came = visits(random.choice([80, 200, 600]), weeks, random, late=random.choice([0.03, 0.3]))
    came[monday_of("2026-W40")] += [
        a_record(moment=NOW + WEEK * number).model_copy(update={"simulated": False}) for number in range(2)
    ]
    outputs = []
    for output, _ in every_week(log, came, weeks, retention):
        outputs.append(output)
        there = sorted(log.directory.glob("20*.json"))
        if there and random.random() < 0.3:
            random.choice(there).unlink()
    assert small_groups(outputs) == (0, 0)
    for one, other in pairwise(outputs):
        assert_whole_batches(one.keys() ^ other.keys(), members(log))


def test_without_batches_the_same_attacker_finds_small_groups(log: SessionLog) -> None:
    came = visits(200, 10, Random(7))
    outputs = []
    for week in range(10, -1, -1):
        put(log, came.get(monday_of(iso_week(LAST - week * WEEK - WEEK)), []))
        outputs.append(
            {record.id[:16]: f"{record.week} {record.language} {record.channel}" for record in log.scan() if record.kept}
        )
    groups, found = small_groups(outputs)
    print(f"without batches: {groups} groups, {found} people")
    assert groups > 20


def test_a_row_shows_the_attacker_nothing_of_the_batch_but_its_label(log: SessionLog) -> None:
    put(log, (record for records in visits(400, 8, Random(3)).values() for record in records))
    facts = [column.name for column in columns() if not column.is_answer]
    groups = Counter(tuple(row[name] for name in facts) for row in rows(release(log, LAST + 8 * WEEK)))
    assert min(groups.values()) > SMALL
