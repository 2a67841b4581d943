"""People in plain lines: what they enter, and a visit over real files that reads it."""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any, Final

from assets.catalog import Catalog, load
from criteria.answers import OPTIONS, Answers
from criteria.journey import Journey
from criteria.questions import OPENED_BY_YES_TO, SYMPTOMS, Matter, Question
from criteria.steps import CHOICES, INTERRUPTIONS, Consent, Respondent, Step, WhatNow, questions_of
from screens.wording.parts import report_parts
from screens.wording.words import Words
from store.log import SessionLog
from store.record import Channel, Record
from tui.config.settings import Settings, Site
from tui.plain.controller import PlainVisit
from tui.plain.line_io import FileLineIO
from tui.visit.outcome import Outcome
from tui.visit.recorder import Recorder

CATALOG: Final[Catalog] = replace(load(), drafts=frozenset())


class Kept(SessionLog):
    """A log that keeps its records in memory."""

    def __init__(self) -> None:
        super().__init__(Path("/nowhere"))
        self.records: dict[str, Record] = {}

    def append(self, record: Record) -> None:
        assert record.id not in self.records
        self.records[record.id] = record

    def replace(self, record: Record) -> None:
        assert record.id in self.records
        self.records[record.id] = record


def settings(language: str = "en") -> Settings:
    return Settings(site=Site(emergency_number="112"), language=language)


def words(language: str = "en") -> Words:
    names = {code: texts.name for code, texts in CATALOG.languages.items()}
    return Words(CATALOG.languages[language], CATALOG.sources, settings().values(), names)


def visited(entries: Sequence[str], log: SessionLog, language: str = "en", **more: Any) -> tuple[Outcome, str]:  # noqa: ANN401
    """Enter lines until there are no more of them; return how the visit ended and everything that was written."""
    with tempfile.TemporaryFile("w+") as source, tempfile.TemporaryFile("w+") as target:
        source.write("".join(f"{entry}\n" for entry in entries))
        source.flush()
        os.lseek(source.fileno(), 0, os.SEEK_SET)
        wire = FileLineIO(source, target, None, 10.0)
        end = PlainVisit(settings(language), CATALOG, wire, Recorder(log, Channel.PLAIN), **more).run()
        size = os.lseek(target.fileno(), 0, os.SEEK_END)
        return end, os.pread(target.fileno(), size, 0).decode()


def entries_at(journey: Journey, answers: Mapping[str, Any], consent: Consent) -> list[str]:
    """Return what is entered at one step before the result."""
    step = journey.step
    if step is Step.CONSENT:
        return ["1" if consent is Consent.YES else "2"]
    if step is Step.CHECKLIST:
        return ["2", *(number(symptom, answers.get(symptom, "declined")) for symptom in SYMPTOMS)]
    if step in INTERRUPTIONS:
        return ["2"]
    asked = questions_of(step)
    return [number(asked[0], answers.get(asked[0], "declined"))] if asked else ["1"]


def number(question: Question, answer: str | Sequence[str]) -> str:
    options = [option.value for option in OPTIONS[question]]
    chosen = [answer] if isinstance(answer, str) else answer
    return " ".join(str(options.index(option) + 1) for option in chosen)


def submitted(journey: Journey, answers: Mapping[str, Any], consent: Consent) -> Journey:
    if journey.step in CHOICES:
        chosen = {Step.RESPONDENT: Respondent.MYSELF, Step.CONSENT: consent, Step.WHAT_NOW: WhatNow.DECLINED}
        return journey.submit(journey.step, {journey.step: chosen[journey.step]})
    given: dict[Any, Any] = {question: answers.get(question, "declined") for question in questions_of(journey.step)}
    if given.get(Question.WHAT_MATTERS) == "declined":
        given[Question.WHAT_MATTERS] = ["declined"]
    return journey.submit(journey.step, given)


def walked(
    answers: Mapping[str, Any],
    until: Step = Step.RESULT,
    consent: Consent = Consent.YES,
    noise: Callable[[], list[str]] = list,
) -> tuple[Journey, list[str]]:
    """Return the journey of the screens at a step, and what is entered on the way there in plain lines."""
    journey, entries = Journey(), list[str]()
    while journey.step is not until:
        for entry in entries_at(journey, answers, consent):
            entries += [*noise(), entry]
        journey = submitted(journey, answers, consent)
    return journey, entries


def to_goodbye(answers: Answers) -> list[str]:
    """Return what is entered from the beginning of the result to the end of the visit."""
    parts = len(report_parts(answers, words()))
    return [*([""] * (parts + 1)), str(parts + 2), "7", ""]


def people(count: int, seed: int) -> Iterator[tuple[dict[str, Any], Consent, Random]]:
    """Yield made-up answers; what opens further questions is answered yes more often."""
    for person in range(count):
        chance = Random(f"{seed}-{person}")
        said: dict[str, Any] = {}
        for question in Question:
            options = [option.value for option in OPTIONS[question]]
            opener = OPENED_BY_YES_TO.get(question)
            if opener is not None and said.get(opener) != "yes":
                continue
            if question is Question.WHAT_MATTERS:
                free = [matter.value for matter in Matter if matter is not Matter.DECLINED]
                said[question] = chance.choice([["declined"], chance.sample(free, chance.randint(1, len(free)))])
            else:
                said[question] = "yes" if "yes" in options and chance.random() < 0.4 else chance.choice(options)
        yield said, chance.choice([Consent.YES, Consent.YES, Consent.NO]), chance
