"""What people may see of the counts."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.answers import Answers
from criteria.assess import assess
from criteria.journey import Step
from criteria.questions import BloodAmount, Question, Reply
from criteria.rules import Card
from store.counts import Counts, count
from store.log import SessionLog, refuse
from store.record import Channel, Ended
from store.report import shown, stats_of
from tests.store.people import a_record, a_refusal, by_id, people


@pytest.mark.parametrize(
    ("number", "told"),
    [(0, 0), (1, "<8"), (7, "<8"), (8, 10), (12, 10), (13, 15), (17, 15), (18, 20), (1_000_002, 1_000_000)],
)
def test_small_cells_are_suppressed_and_others_rounded(number: int, told: int | str) -> None:
    assert shown(number, 7) == told
    assert type(shown(number, 7)) is type(told)


@given(st.integers(0, 1000), st.integers(0, 50))
def test_no_count_is_told_exactly_unless_it_says_nothing(number: int, small_cell: int) -> None:
    told = shown(number, small_cell)
    if isinstance(told, str):
        assert 0 < number <= small_cell
    else:
        assert told % 5 == 0
        assert abs(told - number) <= 2


def test_counts_agree_with_the_records(log: SessionLog) -> None:
    for record in people(300, weeks=10):
        log.append(record)
    counts = count(log, refuse)
    kept = [record for record in by_id(log).values() if record.kept]
    assert sum(counts.cells.values()) == len(kept)
    assert counts.declined == 300 - len(kept)
    assert counts.simulated == 300
    assert counts.ended == Counter(record.ended for record in kept)
    assert counts.left_at == Counter(record.left_at for record in kept if record.left_at is not None)
    assert counts.answers[Question.COUGH, Reply.YES] == sum(
        record.answers.cough is Reply.YES for record in kept if record.answers
    )


def test_cards_are_counted_as_they_were_due(log: SessionLog) -> None:
    records = [record for record in people(400) if record.kept and record.ended is Ended.RESULT]
    for record in records:
        log.append(record)
    due = Counter(card.id for record in records if record.answers for card in assess(record.answers).cards)
    assert stats_of(count(log, refuse), 0).cards == {card: shown(due[card], 0) for card in Card}


def test_stats_of_a_few_people_tell_nothing_about_one(log: SessionLog) -> None:
    for _ in range(7):
        log.append(a_record(answers=Answers(blood_in_sputum=Reply.YES, blood_amount=BloodAmount.MORE), left_at=Step.CHECK))
    log.append(a_refusal())
    stats = stats_of(count(log, refuse), 7)
    assert stats.sessions == 10
    assert stats.declined == "<8"
    assert stats.weeks == {"2026-W47": "<8"}
    assert stats.channels == {Channel.LOCAL: "<8"}
    assert stats.cards[Card.BLOOD_MORE] == "<8"
    assert stats.symptoms[Question.COUGH][Reply.YES] == 0
    assert stats.left_at == {Step.CHECK: "<8"}


def test_stats_tell_each_count_where_it_belongs() -> None:
    counts = Counts(declined=11, simulated=20)
    counts.cells.update({("2026-W47", "en", "local"): 31, ("2026-W46", "es", "ssh"): 41, (None, "en", "plain"): 50})
    counts.cells.update({("2026-W46", "en", "local"): 10})
    counts.ended.update({"result": 100, "left": 30, "idle": 2})
    counts.left_at.update({"check": 25, "cough_duration": 7})
    counts.answers.update({("cough", "yes"): 60, ("cough", "no"): 15, ("weakness", "unsure"): 10})
    counts.answers.update(
        {("blood_amount", "more"): 9, ("blood_amount", "unsure"): 21, ("cough_duration", "3_weeks_or_more"): 20}
    )
    stats = stats_of(counts, 7, damaged=3)
    assert stats.version == 1
    assert (stats.small_cell, stats.damaged, stats_of(counts, 7).damaged) == (7, 3, 0)
    assert (stats.sessions, stats.kept, stats.declined, stats.simulated, stats.undated) == (145, 130, 10, 20, 50)
    assert list(stats.weeks.items()) == [("2026-W46", 50), ("2026-W47", 30)]
    assert list(stats.languages.items()) == [("en", 90), ("es", 40)]
    assert stats.channels == {Channel.LOCAL: 40, Channel.PLAIN: 50, Channel.SSH: 40}
    assert stats.ended == {Ended.RESULT: 100, Ended.HELP: 0, Ended.LEFT: 30, Ended.IDLE: "<8"}
    assert list(stats.left_at.items()) == [(Step.COUGH_DURATION, "<8"), (Step.CHECK, 25)]
    assert stats.symptoms[Question.COUGH] == {Reply.YES: 60, Reply.NO: 15, Reply.UNSURE: 0, Reply.DECLINED: 0}
    assert stats.symptoms[Question.WEAKNESS][Reply.UNSURE] == 10
    cards = {Card.BLOOD_MORE: 30, Card.BLOOD_SPOTS: 20, Card.COUGH_LONG: 20}
    assert stats.cards == dict.fromkeys(Card, 0) | cards


def test_damage_is_reported_and_the_rest_is_counted(log: SessionLog) -> None:
    for record in people(30, in_shard="a"):
        log.append(record)
    path = log.directory / "2026-W47-a.json"
    path.write_bytes(path.read_bytes().replace(b'"kept":true', b'"kept":tree', 1))
    found: list[str] = []
    counts = count(log, lambda damage: found.append(damage.what))
    assert sum(counts.cells.values()) + counts.declined == 29
    assert found[1:] == ["this record is damaged"]
    assert "the file is not as it was written" in found[0]


def test_an_empty_log_has_stats(log: SessionLog) -> None:
    stats = stats_of(count(log, refuse), 7)
    assert stats.sessions == 0
