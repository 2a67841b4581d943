"""Rules of FHIR R4 for a Questionnaire and for a response to it, written from the specification and knowing no code of ours.

The elements that are allowed are those of R4 that can be used here; the invariants bear their names from the specification.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

Json = dict[str, Any]

ELEMENTS: Final[dict[str, set[str]]] = {
    "Questionnaire": {
        "resourceType", "language", "url", "version", "name", "title", "status", "subjectType", "publisher", "description",
        "item",
    },
    "item": {
        "linkId", "code", "text", "type", "enableWhen", "enableBehavior", "required", "repeats", "answerOption", "item",
        "extension",
    },
    "enableWhen": {"question", "operator", "answerCoding"},
    "answerOption": {"valueCoding", "extension"},
    "Coding": {"system", "code", "display"},
    "QuestionnaireResponse": {"resourceType", "meta", "language", "extension", "questionnaire", "status", "item"},
    "response item": {"linkId", "text", "answer"},
    "answer": {"valueCoding"},
}  # fmt: skip
RESPONSE_STATUS: Final = {"in-progress", "completed", "amended", "entered-in-error", "stopped"}
EXCLUSIVE: Final = "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive"


def _only(name: str, value: Mapping[str, Any]) -> Iterator[str]:
    allowed = ELEMENTS[name]
    yield from (f"{name}: {key} is not allowed" for key in value if key.lstrip("_") not in allowed)
    for key, below in value.items():
        if below in ("", [], {}, None):
            yield f"{name}.{key} is empty"


def items(resource: Mapping[str, Any]) -> Iterator[Json]:
    """Yield every item of a resource, those of groups and questions too."""
    for item in resource.get("item", []):
        yield item
        yield from items(item)


def questionnaire_faults(resource: Json) -> list[str]:
    """Return what is wrong with a Questionnaire."""
    faults = list(_only("Questionnaire", resource))
    if resource["status"] not in {"draft", "active", "retired", "unknown"}:
        faults.append("status is none of the value set")
    if not re.fullmatch(r"[A-Z][A-Za-z0-9_]{0,254}", resource["name"]):
        faults.append("que-0: the name is not usable as an identifier")
    links = [item["linkId"] for item in items(resource)]
    if len(set(links)) < len(links):
        faults.append("que-2: linkIds are not unique")
    for item in items(resource):
        faults += [f"{item['linkId']}: {fault}" for fault in _item_faults(item, links)]
    return faults


def _item_faults(item: Json, links: list[str]) -> Iterator[str]:
    yield from _only("item", item)
    kind, options = item["type"], item.get("answerOption", [])
    if kind == "display" and {"item", "code", "required", "repeats", "answerOption"} & item.keys():
        yield "que-1, que-3, que-6: a display has parts of a question"
    if options and kind not in {"choice", "open-choice", "integer", "date", "time", "string"}:
        yield "que-5: options where there is no choice"
    if len(item.get("enableWhen", [])) > 1 and "enableBehavior" not in item:
        yield "que-12: several conditions without enableBehavior"
    for condition in item.get("enableWhen", []):
        yield from _only("enableWhen", condition)
        if condition["question"] not in links[: links.index(item["linkId"])]:
            yield "a condition on a question that does not come before it"
    for option in options:
        yield from _only("answerOption", option)
        yield from _only("Coding", option["valueCoding"])
    for code in item.get("code", []):
        yield from _only("Coding", code)


def response_faults(resource: Json, questionnaire: Json) -> list[str]:
    """Return what is wrong with a response, by the Questionnaire alone."""
    faults = list(_only("QuestionnaireResponse", resource))
    if resource["questionnaire"] != f"{questionnaire['url']}|{questionnaire['version']}":
        faults.append("it is a response to something else")
    if resource["status"] not in RESPONSE_STATUS:
        faults.append("status is none of the value set")
    asked = {item["linkId"]: item for item in items(questionnaire) if item["type"] != "display"}
    given = [item["linkId"] for item in resource.get("item", [])]
    if [link for link in asked if link in given] != given:
        faults.append("items are not known, doubled, or not in the order of the Questionnaire")
        return faults
    answers = {item["linkId"]: item for item in resource.get("item", [])}
    for link, item in asked.items():
        enabled = all(_holds(condition, answers) for condition in item.get("enableWhen", []))
        if link in answers and not enabled:
            faults.append(f"{link}: is disabled")
        if link in answers:
            faults += [f"{link}: {fault}" for fault in _answer_faults(answers[link], item)]
        elif enabled and item.get("required") and resource["status"] == "completed":
            faults.append(f"{link}: is required")
    return faults


def _holds(condition: Json, answers: Mapping[str, Json]) -> bool:
    wanted = condition["answerCoding"]
    said = answers.get(condition["question"], {}).get("answer", [])
    return any(_same(answer["valueCoding"], wanted) for answer in said)


def _same(one: Json, other: Json) -> bool:
    return (one.get("system"), one.get("code")) == (other.get("system"), other.get("code"))


def _answer_faults(given: Json, item: Json) -> Iterator[str]:
    yield from _only("response item", given)
    codings = [answer["valueCoding"] for answer in given["answer"]]
    if len(codings) != 1 and not item.get("repeats"):
        yield "has not one answer"
    for place, coding in enumerate(codings):
        option = next((option for option in item["answerOption"] if _same(option["valueCoding"], coding)), None)
        if option is None:
            yield "is not among the options"
        elif len(codings) > 1 and any(
            part["url"] == EXCLUSIVE and part["valueBoolean"] for part in option.get("extension", [])
        ):
            yield "is exclusive and beside others"
        if any(_same(coding, other) for other in codings[:place]):
            yield "has an option twice"
