"""Reads answers from a FHIR R4 QuestionnaireResponse to our Questionnaire; anything else gives one sentence without a value."""

from typing import Any, Final

from criteria.answers import Answers
from criteria.questions import QUESTIONNAIRE, Question
from store.fhir import CANONICAL, system_of
from tui.cli.answers_json import AnswersError, checked, object_in

_KNOWN: Final = {question.value: question for question in Question}
_ORDER: Final = tuple(_KNOWN)
_KEYS: Final = {"linkId", "answer", "text", "definition", "extension", "id"}
"""What an item may hold; ours are questions, with no items below them."""


def answers_in_response(data: bytes) -> Answers:
    """Return the answers of a response, one JSON object in UTF-8.

    Raises:
        AnswersError: it is no response to this version of our Questionnaire, or not a valid one: an item that is not known,
            stands twice or in the wrong place, answers what the others leave disabled, with what is none of the options,
            with several where one is allowed, or with an exclusive option beside others.
    """
    response = object_in(data, "FHIR")
    if response.get("resourceType") != "QuestionnaireResponse":
        raise AnswersError("resourceType: is not allowed; allowed is QuestionnaireResponse")
    if response.get("questionnaire") not in {CANONICAL, f"{CANONICAL}|{QUESTIONNAIRE}"}:
        raise AnswersError(f"questionnaire: is another one; allowed is {CANONICAL}|{QUESTIONNAIRE}")
    given: dict[str, Any] = {}
    for item in _list(response.get("item", []), "item"):
        link, value = _of_item(item)
        if link in given:
            raise AnswersError(f"{link}: is there twice; allowed is once")
        if link in _KNOWN and any(_ORDER.index(other) > _ORDER.index(link) for other in given if other in _KNOWN):
            raise AnswersError(f"{link}: stands after a later question; allowed is the order of the Questionnaire")
        given[link] = value
    answers = checked(given)
    if response.get("status") == "completed":
        _refuse_gaps(answers)
    return answers


def _list(value: object, name: str) -> list[Any]:
    if not isinstance(value, list):
        raise AnswersError(f"{name}: is not a list; a list is expected")
    return value


def _of_item(item: object) -> tuple[str, Any]:
    """Return the question of an item and its answer, as an object of answers has them."""
    if not isinstance(item, dict) or not isinstance(link := item.get("linkId"), str):
        raise AnswersError("item: holds something without a linkId; items with a linkId and an answer are expected")
    question = _KNOWN.get(link)
    if question is None:
        return link, ""
    if item.keys() - _KEYS:
        raise AnswersError(f"{link}: holds more than an answer; allowed are {', '.join(sorted(_KEYS))}")
    codes = [_code(link, system_of(question), answer) for answer in _list(item.get("answer"), f"{link}.answer")]
    if question is Question.WHAT_MATTERS:
        return link, codes
    if len(codes) != 1:
        raise AnswersError(f"{link}: has not one answer; allowed is one")
    return link, codes[0]


def _code(link: str, system: str, answer: object) -> str:
    coding = answer.get("valueCoding") if isinstance(answer, dict) else None
    if not isinstance(coding, dict) or not isinstance(code := coding.get("code"), str):
        raise AnswersError(f"{link}: has an answer without a code; allowed is a valueCoding of {system}")
    if coding.get("system") != system:
        raise AnswersError(f"{link}: has a code of another system; allowed is {system}")
    return code


def _refuse_gaps(answers: Answers) -> None:
    for question in Question:
        if answers.is_open(question) and answers.get(question) is None:
            raise AnswersError(f"{question}: has no answer; a response that is completed answers every enabled question")
