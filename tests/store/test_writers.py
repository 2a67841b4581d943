"""Many processes at one log at once, and what a stopped or killed one does to the others."""

import os
import signal
import time
from functools import partial

import pytest

from store.disk import LogError
from store.log import SessionLog
from tests.amounts import little_and_much
from tests.store.people import by_id, people
from tests.store.processes import Child, Tell, lock_holder, writer


def read_all_the_time(log: SessionLog, tell: Tell) -> None:
    """Scan until killed; a reader that meets damage or an error dies of it before that."""
    before = 0
    while True:
        found = sum(1 for _ in log.scan())
        assert found >= before
        before = found
        tell(str(found))


@pytest.mark.parametrize("processes", little_and_much(4, 16))
def test_many_processes_lose_nothing_and_readers_see_no_error(log: SessionLog, processes: int) -> None:
    appends = 12 * processes
    readers = [Child(partial(read_all_the_time, log)) for _ in range(2)]
    writers = [writer(log, partial(people, appends, seed=number)) for number in range(processes)]
    assert [one.finish() for one in writers] == [0] * processes
    for reader in readers:
        reader.read_until(1)
        reader.kill()
    assert len(by_id(log)) == processes * appends
    assert {record_id for one in writers for record_id in one.told} == set(by_id(log))


def test_processes_that_append_the_same_record_keep_it_once(log: SessionLog) -> None:
    records = list(people(20))
    writers = [writer(log, lambda: records) for _ in range(4)]
    assert [one.finish() for one in writers] == [0] * 4
    assert by_id(log) == {record.id: record for record in records}


def test_a_stopped_lock_holder_delays_a_writer_only_until_its_deadline(log: SessionLog) -> None:
    (record,) = people(1, in_shard="a")
    (elsewhere,) = people(1, in_shard="b")
    holder = lock_holder(log, "a")
    os.kill(holder.pid, signal.SIGSTOP)
    hurried = SessionLog(log.directory, patience=0.05)
    started = time.monotonic()
    with pytest.raises(LogError, match=r"\.lock-a: another process has held this lock for more than 0\.05 s"):
        hurried.append(record)
    assert time.monotonic() - started >= 0.05
    hurried.append(elsewhere)
    holder.kill()
    hurried.append(record)
    assert set(by_id(log)) == {record.id, elsewhere.id}


def test_a_killed_lock_holder_delays_nobody(log: SessionLog) -> None:
    holder = lock_holder(log, "a")
    holder.kill()
    for record in people(3, in_shard="a"):
        SessionLog(log.directory, patience=0).append(record)
    assert len(by_id(log)) == 3


def test_a_stopped_writer_does_not_stop_readers(log: SessionLog) -> None:
    for record in people(3, in_shard="a"):
        log.append(record)
    holder = lock_holder(log, "a")
    assert len(by_id(log)) == 3
    holder.kill()
