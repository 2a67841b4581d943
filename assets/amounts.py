"""Numbers and dates as a language says them: its plural forms, its months, and how they are put together."""

from datetime import date
from typing import Annotated, Final

from pydantic import Field

from assets.text import Section, Text

UNIT_OF: Final = {
    "seconds": "seconds", "warn_after": "seconds", "clear_after": "seconds", "minutes": "minutes", "retention_weeks": "weeks",
}  # fmt: skip
"""Placeholders that are filled with a number and its unit together, so that no text has to fit one number only."""


class Plural(Section):
    """A unit after its number: the form for one, and the form for others."""

    one: Text
    other: Text


class Amounts(Section):
    """Which numbers take the form for one (1 alone, or 0 too), and both forms of every unit."""

    singular: tuple[int, ...]
    seconds: Plural
    minutes: Plural
    weeks: Plural

    def say(self, unit: str, number: str) -> str:
        """Return a number with its unit, such as "1 week"."""
        plural: Plural = getattr(self, unit)
        form = plural.one if int(number) in self.singular else plural.other
        return form.format(count=number)


class Dates(Section):
    """How a day is written: the pattern, the twelve months, and the first day of a month where it is not just "1"."""

    pattern: Text
    first_day: Text
    months: Annotated[tuple[Text, ...], Field(min_length=12, max_length=12)]

    def say(self, day: date) -> str:
        """Return a day in words, such as "22 November 2026"."""
        number = self.first_day if day.day == 1 else str(day.day)
        return self.pattern.format(day=number, month=self.months[day.month - 1], year=day.year)
