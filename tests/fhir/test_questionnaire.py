"""`questionnaire --fhir`: every question, option, condition and text, by the rules of FHIR R4 and by models of another hand."""

import json
from collections.abc import Iterator
from typing import Any, Final

import pytest

from assets.catalog import load
from criteria.answers import OPTIONS
from criteria.questions import OPENED_BY_YES_TO, QUESTIONNAIRE, Question
from tests.fhir.checker import EXCLUSIVE, items, questionnaire_faults
from tests.fhir.responses import questionnaire
from tests.tui.cli.in_process import called

ICD: Final = {
    # Written from the classifications: chest pain that is not told apart has another code in each.
    "cough": ("R05", "R05.9"),
    "blood_in_sputum": ("R04.2", "R04.2"),
    "chest_pain": ("R07.4", "R07.9"),
    "breathlessness": ("R06.0", "R06.02"),
    "weakness": ("R53", "R53.1"),
    "weight_loss": ("R63.4", "R63.4"),
}
TRANSLATION: Final = "http://hl7.org/fhir/StructureDefinition/translation"


def test_it_keeps_the_rules_of_r4() -> None:
    assert questionnaire_faults(questionnaire()) == []


def test_models_of_another_hand_take_it_and_give_it_back() -> None:
    models = pytest.importorskip("fhir.resources.R4B.questionnaire", reason="fhir.resources is not installed")
    taken = models.Questionnaire.model_validate(questionnaire())
    assert json.loads(taken.model_dump_json()) == questionnaire()


def test_every_question_is_there_in_order_with_its_options_and_conditions() -> None:
    found = questionnaire()
    assert (found["version"], [item["linkId"] for item in found["item"]]) == (QUESTIONNAIRE, [*Question])
    for item in found["item"]:
        question = Question(item["linkId"])
        assert [option["valueCoding"]["code"] for option in item["answerOption"]] == [*OPTIONS[question]]
        opened_by = [(when["question"], when["answerCoding"]["code"]) for when in item.get("enableWhen", [])]
        assert opened_by == ([(OPENED_BY_YES_TO[question], "yes")] if question in OPENED_BY_YES_TO else [])
        assert item["repeats"] is (question is Question.WHAT_MATTERS)


def test_the_one_option_that_stands_alone_says_so() -> None:
    exclusive = {
        (item["linkId"], option["valueCoding"]["code"])
        for item in questionnaire()["item"]
        for option in item["answerOption"]
        if {"url": EXCLUSIVE, "valueBoolean": True} in option.get("extension", [])
    }
    assert exclusive == {("what_matters", "declined")}


def test_the_symptoms_bear_their_codes_and_nothing_else_bears_any() -> None:
    systems = ("http://hl7.org/fhir/sid/icd-10", "http://hl7.org/fhir/sid/icd-10-cm")
    found = {
        item["linkId"]: [(code["system"], code["code"]) for code in item["code"]]
        for item in items(questionnaire())
        if "code" in item
    }
    assert found == {symptom: list(zip(systems, codes, strict=True)) for symptom, codes in ICD.items()}
    assert "snomed" not in json.dumps(questionnaire()).lower()


def texts(value: Any) -> Iterator[tuple[str, dict[str, str]]]:  # noqa: ANN401 - any part of a resource
    """Yield every text with its translations."""
    if isinstance(value, dict):
        for name in ("title", "description", "text", "display"):
            if name in value:
                told = [
                    {part["url"]: part.get("valueCode", part.get("valueString")) for part in one["extension"]}
                    for one in value.get(f"_{name}", {}).get("extension", [])
                    if one["url"] == TRANSLATION
                ]
                yield value[name], {one["lang"]: one["content"] for one in told}
    for below in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts(below)


def test_every_text_is_there_in_every_language_and_none_has_a_gap_to_fill() -> None:
    found, catalog = list(texts(questionnaire())), load()
    assert len(found) == 2 + 2 * len(Question) + sum(map(len, OPTIONS.values()))
    for text, others in found:
        assert set(others) == set(catalog.languages) - {"en"}
        assert not [said for said in (text, *others.values()) if "{" in said]
    spanish = {text: others["es"] for text, others in found}
    assert spanish["When is it hard to breathe?"] == catalog.languages["es"].questions["breathing_kind"].title


def test_without_the_option_the_command_says_that_it_is_needed() -> None:
    refused = called("questionnaire")
    assert refused.returncode == 2
    assert b"--fhir" in refused.stderr
