"""Rows for other programs: one for each released record, alike within a batch in all but the answers, without ids."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from criteria.questions import OPENED_BY_YES_TO, SYMPTOMS, Matter, Question, Reply
from store.columns import DECLINED, MATTERS, NOT_ASKED, NOT_REACHED, NOT_TOLD
from store.ledger import Batch, Kind
from store.lines import Progress
from store.periods import UNDATED, By, period_of
from store.release import Released

Row = dict[str, Any]
"""A value for each of `store.columns.columns`, in that order: a string, or a boolean."""

ROWS: Final = {Kind.FINISHED, Kind.PARTIAL}
"""How far visits got that have a row."""

_OPENERS: Final = tuple(dict.fromkeys(OPENED_BY_YES_TO.values()))


def size(released: Released) -> int:
    """Return how many rows there are: those who declined or left the checklist empty have none."""
    return sum(batch.size for batch in released.batches.values() if batch.facts.kind in ROWS)


def rows(released: Released, by: By | None = None, progress: Progress | None = None) -> Iterator[Row]:
    """Iterate over the rows, sorted by random id over all weeks, so that their order tells nothing.

    Raises:
        LogError: the log cannot be read, or has changed since it was released.
    """
    for batch, document in released.records(progress):
        if batch.facts.kind in ROWS:
            yield _told(batch, by) | answers_of(document["answers"], finished=batch.facts.kind is Kind.FINISHED)


@cache
def _told(batch: Batch, by: By | None) -> Row:
    facts = batch.facts
    if by is None:
        first, last = (batch.first, batch.last) if facts.dated else (UNDATED, UNDATED)
        period = {"first_week": first, "last_week": last}
    else:
        period = {by: period_of(batch, by)}
    return period | {
        "language": facts.language or NOT_TOLD,
        "channel": facts.channel or NOT_TOLD,
        "questionnaire": facts.questionnaire,
        "simulated": facts.simulated,
        "finished": facts.kind is Kind.FINISHED,
    }


def answers_of(given: Mapping[str, Any], *, finished: bool) -> Row:
    """Return a value for each column of answers. Of a visit that was left, those to the symptoms are told, no other."""
    told = dict(given) if finished else {symptom: given[symptom] for symptom in SYMPTOMS}
    matters = told.pop(Question.WHAT_MATTERS, None)
    if matters is not None:
        told |= _matters(tuple(matters))
    return _missing(tuple(told.get(opener) for opener in _OPENERS)) | told


@cache
def _missing(replies: tuple[str | None, ...]) -> Row:
    """Return why each answer is missing, where it is; `replies` are those to the questions that open others."""
    reply_to = dict(zip(_OPENERS, replies, strict=True))
    why: dict[Question, str] = {}
    for question in Question:
        opener = OPENED_BY_YES_TO.get(question)
        reply = Reply.YES if opener is None else reply_to[opener] or why[opener]
        why[question] = NOT_REACHED if reply in {Reply.YES, NOT_REACHED} else NOT_ASKED
    matters = dict.fromkeys(MATTERS.values(), why.pop(Question.WHAT_MATTERS))
    return {question.value: reason for question, reason in why.items()} | matters


@cache
def _matters(chosen: tuple[str, ...]) -> Row:
    if Matter.DECLINED in chosen:
        return dict.fromkeys(MATTERS.values(), DECLINED)
    return {column: "yes" if matter in chosen else "no" for matter, column in MATTERS.items()}
