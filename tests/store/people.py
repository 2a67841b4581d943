"""People for the tests of the log: made-up sessions, one call each."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from criteria.answers import Answers
from criteria.journey import Consent, Step
from criteria.questions import Reply
from store.record import Channel, Ended, Record, record_of

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
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
