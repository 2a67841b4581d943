"""A long day leaves nothing behind, loses no record, and shows nobody the answers of another."""

from pathlib import Path

import pytest

from tests.soak.disturbances import ALL
from tests.soak.run import soak
from tests.soak.samples import growth

SECONDS = 240.0
HOURS = 8.0
VISITS = 96
"""A person every five minutes, for so many hours."""


@pytest.mark.slow
async def test_a_day_of_visits_kills_floods_jumps_and_full_disks_leaves_nothing_behind(tmp_path: Path) -> None:
    day = await soak(SECONDS, tmp_path, hours=HOURS)
    grown = {name: growth(samples) for name, samples in day.held.items()}
    ended = day.over_ssh + day.at_the_terminal
    print(ended, day.due, day.records, day.not_kept, day.cut_off, day.disturbances, grown)
    assert day.mixed_up == []
    assert day.records >= day.due > 0
    assert day.records + day.not_kept >= ended >= VISITS
    assert day.disturbances.keys() == {disturbance.__name__ for disturbance in ALL}
    for measures in grown.values():
        for name, (before, after) in measures.items():
            assert after <= 1.1 * before + 5, (name, measures)
