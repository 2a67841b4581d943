"""What is kept of a visit: a closed schema without free text, made from answers and never turned back into them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from criteria.answers import Answers
from criteria.questions import QUESTIONNAIRE
from criteria.steps import INTERRUPTIONS, Consent, Step, WhatNow

BUILT: Final = date(2026, 1, 1)
"""A clock that shows an earlier day is wrong, since no visit is older than the program: its week is not kept."""


class Channel(StrEnum):
    """How the person was served: by screens or plain lines on the local terminal, or over SSH."""

    LOCAL = "local"
    PLAIN = "plain"
    SSH = "ssh"


class Ended(StrEnum):
    """How the visit ended: at the result, at an emergency page to get help, by leaving, or by a time-out."""

    RESULT = "result"
    HELP = "help"
    LEFT = "left"
    IDLE = "idle"


Version = Annotated[str, Field(pattern=r"^[0-9a-z.-]{1,16}$")]
"""The version of a questionnaire."""
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[a-z0-9]{2,8}){0,2}$")]
"""The code of a language."""


class Record(BaseModel):
    """One visit. Of a person who did not agree to be counted, nothing but the fact that there was a visit.

    Attributes:
        version: of this schema.
        id: 32 random hexadecimal digits; says nothing about who or when.
        kept: whether the person agreed; where not, every field below except `simulated` is None.
        questionnaire: the version of the questions, such as `1`.
        week: the ISO week, such as `2026-W47`; None where the clock was wrong. Nothing finer is kept.
        language: the code of the language at the end of the visit.
        channel: how the person was served.
        ended: how the visit ended.
        left_at: the step at which the person left; None where the result was shown.
        answers: the answers given so far.
        what_now: what the person said after the report that they will do; None where they did not say.
        simulated: whether `log simulate` made it up.

    Raises:
        pydantic.ValidationError: an unknown field or value, or fields that contradict each other. Its message holds no
            value that was entered.

    Example:
        >>> Record(id="0123456789abcdef0123456789abcdef", kept=False).kept
        False
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    version: Literal[1] = 1
    id: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    kept: bool
    questionnaire: Version | None = None
    week: Annotated[str, Field(pattern=r"^[0-9]{4}-W[0-9]{2}$")] | None = None
    language: Language | None = None
    channel: Channel | None = None
    ended: Ended | None = None
    left_at: Step | None = Field(default=None, repr=False)
    answers: Answers | None = Field(default=None, repr=False)
    what_now: WhatNow | None = Field(default=None, repr=False)
    simulated: bool = False

    @model_validator(mode="after")
    def _kept_means_all_of_it(self) -> Self:
        session = (self.questionnaire, self.language, self.channel, self.ended, self.answers)
        if self.kept and None in session:
            raise PydanticCustomError("incomplete", "lacks a part of a kept session")
        if not self.kept and any(part is not None for part in (*session, self.week, self.left_at, self.what_now)):
            raise PydanticCustomError("not_kept", "holds a part of a session that was not to be kept")
        if self.ended is Ended.RESULT and self.left_at is not None:
            raise PydanticCustomError("left_at", "was left although it ended with the result")
        if self.kept and self.ended is not Ended.RESULT and self.what_now is not None:
            raise PydanticCustomError("what_now", "says what comes after a result that was not shown")
        if self.ended is Ended.HELP and self.left_at not in INTERRUPTIONS:
            raise PydanticCustomError("help", "ended to get help away from an emergency page")
        return self

    @model_validator(mode="after")
    def _week_is_in_the_calendar(self) -> Self:
        if self.week is not None and not is_week(self.week):
            raise PydanticCustomError("week", "names a week that its year does not have")
        return self


def week_of(moment: datetime) -> str | None:
    """Return the ISO week of `moment`, such as `2026-W47`; None where the clock shows a day before the build."""
    return None if moment.date() < BUILT else iso_week(moment)


def iso_week(moment: date) -> str:
    """Return the ISO week of a day, such as `2026-W47`."""
    year, week, _ = moment.isocalendar()
    return f"{year:04}-W{week:02}"


def monday_of(week: str) -> date:
    """Return the Monday of an ISO week such as `2026-W47`.

    Raises:
        ValueError: that year has no such week.
    """
    return date.fromisocalendar(int(week[:4]), int(week[6:]), 1)


def is_week(text: str) -> bool:
    """Return whether a text of the form `2026-W53` names a week that the calendar has."""
    try:
        monday_of(text)
    except ValueError:
        return False
    return True


def record_of(  # noqa: PLR0913 - a record has these parts, and each is named by its caller
    journey_answers: Answers,
    *,
    record_id: str,
    consent: Consent,
    ended: Ended,
    left_at: Step | None,
    moment: datetime,
    language: str,
    channel: Channel,
    what_now: WhatNow | None = None,
    simulated: bool = False,
) -> Record:
    """Return the record of a visit. Of `moment`, which has a time zone, only the ISO week is kept.

    Raises:
        pydantic.ValidationError: as for `Record`.
    """
    if consent is not Consent.YES:
        return Record(id=record_id, kept=False, simulated=simulated)
    return Record(
        id=record_id,
        kept=True,
        questionnaire=QUESTIONNAIRE,
        week=week_of(moment),
        language=language,
        channel=channel,
        ended=ended,
        left_at=None if ended is Ended.RESULT else left_at,
        answers=journey_answers,
        what_now=what_now if ended is Ended.RESULT else None,
        simulated=simulated,
    )
