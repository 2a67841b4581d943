"""What people may see of the counts."""

from collections import Counter
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.answers import Answers
from criteria.assess import assess
from criteria.questions import QUESTIONNAIRE, BloodAmount, Question, Reply
from criteria.rules import Card
from criteria.steps import Step, WhatNow
from criteria.urgency import URGENCY, highest_level
from store.counts import Counts, count
from store.log import SessionLog
from store.periods import By, following
from store.record import Channel, Ended
from store.report import NO_CARD, Stats, shown, stats_of
from store.upkeep import purge
from tests.store.people import NOW, a_record, a_refusal, people
from tests.store.releases import CHECKED, FOR_EVER, NEXT_YEAR, TUESDAY, put, release

CLOSES_LATER = datetime(2027, 1, 11, tzinfo=NOW.tzinfo)
LONG_AGO = datetime(1970, 1, 1, tzinfo=NOW.tzinfo)


def stats(log: SessionLog, *, small_cell: int = 7, by: By = "quarter", **choice: str) -> Stats:
    found = release(log, NEXT_YEAR, small_cell=small_cell).only(**choice)
    return stats_of(found, count(found), small_cell, by=by)


@pytest.mark.parametrize(
    ("number", "small_cell", "told"),
    [(0, 7, "<8"), (7, 7, "<8"), (8, 7, 8), (15, 7, 8), (16, 7, 16), (1_000_007, 7, 1_000_000), (0, 0, 0), (5, 0, 5)],
)
def test_counts_are_told_in_steps(number: int, small_cell: int, told: int | str) -> None:
    assert shown(number, small_cell) == told


@given(st.integers(0, 1000), st.integers(1, 50))
def test_what_is_told_stands_for_as_many_numbers_as_a_batch_has_records(number: int, small_cell: int) -> None:
    told = shown(number, small_cell)
    alike = [other for other in range(1100) if shown(other, small_cell) == told]
    assert len(alike) == small_cell + 1
    assert number in alike


def test_cards_are_counted_as_they_were_due(log: SessionLog) -> None:
    records = [record for record in people(400) if record.kept and record.ended is Ended.RESULT]
    put(log, records)
    due = Counter(card.id for record in records if record.answers for card in assess(record.answers).cards)
    assert stats(log, small_cell=0).cards == {card: due[card] for card in Card}


def test_what_people_will_do_is_counted_by_the_most_urgent_card_that_they_were_shown(log: SessionLog) -> None:
    records = [record for record in people(600) if record.kept and record.ended is Ended.RESULT]
    put(log, records)
    said = Counter((highest_level(record.answers or Answers()) or NO_CARD, record.what_now) for record in records)
    found = stats(log, small_cell=0).what_now
    assert found == {level: {now: said[level, now] for now in WhatNow} for level in (*URGENCY, NO_CARD)}
    assert sum(count for cells in found.values() for count in cells.values() if isinstance(count, int)) == len(records)
    told = stats(log).what_now
    assert {level: set(cells) for level, cells in told.items()} == {level: set(WhatNow) for level in (*URGENCY, NO_CARD)}
    assert all(cell == "<8" or int(cell) % 8 == 0 for cells in told.values() for cell in cells.values())


def test_who_did_not_say_what_they_will_do_is_not_counted_there(log: SessionLog) -> None:
    put(log, (a_record(answers=CHECKED, ended=Ended.RESULT, what_now=now) for now in (None, WhatNow.UNSURE) for _ in range(8)))
    found = stats(log)
    assert found.ended[Ended.RESULT] == 16
    assert found.what_now[NO_CARD] == dict.fromkeys(WhatNow, "<8") | {WhatNow.UNSURE: 8}


def test_a_visit_that_is_not_released_changes_nothing_but_the_number_of_visits(log: SessionLog) -> None:
    put(log, people(200, weeks=6))
    before = stats(log).model_dump(exclude={"sessions", "waiting"})
    bloody = Answers.model_validate(CHECKED.model_dump() | {"blood_in_sputum": "yes", "blood_amount": BloodAmount.MORE})
    for number in range(7):
        put(log, [a_record(answers=bloody, language="fr")])
        put(log, [a_refusal(), a_record(moment=LONG_AGO, channel=Channel.SSH)])
        assert stats(log).model_dump(exclude={"sessions", "waiting"}) == before, number


def test_stats_tell_each_count_where_it_belongs(log: SessionLog) -> None:
    yes = Answers.model_validate(CHECKED.model_dump() | {"cough": "yes", "cough_duration": "3_weeks_or_more"})
    put(log, (a_record(answers=yes, ended=Ended.RESULT, simulated=True) for _ in range(17)))
    put(log, (a_record(answers=yes, left_at=Step.CHECK, language="es") for _ in range(8)))
    put(log, (a_record(answers=Answers(), left_at=Step.CHECKLIST, ended=Ended.IDLE, channel=Channel.SSH) for _ in range(9)))
    put(log, (a_record(answers=CHECKED, moment=LONG_AGO) for _ in range(10)))
    put(log, (a_record(language=language, left_at=Step.CHECKLIST) for language in ("en", "es") for _ in range(4)))
    put(log, (a_refusal() for _ in range(12)))
    put(log, (a_record(moment=CLOSES_LATER) for _ in range(20)))
    purge(log, NOW, FOR_EVER)
    told = stats(log)
    assert (told.version, told.small_cell, told.damaged, told.halted) == (2, 7, 0, "")
    assert (told.sessions, told.released, told.waiting) == (80, 64, 16)
    assert (told.kept, told.declined, told.simulated, told.undated) == (48, 8, 16, 8)
    assert told.periods == {"2026-Q4": 40, "several": "<8", "undated": 8}
    assert told.questionnaires == {QUESTIONNAIRE: 48}
    assert told.languages == {"en": 32, "es": 8, "not_told": 8}
    assert told.channels == {"local": 32, "plain": "<8", "ssh": 8, "not_told": 8}
    assert told.ended == {Ended.RESULT: 16, Ended.HELP: "<8", Ended.LEFT: 24, Ended.IDLE: 8}
    assert told.left_at[Step.CHECK] == 8
    assert told.left_at[Step.CHECKLIST] == 16
    assert not {"result", "what_now", "emergency_again", "goodbye"} & told.left_at.keys()
    assert told.symptoms[Question.COUGH] == {Reply.YES: 32, Reply.NO: 8, Reply.UNSURE: "<8", Reply.DECLINED: "<8"}
    assert told.cards == dict.fromkeys(Card, "<8") | {Card.COUGH_LONG: 24}


def test_every_cell_is_listed_also_of_quarters_and_years_between_in_which_nobody_came(log: SessionLog) -> None:
    for week in ("2026-W22", "2026-W47"):
        put(log, (a_record(answers=CHECKED).model_copy(update={"week": week}) for _ in range(8)))
    told = stats(log)
    assert list(told.periods) == ["2026-Q2", "2026-Q3", "2026-Q4", "several", "undated"]
    found = release(log, NEXT_YEAR)
    assert stats_of(found, count(found), 7) == told
    assert stats(log, by="year").periods == {"2026": 16, "several": "<8", "undated": "<8"}
    assert [list(told.ended), list(told.cards), list(told.symptoms[Question.COUGH])] == [list(Ended), list(Card), list(Reply)]
    chosen = stats(log, since="2026-W40")
    assert (chosen.sessions, chosen.released, chosen.waiting) == (16, 8, "<8")


def test_quarters_and_years_follow_one_another() -> None:
    assert list(following("2024-Q3", "2025-Q2")) == ["2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2"]
    assert list(following("2024-Q1", "2024-Q3")) == ["2024-Q1", "2024-Q2", "2024-Q3"]
    assert list(following("2024", "2026")) == ["2024", "2025", "2026"]


def test_what_waits_is_told_in_steps_of_what_is_there_and_of_what_is_released(log: SessionLog) -> None:
    put(log, (a_record(answers=CHECKED) for _ in range(21)))
    put(log, (a_record(answers=CHECKED, language="es") for _ in range(2)))
    assert (stats(log).sessions, stats(log).released, stats(log).waiting) == (16, 16, "<8")
    assert (stats(log, small_cell=1).released, stats(log, small_cell=1).waiting) == (22, "<2")


def test_what_waits_is_told_in_steps_also_where_it_is_much(log: SessionLog) -> None:
    put(log, (a_record(answers=CHECKED, moment=NOW if number < 9 else CLOSES_LATER) for number in range(72)))
    assert (stats(log).sessions, stats(log).released, stats(log).waiting) == (72, 8, 64)
    put(log, [a_record(answers=CHECKED) for _ in range(7)])
    assert (stats(log).sessions, stats(log).released, stats(log).waiting) == (72, 8, 64)


def test_an_empty_log_has_stats(log: SessionLog) -> None:
    found = release(log, TUESDAY)
    told = stats_of(found, count(found), 7, damaged=3)
    assert {told.sessions, told.released, told.waiting, *told.cards.values(), *told.periods.values()} == {"<8"}
    assert told.damaged == 3
    assert set(stats_of(found, count(found), 0).cards.values()) == {0}
    assert count(found) == Counts()
