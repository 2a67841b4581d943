"""Reads answers from strict JSON: one flat object. Anything else gives one sentence that repeats no value."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final, NoReturn

from pydantic import ValidationError

from criteria.answers import OPTIONS, Answers
from criteria.questions import OPENED_BY_YES_TO, Question, Reply

LIMIT: Final = 64 * 1024
"""The largest size of one object of answers, in bytes: about a hundred times that of a complete one."""

_KNOWN: Final = {question.value: question for question in Question}
_HARMLESS: Final = re.compile(r"[A-Za-z0-9_.-]{1,40}", re.ASCII)
_KINDS: Final[dict[type, str]] = {
    dict: "an object",
    list: "a list",
    bool: "true or false",
    int: "a number",
    type(None): "null",
    str: "a string",
}
_CHOSEN_WRONG: Final = {
    "none_chosen": "is an empty list",
    "chosen_twice": "holds an option twice",
    "declined_with_others": "holds declined beside other options",
}


class AnswersError(ValueError):
    """The input is not answers; the message is the rest of a sentence that names the field and repeats no value."""


def _shown(name: str) -> str | None:
    """Return the name if it is safe to repeat: short, ASCII and without control characters; else None."""
    return name if _HARMLESS.fullmatch(name) else None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    given = dict(pairs)
    if len(given) < len(pairs):
        twice = _shown(Counter(name for name, _ in pairs).most_common(1)[0][0])
        raise AnswersError(f"{twice}: is there twice; allowed is once" if twice else "holds a key twice; allowed is once")
    return given


def _no_constant(_: str) -> NoReturn:
    raise AnswersError("is not JSON: NaN and Infinity are not allowed")


def _some_number(_: str) -> int:
    return 0  # No answer is a number, so its size and its cost never matter.


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_some_number, parse_float=_some_number, parse_constant=_no_constant
)


def _parsed(text: str) -> object:
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise AnswersError(f"is not JSON, at line {error.lineno} column {error.colno}; a JSON object is expected") from None
    except RecursionError:
        raise AnswersError("is nested too deeply; one flat JSON object is expected") from None


def _decoded(data: bytes) -> str:
    if len(data) > LIMIT:
        raise AnswersError(f"is too long; up to {LIMIT} bytes are allowed for one person's answers")
    if data.startswith(b"\xef\xbb\xbf"):
        raise AnswersError("begins with a byte order mark; UTF-8 without one is expected")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise AnswersError(f"is not UTF-8, at byte {error.start + 1}") from None
    if not text.strip():
        raise AnswersError("is empty; a JSON object is expected")
    return text


def _unknown(name: str) -> AnswersError:
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    shown = _shown(name)
    near = get_close_matches(name.lower(), _KNOWN, n=1) if shown else []
    hint = f"the nearest that is known is {near[0]}" if near else f"known are {', '.join(_KNOWN)}"
    return AnswersError(f"{shown}: is not a question; {hint}" if shown else f"holds a key that is not a question; {hint}")


_OPTIONS: Final = {question.value: frozenset(option.value for option in options) for question, options in OPTIONS.items()}
_SEVERAL: Final = Question.WHAT_MATTERS.value


def _is_allowed(name: str, value: object) -> bool:
    if name == _SEVERAL:
        return isinstance(value, list) and all(isinstance(choice, str) and choice in _OPTIONS[name] for choice in value)
    return isinstance(value, str) and value in _OPTIONS.get(name, ())


def _wrong(name: str, value: object) -> AnswersError:
    """Say what is wrong with an answer that is not allowed."""
    if name not in _KNOWN:
        return _unknown(name)
    several, options = name == _SEVERAL, [option.value for option in OPTIONS[_KNOWN[name]]]
    allowed = "a list of strings" if several else "a string"
    if isinstance(value, list) is not several or not isinstance(value, list | str):
        return AnswersError(f"{name}: is {_KINDS[type(value)]}; allowed is {allowed}")
    if not all(isinstance(choice, str) for choice in value):
        return AnswersError(f"{name}: holds something that is not a string; allowed is {allowed}")
    return AnswersError(f"{name}: is not one of its options; allowed are {', '.join(options)}")


def _check_open(given: Mapping[str, object]) -> None:
    for question, opener in OPENED_BY_YES_TO.items():
        if question in given and given.get(opener) != Reply.YES:
            raise AnswersError(f"{question}: is closed by the other answers; it is allowed only where {opener} is yes")


def answers_from(data: bytes) -> Answers:
    """Return the answers in `data`, one JSON object in UTF-8.

    Raises:
        AnswersError: it is anything else; the message names the field, what is wrong and what is allowed.

    Example:
        >>> answers_from(b'{"cough": "no"}').cough
        <Reply.NO: 'no'>
    """
    return checked(object_in(data, "questions and answers"))


def object_in(data: bytes, what: str) -> dict[str, Any]:
    """Return the one JSON object in `data`, an object of `what`.

    Raises:
        AnswersError: it is anything else.
    """
    given = _parsed(_decoded(data))
    if not isinstance(given, dict):
        raise AnswersError(f"is {_KINDS[type(given)]}; a JSON object of {what} is expected")
    return given


def checked(given: Mapping[str, Any]) -> Answers:
    """Return the answers in an object of questions and answers.

    Raises:
        AnswersError: as for `answers_from`.
    """
    for name, value in given.items():
        if not _is_allowed(name, value):
            raise _wrong(name, value)
    try:
        return Answers.model_validate(given)
    except ValidationError as error:
        _check_open(given)
        wrong = error.errors(include_input=False, include_url=False, include_context=False)[0]
        what = _CHOSEN_WRONG.get(wrong["type"], "is not allowed")
        raise AnswersError(
            f"{'.'.join(map(str, wrong['loc']))}: {what}; allowed are different options, or declined alone"
        ) from None
