"""What a log writes for another one, and what it notes of that."""

from collections import Counter

import pytest

from store.disk import LogError, locked
from store.ledger import Batch, read_ledger
from store.lines import Damage
from store.log import SessionLog, refuse
from store.raw import NOT_HERE, hand_over, raw_lines
from tests.store.people import a_record
from tests.store.releases import TUESDAY, put, release
from tests.store.transfers import Log, raw, take_in


def test_writing_and_taking_in_wait_for_the_locks_of_the_ledger_and_of_a_shard(at: Log) -> None:
    here, there = at("here"), at("there")
    put(here, [a_record(record_id=f"a{number:x}" + "0" * 30) for number in range(8)])
    release(here, TUESDAY)
    data = raw(here)
    put(there, [a_record()])
    hurried = SessionLog(there.directory, patience=0.0)
    with locked(there.directory / ".lock-ledger", 0.0):
        with pytest.raises(LogError, match=r"\.lock-ledger"):
            take_in(hurried, data)
        with pytest.raises(LogError, match=r"\.lock-ledger"):
            raw(hurried)
    with locked(there.directory / ".lock-a", 0.0), pytest.raises(LogError, match=r"\.lock-a"):
        take_in(hurried, data)


def test_what_is_handed_over_is_one_batch_that_stays_as_long_as_the_youngest_of_its_records(at: Log) -> None:
    here = at("here")
    put(here, [a_record().model_copy(update={"week": week}) for week in ("2026-W40", "2026-W50")])
    ledger = hand_over(here, TUESDAY, refuse)
    assert ledger.batches == read_ledger(here).batches == [Batch("2026-W50", "2026-W50", NOT_HERE, 2)]


def test_an_export_for_another_log_tells_what_a_line_holds_how_far_it_is_and_what_is_damaged(at: Log) -> None:
    here = at("here")
    put(here, [a_record(record_id=f"{shard}{number:x}" + "0" * 30) for shard in "af" for number in range(8)])
    release(here, TUESDAY)
    told, damage = list[tuple[int, int]](), list[Damage]()
    ledger = hand_over(here, TUESDAY, refuse)
    lines = raw_lines(here, ledger, refuse, lambda done, of: told.append((done, of)))
    assert Counter(what for what, _ in lines) == {"batch": 1, "record": 16, "end": 1}
    assert told == [(1, 2), (2, 2)]
    (path, _), _ = here.files()
    path.write_bytes(path.read_bytes()[:-1])
    hand_over(here, TUESDAY, damage.append)
    assert {found.file for found in damage} == {path.name}
    damage.clear()
    assert list(raw_lines(here, ledger, damage.append))
    assert {found.file for found in damage} == {path.name}
