"""People for the tests of the log: made-up sessions, one call each."""

from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random
from typing import Any
from uuid import uuid4

from criteria.answers import Answers
from criteria.questions import Reply
from criteria.steps import Consent, Step
from store.health import verify
from store.log import SessionLog
from store.record import Channel, Ended, Record, record_of
from store.simulate import simulated

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SOUND_FILE = "2026-W47-a.json"
COUGHS = Answers(cough=Reply.YES, blood_in_sputum=Reply.NO)


def a_record(**changes: Any) -> Record:  # noqa: ANN401 - any part of a session
    session: dict[str, Any] = {
        "record_id": uuid4().hex,
        "consent": Consent.YES,
        "ended": Ended.LEFT,
        "left_at": Step.COUGH_DURATION,
        "moment": NOW,
        "language": "en",
        "channel": Channel.LOCAL,
    }
    return record_of(changes.pop("answers", COUGHS), **(session | changes))


def a_refusal(**changes: Any) -> Record:  # noqa: ANN401 - the same
    return a_record(consent=Consent.NO, **changes)


def people(number: int, *, seed: int = 0, weeks: int = 1, in_shard: str | None = None) -> Iterator[Record]:
    """Varied sessions; where `in_shard` is given, all of them compete for the same files."""
    for record in simulated(number, NOW, weeks, Random(seed), ["en", "es"]):
        yield record if in_shard is None else record.model_copy(update={"id": in_shard + record.id[1:]})


def by_id(log: SessionLog) -> dict[str, Record]:
    """All records; damage is an error."""
    records = list(log.scan())
    found = {record.id: record for record in records}
    assert len(found) == len(records), "an id is there twice"
    return found


def findings(log: SessionLog) -> list[str]:
    """What `log verify` would say."""
    found: list[str] = []
    verify(log, lambda damage: found.append(str(damage)))
    return found


def kept_people(number: int) -> list[Record]:
    """Varied sessions that were kept, all of them in `SOUND_FILE`."""
    return [record for record in people(3 * number, in_shard="a") if record.kept][:number]
