"""The shape of a language file and of the sources file, as frozen pydantic models."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from pydantic import Field

from assets.amounts import Amounts, Dates
from assets.emergency import Call, Interruption
from assets.endings import TakeAway, WhatNowText, Why
from assets.letters import Keyboard, Keys
from assets.plain import Plain
from assets.sections import (
    Before,
    CardText,
    Check,
    Checklist,
    CriterionText,
    Goodbye,
    Page,
    QuestionText,
    RespondentText,
    ResultText,
    Ui,
    Welcome,
)
from assets.serve import Serve
from assets.staff import CodebookText, StaffText
from assets.text import Section, Text
from assets.writing import Writing


class Texts(Section):
    """Every word of one language."""

    code: str = Field(pattern="^[a-z]{2,3}(-[a-z0-9]{2,8}){0,2}$")
    name: Text
    writing: Writing = Writing()
    keys: Keys
    keyboard: Keyboard
    amounts: Amounts
    dates: Dates
    ui: Ui
    welcome: Welcome
    help_card: Page
    before: Before
    pages: Mapping[str, Page] = Field(default_factory=dict)
    """Further pages that are only read, by their step."""
    respondent: RespondentText
    consent: QuestionText
    checklist: Checklist
    questions: Mapping[str, QuestionText]
    levels: Mapping[str, Text]
    cards: Mapping[str, CardText]
    interruption: Interruption
    call: Call
    criteria: Mapping[str, CriterionText]
    considerations: Mapping[str, Text]
    to_ask: Mapping[str, Text]
    check: Check
    result: ResultText
    why: Why
    take_away: TakeAway
    what_now: WhatNowText
    plain: Plain
    serve: Serve
    goodbye: Goodbye
    staff: StaffText
    codebook: CodebookText
    unstaffed: Mapping[str, Text]
    """What is said instead, by the path of a text, where no member of staff is near."""
    statements: Mapping[str, Text]
    caveats: Mapping[str, Text]
    guidance: Mapping[str, Text]


class Source(Section):
    """One source: where it is, when it was last checked, and by when to check again."""

    title: Text
    addresses: tuple[Text, ...]
    checked: date
    check_again: date


class Sources(Section):
    """The article (every S id) and the guidance beside it (G ids)."""

    article: Source
    guidance: Mapping[str, Source]

    def overdue(self, today: date, days: int = 0) -> dict[str, Source]:
        """Return the sources due to be read again more than `days` before `today`, by key in `sources.toml`."""
        named = {"article": self.article, **{f"guidance.{name}": source for name, source in self.guidance.items()}}
        return {key: source for key, source in named.items() if source.check_again + timedelta(days) < today}

    def next_due(self) -> date:
        """Return the first day by which a source is to be read again."""
        return min(source.check_again for source in (self.article, *self.guidance.values()))

    def stale_since(self, today: date) -> date | None:
        """Return the day on which the oldest of the sources that are long overdue was read; None where none is."""
        return min((source.checked for source in self.overdue(today, TOLD_AFTER).values()), default=None)


TOLD_AFTER: Final = 90
"""Days after a source was to be read again: then every visitor is told on the first page."""
