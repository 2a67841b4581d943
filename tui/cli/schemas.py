"""JSON Schemas (2020-12) of what the program reads and writes: what a schema allows is accepted, what is written it allows."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from criteria.answers import OPTIONS
from criteria.questions import CIRCUMSTANCES, OPENED_BY_YES_TO, SYMPTOMS, Matter, Question, Reply
from criteria.rules import CARD_LEVELS, CONSIDERATION_SOURCES, CRITERION_SOURCES, SYMPTOM_SOURCES, Verdict
from criteria.steps import INTERRUPTIONS, Step, WhatNow
from store.columns import Column, columns
from store.record import Channel, Ended, Record
from tui.cli.config_schema import config_schema

Schema = dict[str, Any]

VERSIONS: Final = {"answers": 2, "assessment": 2, "record": 1, "export": 2, "config": 1}
"""The version in the `$id` of each schema: raised where something that was valid is so no longer."""

_LONG_YEAR: Final = 53


def schema_of(what: str) -> Schema:
    """Return the schema of `answers`, `assessment`, `record` (as it is stored), `export` (a line of JSON Lines) or `config`."""
    return schema_document(what, _SCHEMAS[what]())


def schema_document(what: str, schema: Schema) -> Schema:
    """Return a schema as a document of its own."""
    name = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:pulmoscreen:schema:{what}:{VERSIONS[what]}"}
    return name | schema


def _object(properties: Schema, *, optional: Sequence[str] = (), **more: Any) -> Schema:  # noqa: ANN401 - keywords of JSON Schema
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False} | more


def _one_of(values: Sequence[str]) -> Schema:
    return {"enum": [str(value) for value in values]}


def _list_of(items: Schema, **more: Any) -> Schema:  # noqa: ANN401 - the same
    return {"type": "array", "items": items, "uniqueItems": True} | more


def _answers() -> Schema:
    properties = {question.value: _one_of(tuple(OPTIONS[question])) for question in Question}
    alone = {"anyOf": [{"not": {"contains": {"const": Matter.DECLINED.value}}}, {"maxItems": 1}]}
    properties[Question.WHAT_MATTERS.value] = _list_of(_one_of(tuple(Matter)), minItems=1, **alone)
    needs = {
        question.value: {"properties": {opener.value: {"const": Reply.YES.value}}, "required": [opener.value]}
        for question, opener in OPENED_BY_YES_TO.items()
    }
    return _object(properties, optional=tuple(properties), dependentSchemas=needs)


def _finding(name: str, because: Sequence[str], sources: Sequence[str], **more: Schema) -> Schema:
    fixed = {"because": {"const": [str(part) for part in because]}, "sources": {"const": list(sources)}}
    return _object({"id": {"const": name}} | more | fixed)


def _exactly(items: Sequence[Schema]) -> Schema:
    return {"type": "array", "prefixItems": list(items), "minItems": len(items), "maxItems": len(items)}


def _nothing_or(items: Sequence[Schema]) -> Schema:
    return {"anyOf": [{"type": "array", "maxItems": 0}, _exactly(items)]}


def _assessment() -> Schema:
    verdict = _one_of(tuple(Verdict))
    cards = [
        _finding(card.value, [card.split(".")[0]], sources, level={"const": level.value})
        for card, (level, sources) in CARD_LEVELS.items()
    ]
    symptoms = [_finding(name.value, [name], SYMPTOM_SOURCES[name].named_by, verdict=verdict) for name in SYMPTOMS]
    criteria = [_finding(name.value, *found, verdict=verdict) for name, found in CRITERION_SOURCES.items()]
    return _object(
        {
            "version": {"const": 2},
            "questionnaire": {"type": "string", "pattern": "^[0-9a-z.-]{1,16}$"},
            "symptoms": _exactly(symptoms),
            "cards": _list_of({"oneOf": cards}),
            "criteria": _nothing_or(criteria),
            "considerations": _nothing_or([_finding(name.value, *found) for name, found in CONSIDERATION_SOURCES.items()]),
            "questions_to_ask": _list_of(_one_of((*CIRCUMSTANCES, Question.GENERAL_CONDITION))),
        }
    )


def _week() -> Schema:
    long = [f"{year:04}" for year in range(1, 10_000) if date(year, 12, 28).isocalendar().week == _LONG_YEAR]
    # The calendar repeats after 400 years, so that two digits of the century modulo four decide.
    by_century = [sorted({year[2:] for year in long if int(year[:2]) % 4 == century}) for century in range(4)]
    centuries = [f"(?:{'|'.join(f'{number:02}' for number in range(century, 100, 4))})" for century in range(4)]
    years = "|".join(f"{hundreds}(?:{'|'.join(rest)})" for hundreds, rest in zip(centuries, by_century, strict=True))
    return {"type": "string", "pattern": f"^(?!0000)(?:[0-9]{{4}}-W(?:0[1-9]|[1-4][0-9]|5[0-2])|(?:{years})-W53)$"}


def _record() -> Schema:
    fields = Record.model_json_schema()["properties"]
    always = {"version": {"const": 1}, "id": {"type": "string", "pattern": fields["id"]["pattern"]}}
    made_up = {"simulated": {"const": True}}
    declined = _object(always | {"kept": {"const": False}} | made_up, optional=("simulated",))
    kept = _object(
        always
        | {
            "kept": {"const": True},
            "questionnaire": {"type": "string", "pattern": "^[0-9a-z.-]{1,16}$"},
            "week": _week(),
            "language": {"type": "string", "pattern": "^[a-z]{2,3}(-[a-z0-9]{2,8}){0,2}$"},
            "channel": _one_of(tuple(Channel)),
            "ended": _one_of(tuple(Ended)),
            "left_at": _one_of(tuple(Step)),
            "answers": _answers(),
            "what_now": _one_of(tuple(WhatNow)),
        }
        | made_up,
        optional=("week", "left_at", "what_now", "simulated"),
        allOf=[
            {
                "if": _ended(Ended.RESULT),
                "then": {"properties": {"left_at": False}},
                "else": {"properties": {"what_now": False}},
            },
            {"if": _ended(Ended.HELP), "then": {"properties": {"left_at": _one_of(INTERRUPTIONS)}, "required": ["left_at"]}},
        ],
    )
    return {"type": "object", "oneOf": [declined, kept]}


def _ended(how: Ended) -> Schema:
    return {"properties": {"ended": {"const": how.value}}, "required": ["ended"]}


def row_schema(of: Sequence[Column]) -> Schema:
    """Return the schema of a row of an export with these columns."""

    def cell(column: Column) -> Schema:
        if column.is_boolean:
            return {"type": "boolean"}
        if column.codes:
            return _one_of((*column.codes, *column.missing))
        found = {"type": "string", "pattern": f"^(?:{column.pattern})$"}
        return {"anyOf": [found, _one_of(column.missing)]} if column.missing else found

    return _object({column.name: cell(column) for column in of})


_SCHEMAS: Final[dict[str, Callable[[], Schema]]] = {
    "answers": _answers,
    "assessment": _assessment,
    "record": _record,
    "export": lambda: row_schema(columns()),
    "config": config_schema,
}
