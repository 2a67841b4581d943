"""Rows for other programs: one for each released record, alike within a batch in all but the answers, without ids."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

import orjson

from criteria.answers import OPTIONS
from criteria.questions import OPENED_BY_YES_TO, SYMPTOMS, Matter, Question, Reply
from criteria.steps import WhatNow
from store.columns import DECLINED, MATTERS, NOT_ASKED, NOT_REACHED, NOT_TOLD, WHAT_NOW, columns
from store.disk import LogError
from store.ledger import Batch, Kind
from store.lines import Progress
from store.periods import UNDATED, By, period_of
from store.release import Released
from store.texts import answers_in, what_now_in

Row = dict[str, Any]
"""A value for each of `store.columns.columns`, in that order: a string, or a boolean."""

ROWS: Final = {Kind.FINISHED, Kind.PARTIAL}
"""How far visits got that have a row."""

UNANSWERED: Final[Row] = {column.name: NOT_REACHED for column in columns() if column.is_answer}
"""The columns of answers, before any is told."""

_COMBINATIONS: Final[int] = len(Reply) ** len(SYMPTOMS)
_KEPT_READY: Final = 4096
"""The beginnings of the rows of so many batches are kept, for the memory's sake."""


def size(released: Released) -> int:
    """Return how many rows there are: those who declined or left the checklist empty have none."""
    return sum(batch.size for batch in released.batches.values() if batch.facts.kind in ROWS)


def rows(released: Released, by: By | None = None, progress: Progress | None = None) -> Iterator[Row]:
    """Iterate over the rows, sorted by random id over all weeks, so that their order tells nothing.

    Raises:
        LogError: the log cannot be read, or has changed since it was released.
    """
    batches = released.batches
    begun = lru_cache(_KEPT_READY)(lambda number: _told(batches[number], by) | UNANSWERED)
    for members in released.records(progress):
        for _, number, text in members:
            kind = batches[number].facts.kind
            if kind in ROWS:
                yield with_answers(begun(number), text, finished=kind is Kind.FINISHED)


def with_answers(begun: Row, text: bytes, *, finished: bool) -> Row:
    """Return a row with the answers in the text of a record. Of a visit that was left, the symptoms alone are told.

    Raises:
        LogError: the text is not of a validated record.
    """
    answers = answers_in(text)
    if said := what_now_in(text):
        if said not in _SAID:
            raise LogError(_CHANGED)
        begun = begun | _SAID[said]
    last = answers.find(_LAST_SYMPTOM)
    if last < 0:
        # No page leaves a symptom without an answer, but a record without one is valid.
        told = (_PIECES[piece] for piece in answers.split(b","))
        return begun | {
            column: value for row in told if finished or next(iter(row)) in SYMPTOMS for column, value in row.items()
        }
    end = answers.find(b",", last)
    row = begun | _symptoms(answers if end < 0 else answers[:end])
    if finished and end >= 0:
        for piece in answers[end + 1 :].split(b","):
            row.update(_PIECES[piece])
    return row


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


@lru_cache(_COMBINATIONS)
def _symptoms(answers: bytes) -> Row:
    """Return the columns that the answers to the symptoms fill."""
    row: Row = {}
    for piece in answers.split(b","):
        row.update(_PIECES[piece])
    return row


class _Pieces(dict[bytes, Row]):
    """The columns that each piece of stored answers, such as `"cough":"yes"`, fills; made once for each piece there is."""

    def __missing__(self, piece: bytes) -> Row:
        question, _, value = piece.rpartition(b":")
        try:
            # Between two commas there may also be a further thing that matters: a list has no other place.
            asked = Question(orjson.loads(question)) if question else Question.WHAT_MATTERS
            answer = OPTIONS[asked](orjson.loads(value.strip(b"[]")))
        except ValueError:
            raise LogError(_CHANGED) from None
        self[piece] = told = _effects(asked, answer, first=bool(question))
        return told


_PIECES: Final = _Pieces()
_SAID: Final[dict[str, Row]] = {said.value: {WHAT_NOW: said.value} for said in WhatNow}
_LAST_SYMPTOM: Final = f'"{SYMPTOMS[-1]}":'.encode()
_CHANGED: Final = "A released record is no longer as it was: see `pulmoscreen log verify`."


def _effects(question: Question, answer: str, *, first: bool) -> Row:
    """Return the columns that an answer fills: its own, and those of the questions that it opens or leaves closed."""
    if question is Question.WHAT_MATTERS:
        other = DECLINED if answer == Matter.DECLINED else "no"
        others = dict.fromkeys(MATTERS.values(), other) if first else {}
        return others | {column: "yes" for matter, column in MATTERS.items() if matter == answer}
    closed = NOT_REACHED if answer == Reply.YES else NOT_ASKED
    return {question.value: str(answer)} | dict.fromkeys(_opened_by(question), closed)


def _opened_by(question: Question) -> Iterator[str]:
    """Iterate over the columns of the questions that stay closed where this one is answered other than with yes."""
    for opened, opener in OPENED_BY_YES_TO.items():
        if opener == question:
            yield from MATTERS.values() if opened is Question.WHAT_MATTERS else (opened.value,)
            yield from _opened_by(opened)
