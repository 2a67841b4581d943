"""Answers as the few characters behind the `#` of an address: `2.en.`, eleven digits and two more that check the rest.

The answers are one number in mixed radix: in asking order, each open question adds its answer's index among `values`. A
closed question adds nothing, so that every number has one meaning at most.
"""

from collections.abc import Mapping
from itertools import chain, combinations
from types import MappingProxyType
from typing import Any, Final

from criteria.answers import OPTIONS, Answers
from criteria.questions import QUESTIONNAIRE, Matter, Question

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""32 digits that are not taken for one another: no I, L, O and U."""

DIGITS: Final = 11
"""Digits of the number: enough for a person who was asked everything."""

CHECK_FACTOR: Final = 37
CHECK_MODULUS: Final = 1021
"""The largest prime below 32 x 32: one changed character, or two neighbours changed round, change what remains."""


def _values(question: Question) -> tuple[Any, ...]:
    options = tuple(OPTIONS[question])
    if question is not Question.WHAT_MATTERS:
        return (None, *options)
    matters = [option for option in options if option != Matter.DECLINED]
    several = chain.from_iterable(combinations(matters, size) for size in range(1, len(matters) + 1))
    return (None, (Matter.DECLINED,), *several)


VALUES: Final[Mapping[Question, tuple[Any, ...]]] = MappingProxyType({question: _values(question) for question in Question})
"""Everything that can be answered to each question; the first one is that nothing was."""


def encode(answers: Answers, language: str) -> str:
    """Return answers and the language of the visit as a code of about 18 characters of ASCII.

    Example:
        >>> encode(Answers(), "en")
        '2.en.00000000000DY'
    """
    number = 0
    for question in reversed(Question):
        if answers.is_open(question):
            values = VALUES[question]
            number = number * len(values) + values.index(answers.get(question))
    told = f"{QUESTIONNAIRE}.{language}.{_digits(number, DIGITS)}"
    return told + _digits(_check(told), 2)


def _digits(number: int, length: int) -> str:
    found = ""
    for _ in range(length):
        number, index = divmod(number, len(ALPHABET))
        found = ALPHABET[index] + found
    return found


def _check(text: str) -> int:
    rest = 0
    for letter in text:
        rest = (rest * CHECK_FACTOR + ord(letter)) % CHECK_MODULUS
    return rest
