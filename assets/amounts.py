"""Numbers and dates as a language says them: its plural forms, its months, and how they are put together."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from gettext import c2py
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from assets.text import Section, Text

UNIT_OF: Final = {
    "seconds": "seconds", "warn_after": "seconds", "clear_after": "seconds", "minutes": "minutes", "retention_weeks": "weeks",
    "symptoms": "symptoms", "circumstances": "circumstances",
}  # fmt: skip
"""Placeholders that are filled with a number and its unit together, so that no text has to fit one number only."""

_IN_WORDS: Final = ("symptoms", "circumstances")
"""Units whose number is said as a word."""

_EVERY_FORM: Final = 1000
"""Numbers below this one show every form of every language in Unicode's list of plural rules."""


class Amounts(Section):
    """A rule for plural forms, and the forms of every unit in the order of the rule.

    The rule is the C expression that translators know from PO files ("plural=..." of the header Plural-Forms): it gives the
    index of the form for a number `n`, so that any number of forms is possible. `numbers` are the words from one on; a number
    beyond them is written in digits.
    """

    plural: Text
    seconds: tuple[Text, ...]
    minutes: tuple[Text, ...]
    weeks: tuple[Text, ...]
    symptoms: tuple[Text, ...]
    circumstances: tuple[Text, ...]
    numbers: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _has_every_form(self) -> Self:
        try:
            most = max(map(self._rule, range(_EVERY_FORM)))
        except ValueError as error:
            raise ValueError(f"plural: is not valid: {error}; allowed is the expression of a PO file, such as n != 1") from None
        for unit in sorted(set(UNIT_OF.values())):
            if (count := len(getattr(self, unit))) != most + 1:
                raise ValueError(f"{unit}: has {count} forms; the rule in amounts.plural needs {most + 1}")
        return self

    @cached_property
    def _rule(self) -> Callable[[int], int]:
        return c2py(self.plural)

    def say(self, unit: str, number: str) -> str:
        """Return a number with its unit, such as "1 week" or "six symptoms"."""
        forms: tuple[str, ...] = getattr(self, unit)
        count = int(number)
        in_words = unit in _IN_WORDS and 0 < count <= len(self.numbers)
        return forms[self._rule(count)].format(count=self.numbers[count - 1] if in_words else number)


class Dates(Section):
    """How a day is written: the pattern, the twelve months, and the first day of a month where it is not just "1"."""

    pattern: Text
    first_day: Text
    months: Annotated[tuple[Text, ...], Field(min_length=12, max_length=12)]

    def say(self, day: date) -> str:
        """Return a day in words, such as "22 November 2026"."""
        number = self.first_day if day.day == 1 else str(day.day)
        return self.pattern.format(day=number, month=self.months[day.month - 1], year=day.year)
