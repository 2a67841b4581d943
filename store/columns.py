"""The columns of an export: what each may hold, and the codes for what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from criteria.answers import OPTIONS
from criteria.questions import Matter, Question
from criteria.steps import Step, WhatNow
from store.periods import SEVERAL, UNDATED, By
from store.record import Channel

NOT_TOLD: Final = "not_told"
"""A language or channel that the batch is told without."""
NOT_ASKED: Final = "not_asked"
"""A question that the answers before it left closed."""
NOT_REACHED: Final = "not_reached"
"""A question of a visit that was left: it ended before, or what was answered after the checklist is not released."""
DECLINED: Final = "declined"
"""The person was asked, and chose not to answer."""

WHAT_NOW: Final = Step.WHAT_NOW.value
"""The column of what people said after their report that they will do now."""


@dataclass(frozen=True)
class Column:
    """One column. Every cell is a string, but where there are neither codes nor a pattern: a boolean.

    Attributes:
        name: of the column.
        codes: all values, in order, without those of `missing`; none where a pattern or a boolean tells them.
        missing: codes for a value that is not there.
        pattern: a regular expression for the other values.
        question: the question that it holds the answers to.
        labels: what the column, under no code, and each code mean, by language; filled in by whoever knows words.
    """

    name: str
    codes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    pattern: str = ""
    question: Question | None = None
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def is_answer(self) -> bool:
        """Say whether it holds what a person said: to a question, or to what they will do now."""
        return self.question is not None or self.name == WHAT_NOW

    @property
    def is_boolean(self) -> bool:
        """Say whether the values are true and false."""
        return not self.codes and not self.pattern


MATTERS: Final = {matter: f"{Question.WHAT_MATTERS}_{matter}" for matter in Matter if matter is not Matter.DECLINED}
"""The column of each thing that may matter to a person: `yes` where they chose it, else `no`."""

_PERIODS: Final = {
    None: tuple(Column(name, pattern="[0-9]{4}-W[0-9]{2}", missing=(UNDATED,)) for name in ("first_week", "last_week")),
    "quarter": (Column("quarter", pattern="[0-9]{4}-Q[1-4]", missing=(SEVERAL, UNDATED)),),
    "year": (Column("year", pattern="[0-9]{4}", missing=(SEVERAL, UNDATED)),),
}


def _of_question(question: Question) -> tuple[Column, ...]:
    missing = (NOT_ASKED, NOT_REACHED, DECLINED)
    if question is Question.WHAT_MATTERS:
        return tuple(Column(name, ("yes", "no"), missing, question=question) for name in MATTERS.values())
    codes = tuple(option.value for option in OPTIONS[question] if option != DECLINED)
    return (Column(question.value, codes, missing, question=question),)


def columns(by: By | None = None) -> tuple[Column, ...]:
    """Return the columns of every format, in order. The weeks of a batch become its quarter or year where that is asked for."""
    return (
        *_PERIODS[by],
        Column("language", pattern="[a-z]{2,3}(-[a-z0-9]{2,8}){0,2}", missing=(NOT_TOLD,)),
        Column("channel", tuple(channel.value for channel in Channel), (NOT_TOLD,)),
        Column("questionnaire", pattern="[0-9a-z.-]{1,16}"),
        Column("simulated"),
        Column("finished"),
        *(column for question in Question for column in _of_question(question)),
        Column(WHAT_NOW, tuple(said.value for said in WhatNow if said != DECLINED), (NOT_REACHED, DECLINED)),
    )
