"""A long day leaves nothing behind, loses no record, and shows nobody the answers of another."""

from pathlib import Path

import pytest

from tests.soak.run import soak
from tests.soak.samples import growth

SECONDS = 240.0


@pytest.mark.slow
async def test_a_day_of_visits_kills_floods_and_reloads_leaves_nothing_behind(tmp_path: Path) -> None:
    day = await soak(SECONDS, tmp_path)
    grown = {name: growth(samples) for name, samples in day.held.items()}
    print(day.ended_in_order, day.at_the_terminal, day.cut_off, day.disturbances, day.records, grown)
    assert day.mixed_up == []
    assert day.records >= day.ended_in_order + day.at_the_terminal > 0
    for measures in grown.values():
        for name, (before, after) in measures.items():
            assert after <= 1.1 * before + 5, (name, measures)
