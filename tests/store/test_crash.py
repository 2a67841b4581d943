"""Three writers are killed three hundred times in the middle of what they do."""

import re
from functools import partial
from random import Random

import pytest

from store.log import SessionLog
from tests.amounts import little_and_much
from tests.store.people import by_id, findings, people
from tests.store.processes import writer

WRITERS = 3
MANY = 10_000


@pytest.mark.parametrize("rounds", little_and_much(5, 100))
def test_three_hundred_kills_lose_no_acknowledged_record(log: SessionLog, rounds: int) -> None:
    random = Random(300)
    acknowledged: set[str] = set()
    for number in range(rounds):
        # All three write into one shard, so that they meet, and are killed, at the same file.
        shard = random.choice("ab")
        writers = [writer(log, partial(people, MANY, seed=number * WRITERS + who, in_shard=shard)) for who in range(WRITERS)]
        for one in writers:
            one.read_until(random.randint(1, 4))
            acknowledged.update(one.kill_within(random.uniform(0, 0.004)))
    kept = by_id(log)
    print(f"{rounds * WRITERS} kills, {len(acknowledged)} acknowledged, {len(kept)} on the disk")
    assert findings(log) == []
    assert acknowledged <= set(kept)
    # What was on the disk and not yet acknowledged when its writer died is a whole record too.
    assert len(set(kept) - acknowledged) <= rounds * WRITERS


@pytest.mark.parametrize("kills", little_and_much(6, 60))
def test_killed_writers_leave_at_most_one_temporary_file_per_shard(log: SessionLog, kills: int) -> None:
    random = Random(1)
    for number in range(kills):
        one = writer(log, partial(people, MANY, seed=number))
        one.read_until(random.randint(1, 4))
        one.kill_within(random.uniform(0, 0.004))
    others = {path.name for path in log.directory.iterdir() if path.suffix != ".json"}
    assert all(re.fullmatch(r"\.(lock|tmp)-[0-9a-f]", name) for name in others), others
