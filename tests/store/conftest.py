"""A log with one file of six records, to be damaged."""

from pathlib import Path

import pytest

from store import export, fhir, survey
from store.log import SessionLog
from store.record import Record
from tests.store.people import SOUND_FILE, by_id, kept_people
from tests.store.transfers import Log


@pytest.fixture(autouse=True)
def nothing_is_ready() -> None:
    """What is made once and kept is made again in each test, so that a test of what makes it does not see an older one."""
    export._PIECES.clear()
    for kept in (export._symptoms, fhir._head, fhir._matters, survey._session, survey._answered):
        kept.cache_clear()


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
