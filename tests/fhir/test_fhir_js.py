"""FHIR.js, a validator of another hand with the definitions of R4, finds no error in what we write."""

import json
import shutil
import subprocess
from typing import Any

import pytest

from criteria.answers import Answers
from tests.axes import anyone
from tests.browser import ROOT, script_of
from tests.fhir.responses import questionnaire, response
from tui.gallery.app import PERSON

needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="Node, in which FHIR.js runs, is not installed")
VALIDATE = """
const { Fhir } = require("fhir"), validator = new Fhir();
for (const resource of JSON.parse(require("fs").readFileSync(0, "utf8"))) {
  const found = validator.validate(resource, { errorOnUnexpected: true }).messages;
  console.log(JSON.stringify(found.filter((message) => ["error", "fatal"].includes(message.severity))));
}
"""


def errors(*resources: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """Return the errors in each resource."""
    script_of("fhir", "fhir.js")
    given = json.dumps(resources)
    ended = subprocess.run(["node", "-e", VALIDATE], input=given, capture_output=True, text=True, check=True, cwd=ROOT)
    return [json.loads(line) for line in ended.stdout.splitlines()]


@needs_node
def test_the_questionnaire_and_responses_have_no_error() -> None:
    written = [questionnaire(), *(response(answers, simulated=True) for answers in (Answers(), PERSON, *anyone(30)))]
    assert errors(*written) == [[]] * len(written)


@needs_node
def test_it_finds_what_is_wrong() -> None:
    found = response(PERSON)
    without_status = {name: value for name, value in found.items() if name != "status"}
    for wrong in (found | {"status": "done"}, found | {"something": "else"}, without_status):
        assert errors(wrong) != [[]], wrong
