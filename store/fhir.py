"""Rows as FHIR R4: one anonymous QuestionnaireResponse for each, one a line (NDJSON), without subject, author or day.

An item stands for a question that was answered, declining included; one that was not asked or not reached has none. What an
export tells beside the answers (weeks of the batch, way in) are extensions, under the names of the columns.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from operator import itemgetter
from typing import IO, Any, Final

import orjson

from criteria.answers import OPTIONS
from criteria.questions import Question
from store.columns import DECLINED, MATTERS, NOT_ASKED, NOT_REACHED, NOT_TOLD, Column
from store.export import Row

CANONICAL: Final = "urn:pulmoscreen:questionnaire"
"""The canonical address of the Questionnaire, without its version."""

MADE_UP: Final = {"system": "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code": "HTEST"}
"""The tag of health data that were made up for tests."""


def system_of(question: Question) -> str:
    """Return the code system of the options of a question."""
    return f"urn:pulmoscreen:options:{question.value}"


def extension_of(column: str) -> str:
    """Return the address of the extension that holds a column which is no answer."""
    return f"urn:pulmoscreen:{column}"


def item_of(question: Question, codes: Sequence[str]) -> dict[str, Any]:
    """Return the item of a response that answers `question` with these options."""
    system = system_of(question)
    return {"linkId": question.value, "answer": [{"valueCoding": {"system": system, "code": code}} for code in codes]}


_IN_PLACE: Final = ("language", "questionnaire", "simulated", "finished")
"""Columns for which a response has a place of its own."""

_ASKED: Final = tuple(question for question in Question if question is not Question.WHAT_MATTERS)
_ITEMS: Final[dict[tuple[Question, str], bytes]] = {
    (question, option.value): orjson.dumps(item_of(question, (option.value,)))
    for question in _ASKED
    for option in OPTIONS[question]
}
"""The item of every answer but those to what matters, as JSON: made once, they are only put together for each row."""


def write_fhir(columns: Sequence[Column], table: Iterable[Row], file: IO[bytes]) -> None:
    """Write one QuestionnaireResponse a line, in UTF-8."""
    names = tuple(column.name for column in columns if not column.is_answer)
    asked = itemgetter(*(column.name for column in columns if column.question is not None))
    for row in table:
        items = [_ITEMS[question, row[question]] for question in _ASKED if (question, row[question]) in _ITEMS]
        if matters := _matters(tuple(row[column] for column in MATTERS.values())):
            items.append(matters)
        complete = bool(row["finished"]) and NOT_REACHED not in asked(row)
        head = _head(names, tuple(row[name] for name in names), complete)
        file.write(b'%b,"item":[%b]}\n' % (head, b",".join(items)) if items else head + b"}\n")


@cache
def _head(names: tuple[str, ...], values: tuple[Any, ...], complete: bool) -> bytes:  # noqa: FBT001 - part of the key
    """Return a response without answers as JSON, without its last brace, from the columns of an export that are no answers."""
    about = dict(zip(names, values, strict=True))
    response: dict[str, Any] = {"resourceType": "QuestionnaireResponse"}
    if about["simulated"]:
        response["meta"] = {"tag": [MADE_UP]}
    if about["language"] != NOT_TOLD:
        response["language"] = about["language"]
    told = {name: value for name, value in about.items() if name not in _IN_PLACE}
    response["extension"] = [{"url": extension_of(name), "valueString": value} for name, value in told.items()]
    response["questionnaire"] = f"{CANONICAL}|{about['questionnaire']}"
    response["status"] = "completed" if complete else "stopped"
    return orjson.dumps(response)[:-1]


@cache
def _matters(cells: tuple[str, ...]) -> bytes:
    if NOT_ASKED in cells or NOT_REACHED in cells:
        return b""
    chosen = [matter.value for matter, cell in zip(MATTERS, cells, strict=True) if cell == "yes"]
    return orjson.dumps(item_of(Question.WHAT_MATTERS, [DECLINED] if DECLINED in cells else chosen))
