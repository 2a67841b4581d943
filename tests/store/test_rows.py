"""Rows are what the questions say, one by one, of every made-up person: the fast way tells no other."""

from typing import Any

import pytest

from criteria.answers import Answers
from criteria.questions import OPENED_BY_YES_TO, SYMPTOMS, Matter, Question, Reply
from store.columns import DECLINED, MATTERS, NOT_ASKED, NOT_REACHED, WHAT_NOW
from store.disk import LogError
from store.export import UNANSWERED, rows, with_answers
from store.ledger import Kind
from store.log import SessionLog
from tests.store.people import by_id, people
from tests.store.releases import NEXT_YEAR, put, release


def missing(question: Question, told: dict[Question, Any]) -> str:
    opener = OPENED_BY_YES_TO.get(question)
    if opener is None:
        return NOT_REACHED
    if opener not in told:
        return missing(opener, told)
    return NOT_REACHED if told[opener] is Reply.YES else NOT_ASKED


def cells(answers: Answers, *, finished: bool) -> dict[str, str]:
    told = {question: answer for question, answer in answers.given().items() if finished or question in SYMPTOMS}
    row = {}
    for question in Question:
        if question is not Question.WHAT_MATTERS:
            row[question.value] = str(told.get(question) or missing(question, told))
            continue
        chosen = told.get(question)
        for matter, column in MATTERS.items():
            if chosen is None:
                row[column] = missing(question, told)
            else:
                row[column] = DECLINED if Matter.DECLINED in chosen else "yes" if matter in chosen else "no"
    return row


def test_the_answers_in_rows_are_those_of_the_records(log: SessionLog) -> None:
    put(log, people(900, seed=3))
    found, records = release(log, NEXT_YEAR), by_id(log)
    kinds = {number: batch.facts.kind for number, batch in found.batches.items()}
    expected = [
        cells(answers, finished=kinds[number] is Kind.FINISHED) | {WHAT_NOW: str(records[key.decode()].what_now or NOT_REACHED)}
        for members in found.records()
        for key, number, _ in members
        if kinds[number] is not Kind.EMPTY and (answers := records[key.decode()].answers)
    ]
    exported = [{name: row[name] for name in expected[0]} for row in rows(found)]
    assert exported == expected
    assert {"yes", "no", *Reply, NOT_ASKED, NOT_REACHED} <= {value for row in exported for value in row.values()}


@pytest.mark.parametrize("changed", [b'"answers":{"cough":"maybe"}}', b'"answers":{"cough":"no"},"what_now":"maybe"}'])
def test_a_text_that_is_of_no_record_is_a_sentence(changed: bytes) -> None:
    with pytest.raises(LogError, match="no longer as it was"):
        with_answers(UNANSWERED, changed, finished=True)
