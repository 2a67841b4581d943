"""A log with one file of six records, to be damaged."""

from pathlib import Path

import pytest

from store.log import SessionLog
from store.record import Record
from tests.store.people import SOUND_FILE, by_id, kept_people
from tests.store.transfers import Log


@pytest.fixture
def records(log: SessionLog) -> dict[str, Record]:
    for record in kept_people(6):
        log.append(record)
    return by_id(log)


@pytest.fixture
def path(log: SessionLog, records: dict[str, Record]) -> Path:
    assert len(records) == 6
    return log.directory / SOUND_FILE


@pytest.fixture
def at(tmp_path: Path) -> Log:
    return lambda name: SessionLog(tmp_path / name)
