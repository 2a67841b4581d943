"""Made-up sessions are as valid as real ones, and never among them."""

from collections import Counter
from random import Random

import pytest

from store.disk import LogError
from store.log import SessionLog
from store.record import Ended, Record
from store.simulate import refuse_real_sessions, simulated
from tests.store.people import NOW, a_record, people


def test_the_same_seed_makes_up_the_same_people_under_new_ids() -> None:
    def all_but_the_id(seed: int) -> list[Record]:
        return [record.model_copy(update={"id": "0" * 32}) for record in simulated(50, NOW, 10, Random(seed), ["en", "es"])]

    assert all_but_the_id(1) == all_but_the_id(1)
    assert all_but_the_id(1) != all_but_the_id(2)
    assert len({record.id for seed in (1, 1) for record in simulated(50, NOW, 10, Random(seed), ["en", "es"])}) == 100


def test_they_are_valid_marked_and_spread_over_the_weeks() -> None:
    records = list(people(2000, weeks=30))
    assert all(Record.model_validate(record.model_dump()) == record for record in records)
    assert all(record.simulated for record in records)
    assert len({record.week for record in records if record.kept}) == 30
    assert {record.ended for record in records if record.kept} == set(Ended)


def test_they_speak_the_languages_that_are_on_offer_most_of_them_the_first() -> None:
    spoken = Counter(record.language for record in simulated(2000, NOW, 10, Random(1), ["xx", "yy", "zz"]) if record.kept)
    assert set(spoken) == {"xx", "yy", "zz"}
    assert spoken["xx"] > spoken["yy"] + spoken["zz"]


def test_they_stay_out_of_a_log_with_real_sessions(log: SessionLog) -> None:
    for record in people(10):
        log.append(record)
    refuse_real_sessions(log)
    log.append(a_record())
    with pytest.raises(LogError, match="holds real sessions"):
        refuse_real_sessions(log)
