"""The Questionnaire as the command prints it, and responses as an export writes them."""

import io
import json
from functools import cache
from typing import Any

from criteria.answers import Answers
from store.columns import columns
from store.export import UNANSWERED, Row, with_answers
from store.fhir import write_fhir
from tests.tui.cli.in_process import called

ABOUT: Row = {
    "first_week": "2026-W40", "last_week": "2026-W47", "language": "es", "channel": "ssh", "questionnaire": "2",
    "simulated": False, "finished": True,
}  # fmt: skip


@cache
def questionnaire() -> dict[str, Any]:
    printed = called("questionnaire", "--fhir")
    assert (printed.returncode, printed.stderr) == (0, b"")
    resource: dict[str, Any] = json.loads(printed.stdout)
    return resource


def row_of(answers: Answers, **about: object) -> Row:
    """Return the row of an export for a person who came to the result."""
    begun = ABOUT | about | UNANSWERED
    given = answers.model_dump_json(exclude_none=True).encode()
    return with_answers(begun, b'"answers":' + given, finished=True) if answers.given() else begun


def lines_of(*table: Row) -> list[bytes]:
    """Return what an export writes for these rows."""
    file = io.BytesIO()
    write_fhir(columns(), iter(table), file)
    return file.getvalue().splitlines()


def response(answers: Answers, **about: object) -> dict[str, Any]:
    (line,) = lines_of(row_of(answers, **about))
    found: dict[str, Any] = json.loads(line)
    return found
