"""`pulmoscreen questionnaire --fhir`: the questions as a FHIR R4 Questionnaire, with the words of every language."""

import json
import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, Final

from assets.catalog import REFERENCE, load
from criteria.answers import OPTIONS
from criteria.questions import OPENED_BY_YES_TO, QUESTIONNAIRE, SYMPTOMS, Matter, Question, Reply
from screens.wording.words import Words
from store.fhir import CANONICAL, system_of
from tui import __version__
from tui.cli.parser import Arguments, ReadSettings
from tui.visit.exit_codes import DONE

Json = dict[str, Any]
Say = Callable[[Words], str]

_TRANSLATION: Final = "http://hl7.org/fhir/StructureDefinition/translation"
_EXCLUSIVE: Final = "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive"
_CONTROL: Final = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl"
_CONTROLS: Final = "http://hl7.org/fhir/questionnaire-item-control"
_ICD_10, _ICD_10_CM = "http://hl7.org/fhir/sid/icd-10", "http://hl7.org/fhir/sid/icd-10-cm"

CODES: Final = {
    # symptom                  ICD-10 WHO  ICD-10-CM   chest pain differs: "unspecified" is R07.4 in one and R07.9 in the other
    Question.COUGH:           ("R05",     "R05.9"),
    Question.BLOOD_IN_SPUTUM: ("R04.2",   "R04.2"),
    Question.CHEST_PAIN:      ("R07.4",   "R07.9"),
    Question.BREATHLESSNESS:  ("R06.0",   "R06.02"),
    Question.WEAKNESS:        ("R53",     "R53.1"),
    Question.WEIGHT_LOSS:     ("R63.4",   "R63.4"),
}  # fmt: skip
"""What each symptom is called in the classifications."""


def questionnaire(_: Arguments, __: ReadSettings) -> int:
    """Print the Questionnaire."""
    catalog = load()
    every = {code: Words(texts, catalog.sources, {}) for code, texts in catalog.languages.items()}
    resource = questionnaire_of(every.pop(REFERENCE), tuple(every.values()), is_draft=bool(catalog.drafts))
    sys.stdout.write(json.dumps(resource, indent=2, ensure_ascii=False) + "\n")
    return DONE


def questionnaire_of(reference: Words, others: Sequence[Words], *, is_draft: bool) -> Json:
    """Return the resource in the words of `reference`, with translations; a draft where nobody has reviewed the texts."""
    told = _Told(reference, others)
    return {
        "resourceType": "Questionnaire",
        "language": reference.texts.code,
        "url": CANONICAL,
        "version": QUESTIONNAIRE,
        "name": "Pulmoscreen",
        **told.text("title", lambda words: words(words.texts.welcome.title)),
        "status": "draft" if is_draft else "active",
        "subjectType": ["Patient"],
        "publisher": f"pulmoscreen {__version__}",
        **told.text("description", _description),
        "item": [_item(question, told) for question in Question],
    }


def _description(words: Words) -> str:
    return words(" ".join((*words.texts.welcome.text, *words.texts.before.points[:3])))


class _Told:
    """Texts of one language with their translations."""

    def __init__(self, reference: Words, others: Sequence[Words]) -> None:
        self._reference, self._others = reference, others

    def text(self, element: str, say: Say) -> Json:
        """Return an element with its text, and beside it the same in the other languages."""
        translations = [
            {
                "url": _TRANSLATION,
                "extension": [{"url": "lang", "valueCode": words.texts.code}, {"url": "content", "valueString": say(words)}],
            }
            for words in self._others
        ]
        return {element: say(self._reference)} | ({f"_{element}": {"extension": translations}} if translations else {})


def _item(question: Question, told: _Told) -> Json:
    several = question is Question.WHAT_MATTERS
    item: Json = {"extension": [_control("check-box" if several else "radio-button")], "linkId": question.value}
    if question in CODES:
        systems = (_ICD_10, _ICD_10_CM)
        item["code"] = [{"system": system, "code": code} for system, code in zip(systems, CODES[question], strict=True)]
    item |= told.text("text", lambda words: _asked(question, words)) | {"type": "choice"}
    if (opener := OPENED_BY_YES_TO.get(question)) is not None:
        yes = {"system": system_of(opener), "code": Reply.YES.value}
        item["enableWhen"] = [{"question": opener.value, "operator": "=", "answerCoding": yes}]
    item |= {"required": True, "repeats": several}
    item["answerOption"] = [_option(question, option, told) for option in OPTIONS[question]]
    return item | {"item": [_hint(question, told)]}


def _control(code: str) -> Json:
    """Return how an item is to be shown: all options of a question at once, and a hint beside it."""
    return {"url": _CONTROL, "valueCodeableConcept": {"coding": [{"system": _CONTROLS, "code": code}]}}


def _asked(question: Question, words: Words) -> str:
    title = words.title_of(question)
    return words(words.texts.plain.do_you_have, question=title) if question in SYMPTOMS else title


def _option(question: Question, option: StrEnum, told: _Told) -> Json:
    answer = (option,) if question is Question.WHAT_MATTERS else option
    said = told.text("display", lambda words: words.answer(question, answer))
    coding = {"system": system_of(question), "code": option.value} | said
    exclusive = {"extension": [{"url": _EXCLUSIVE, "valueBoolean": True}]} if option is Matter.DECLINED else {}
    return exclusive | {"valueCoding": coding}


def _hint(question: Question, told: _Told) -> Json:
    def said(words: Words) -> str:
        asked = words.texts.checklist.symptoms if question in SYMPTOMS else words.texts.questions
        return words(asked[question].hint)

    return {
        "extension": [_control("help")],
        "linkId": f"{question.value}.hint",
        **told.text("text", said),
        "type": "display",
    }
