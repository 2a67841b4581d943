"""The same people leave the same record and read the same letter, in plain lines and on the screens."""

import asyncio
from dataclasses import replace
from random import Random
from typing import Any, Final

import pytest

from criteria.answers import Answers
from criteria.assess import assess
from criteria.journey import Journey
from criteria.questions import Question
from criteria.steps import STEP_OF, Consent, Step, WhatNow
from screens.wording.report import report_sections
from store.record import Channel, Record
from tests.amounts import little_and_much
from tests.screens.kiosks import BLOOD, METASTASIS, NO_SYMPTOMS, at, kiosk, press, to_answer, walk
from tests.tui.plain.lines import Kept, people, submitted, to_goodbye, visited, walked, words
from tui.visit.outcome import Outcome
from tui.visit.recorder import Recorder

SIZE: Final = (80, 24)
FOUR: Final[dict[str, tuple[dict[Any, Any], str]]] = {
    "no symptoms": (NO_SYMPTOMS, "en"),
    "blood": (BLOOD, "en"),
    "metastasis": (METASTASIS, "en"),
    "a change in Spanish": (METASTASIS, "es"),
}


def without_id_and_way_in(record: Record) -> dict[str, Any]:
    return record.model_dump(exclude={"id", "channel"})


def left_in_lines(entries: list[str], language: str = "en") -> tuple[Record, str]:
    log = Kept()
    end, said = visited(entries, log, language)
    assert end is Outcome.FINISHED
    (record,) = log.records.values()
    assert record.channel in {Channel.PLAIN, None}
    return record, said


def left_by_screens(journey: Journey, language: str = "en") -> Record:
    log = Kept()
    said = replace(journey, what_now=WhatNow.DECLINED)
    asyncio.run(Recorder(log, Channel.LOCAL).keep(said, Outcome.FINISHED, language))
    (record,) = log.records.values()
    return record


def read(said: str, answers: Answers, language: str) -> None:
    """Fail unless every word of the letter that is not folded away was written."""
    plain = " ".join(said.split())
    for section in report_sections(answers, assess(answers), words(language)):
        if section.folded:
            assert section.blocks[-1].lines[0] not in plain
            continue
        for block in section.blocks:
            for text in (section.title, block.title, block.label, *block.lines, *block.points, block.action):
                assert " ".join(text.split()) in plain


def noise(chance: Random) -> list[str]:
    """Return entries that answer nothing: unclear ones, and a look at the help card."""
    looks = (["h", ""], ["h", "b"], ["g", "b"])
    return chance.choice([[], [], [], ["0"], ["99"], ["1 1"], ["yes please"], ["\x00\x1b[A"], *looks])


@pytest.mark.parametrize("count", little_and_much(30, 1000))
def test_a_thousand_people_leave_the_same_record_and_read_the_same_letter(count: int) -> None:
    ends = set()
    for answers, consent, chance in people(count, seed=1):
        journey, entries = walked(answers, consent=consent, noise=lambda chance=chance: noise(chance))  # type: ignore[misc]
        record, said = left_in_lines([*entries, *to_goodbye(journey.answers)])
        assert without_id_and_way_in(record) == without_id_and_way_in(left_by_screens(journey))
        assert record.answers in {None, journey.answers}
        read(said, journey.answers, "en")
        ends.add((consent, journey.answers.told_lung_metastasis))
    assert len(ends) == 10 or count < 1000


def changed(person: str) -> tuple[list[str], Answers, str]:
    """Return what one of the four enters until the result, and the answers they end with."""
    answers, language = FOUR[person]
    journey, entries = walked(answers, until=Step.CHECK)
    if "change" in person:
        journey = journey.change(Step.CANCER_HISTORY).submit(Step.CANCER_HISTORY, {Question.CANCER_HISTORY: "no"})
        entries += ["10", "2"]
    return [*entries, "1", *to_goodbye(journey.answers)], journey.answers, language


@pytest.mark.parametrize("person", FOUR)
async def test_the_four_people_leave_what_the_real_screens_leave(person: str) -> None:
    answers, language = FOUR[person]
    log = Kept()
    app = kiosk(language, recorder=Recorder(log, Channel.LOCAL))
    async with app.run_test(size=SIZE) as pilot:
        await walk(pilot, answers, Step.CHECK)
        if "change" in person:
            await to_answer(pilot, Step.CANCER_HISTORY)
            await press(pilot, "enter", "2", "enter")
        await walk(pilot, answers, Step.RESULT)
        shown = app.journey.answers
        await walk(pilot, answers, Step.GOODBYE)
        await app.records.wait()
    (by_screens,) = log.records.values()
    entries, ended_with, _ = changed(person)
    record, said = await asyncio.to_thread(left_in_lines, entries, language)
    assert shown == ended_with
    assert without_id_and_way_in(record) == without_id_and_way_in(by_screens)
    assert assess(record.answers or Answers()) == assess(shown)
    read(said, shown, language)


@pytest.mark.parametrize("count", little_and_much(1, 8))
async def test_random_people_leave_what_the_real_screens_leave(count: int) -> None:
    for answers, consent, _ in people(count, seed=2):
        log = Kept()
        app = kiosk(recorder=Recorder(log, Channel.LOCAL))
        async with app.run_test(size=SIZE) as pilot:
            await walk(pilot, answers, Step.RESULT, consent)
            assert at(app) is Step.RESULT
            shown = app.journey.answers
            await walk(pilot, answers, Step.GOODBYE, consent)
            await app.records.wait()
        (by_screens,) = log.records.values()
        journey, entries = walked(answers, consent=consent)
        record, said = await asyncio.to_thread(left_in_lines, [*entries, *to_goodbye(journey.answers)])
        assert without_id_and_way_in(record) == without_id_and_way_in(by_screens)
        assert shown == journey.answers
        read(said, shown, "en")


def test_any_way_back_and_forth_ends_in_the_same_answers() -> None:
    """Every answer is given, taken back to the page before it, and passed again by keeping or by giving it again."""
    answers = dict(METASTASIS)
    journey, entries, steps = Journey(), list[str](), []
    while journey.step is not Step.CHECK:
        steps.append(journey.step)
        journey = submitted(journey, answers, Consent.YES)
    _, entries = walked(answers, until=Step.CHECK)
    back = ["b"] * (len(steps) - steps.index(Step.CONSENT))
    forth = ["1" if step is Step.PEOPLE_WITH_CANCER else "" for step in steps[steps.index(Step.CONSENT) :]]
    record, _ = left_in_lines([*entries, *back, *forth, "1", *to_goodbye(journey.answers)])
    assert record.answers == journey.answers == Answers.model_validate(answers)
    assert STEP_OF[Question.WHAT_MATTERS] in steps
