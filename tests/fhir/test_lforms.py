"""LHC-Forms, a program of another hand, shows our Questionnaire in a real browser; what people fill in is read back."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from criteria.answers import Answers
from criteria.questions import SYMPTOMS, Matter, Question
from store.fhir import system_of
from tests.browser import Browser, browser, needs_browser, script_of
from tests.fhir.responses import questionnaire, response
from tui.cli.answers_json import AnswersError
from tui.cli.fhir_response import answers_in_response
from tui.gallery.app import PERSON

pytestmark = [needs_browser, pytest.mark.slow]

NOTHING: Final[dict[str, Any]] = {symptom.value: "no" for symptom in SYMPTOMS}
CANCER: Final = {"cancer_history": "yes", "primary_site": "lymphoma"}
PEOPLE: Final[dict[str, Mapping[str, Any]]] = {
    "everything": PERSON.model_dump(mode="json", exclude_none=True),
    "nothing": {**NOTHING, "cancer_history": "no"},
    "not sure of anything": {**dict.fromkeys(NOTHING, "unsure"), "cancer_history": "declined"},
    "one symptom": {**NOTHING, "blood_in_sputum": "yes", "blood_amount": "more", "cancer_history": "unsure"},
    "told of no metastasis": {**NOTHING, **CANCER, "told_lung_metastasis": "declined"},
}
SCRIPTS: Final = ("assets/lib/zone.min.js", "lhc-forms.js", "../fhir/R4/lformsFHIR.min.js")
FILL: Final = """
(async (choices) => {
  const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  for (const choice of choices) {
    while (document.getElementById(choice) === null) await drawn();
    document.getElementById(choice).querySelector("input").click();
    await drawn();
  }
  await drawn();
})
"""


@pytest.fixture(scope="module")
def started() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture
def form(started: Browser, tmp_path: Path) -> Browser:
    folder = script_of("lforms", "dist/lforms/webcomponent/lhc-forms.js").parent
    scripts = "".join(f'<script src="{(folder / name).resolve().as_uri()}"></script>' for name in SCRIPTS)
    (tmp_path / "form.html").write_text(f"<!doctype html><meta charset=utf-8><div id=form></div>{scripts}", "utf-8")
    started.open((tmp_path / "form.html").as_uri(), width=900, height=1200)
    started.evaluate(f"LForms.Util.addFormToPage({json.dumps(questionnaire())}, 'form', {{fhirVersion: 'R4'}})")
    return started


def choices(said: Mapping[str, Any]) -> list[str]:
    """Return the ids that the form gives to these options, in asking order."""
    several = {name: codes if isinstance(codes, list) else [codes] for name, codes in said.items()}
    asked = [question for question in Question if question in several]
    return [f"{question}/1|{system_of(question)}|{code}" for question in asked for code in several[question]]


def filled(form: Browser, said: Mapping[str, Any]) -> dict[str, Any]:
    form.evaluate(f"{FILL}({json.dumps(choices(said))})")
    found: dict[str, Any] = form.evaluate("LForms.Util.getFormFHIRData('QuestionnaireResponse', 'R4')")
    return found


def bare(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return items without the words that a form may add."""
    codings = ("system", "code")
    return [
        {
            "linkId": item["linkId"],
            "answer": [{"valueCoding": {name: said["valueCoding"][name] for name in codings}} for said in item["answer"]],
        }
        for item in items
    ]


@pytest.mark.parametrize("person", PEOPLE)
def test_what_a_person_fills_in_is_what_we_write_and_is_read_as_their_answers(form: Browser, person: str) -> None:
    answers = Answers.model_validate(PEOPLE[person])
    found = filled(form, PEOPLE[person])
    assert bare(found["item"]) == response(answers)["item"]
    assert answers_in_response(json.dumps(found).encode()) == answers
    assert form.problems == []


def test_the_form_asks_what_the_kiosk_asks_and_drops_what_another_answer_closes(form: Browser) -> None:
    found = filled(form, {"cough": "yes", "cough_duration": "unsure"})
    assert [item["linkId"] for item in found["item"]] == ["cough", "cough_duration"]
    found = filled(form, {**NOTHING, "cancer_history": "yes"})
    shown = form.evaluate("[...document.querySelectorAll('[id^=\"item-\"]')].map((item) => item.id)")
    assert [name.removeprefix("item-").removesuffix("/1") for name in shown] == [
        *SYMPTOMS, "cancer_history", "primary_site", "told_lung_metastasis",
    ]  # fmt: skip
    assert [item["linkId"] for item in found["item"]] == [*SYMPTOMS, "cancer_history"]


def test_the_form_does_not_know_of_exclusive_options_and_what_it_gives_with_one_beside_others_is_refused(form: Browser) -> None:
    told = {**NOTHING, "cancer_history": "yes", "told_lung_metastasis": "yes"}
    found = filled(form, {**told, "what_matters": [Matter.TIME, Matter.DECLINED]})
    with pytest.raises(AnswersError, match="what_matters: holds declined beside other options"):
        answers_in_response(json.dumps(found | {"status": "in-progress"}).encode())
