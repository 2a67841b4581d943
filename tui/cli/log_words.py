"""What the tables of `log stats` call questions, steps and cards: the words that people read, in English."""

from collections.abc import Mapping
from typing import Final

from assets.catalog import REFERENCE, load
from criteria.questions import SYMPTOMS, Question, Reply
from criteria.rules import Card, Level
from criteria.steps import Step, WhatNow
from screens.wording.stages import stage_name
from screens.wording.words import Words
from store.record import Channel, Ended
from store.report import NO_CARD

ENDED: Final[Mapping[Ended, str]] = {
    Ended.RESULT: "With the summary",
    Ended.HELP: "Stopped to get help",
    Ended.LEFT: "Left",
    Ended.IDLE: "Went away",
}
CHANNELS: Final[Mapping[str, str]] = {Channel.LOCAL: "At the kiosk", Channel.PLAIN: "In plain lines", Channel.SSH: "Over SSH"}
LEVELS: Final[Mapping[str, str]] = {
    Level.EMERGENCY: "Emergency",
    Level.SAME_DAY: "Today",
    Level.APPOINTMENT: "Doctor",
    Level.WATCH_FOR: "Signs",
    NO_CARD: "No card",
}


class LogWords:
    """Names of what is counted."""

    def __init__(self) -> None:
        catalog = load()
        self._texts = catalog.languages[REFERENCE]
        self._words = Words(self._texts, catalog.sources, {})

    def symptom(self, symptom: Question) -> str:
        """Return the name of a symptom."""
        return self._words.name_of(symptom)

    def reply(self, reply: Reply) -> str:
        """Return a reply of the checklist."""
        return self._words.answer(SYMPTOMS[0], reply)

    def stage(self, stage: str) -> str:
        """Return the name of a part of a visit."""
        return stage_name(stage, self._texts)

    def card(self, card: Card) -> str:
        """Return the title of a help card."""
        return self._texts.cards[card].title.replace("\N{NO-BREAK SPACE}", " ")

    def what_now(self, said: WhatNow) -> str:
        """Return what people said that they will do now."""
        return self._texts.what_now.options[said]

    def step(self, step: Step) -> str:
        """Return what a step is about."""
        texts = self._texts
        pages = {
            Step.HELP_CARD: texts.help_card.title,
            Step.BEFORE_YOU_BEGIN: texts.before.title,
            Step.RESPONDENT: texts.respondent.short,
            Step.CONSENT: texts.consent.short,
            Step.CHECKLIST: texts.checklist.title,
            Step.CHECK: texts.check.title,
        }
        if step in pages:
            return pages[step]
        return self.card(Card(step.value)) if step.value in texts.cards else self._words.name_of(Question(step.value))
