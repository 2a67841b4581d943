"""Which records go together: a pure function of what is pending, the least size and the day."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from criteria.answers import Answers
from criteria.steps import Step
from store.batches import batches_of
from store.ledger import DIGITS, Facts, Kind
from store.record import Channel, Ended
from store.survey import Cell, facts_of, is_closed
from tests.store.people import NOW, a_record, a_refusal
from tests.store.releases import CHECKED, NEXT_YEAR, TUESDAY


def facts(language: str | None = "en", channel: str | None = "local") -> Facts:
    return Facts("2", simulated=False, dated=True, kind=Kind.PARTIAL, language=language, channel=channel)


def ids(number: int, first: int = 0) -> bytes:
    return b"".join(b"%016x" % (first + count) for count in range(number))


def test_a_week_is_closed_on_the_tuesday_after_it() -> None:
    assert [is_closed("2026-W47", TUESDAY - timedelta(days=days)) for days in (1, 0)] == [False, True]


def test_facts_are_all_that_an_onlooker_can_know() -> None:
    assert facts_of(a_record(ended=Ended.RESULT)).kind is Kind.FINISHED
    assert facts_of(a_record(answers=CHECKED)).kind is Kind.PARTIAL
    assert facts_of(a_record(answers=Answers(), left_at=Step.CHECKLIST)).kind is Kind.EMPTY
    assert facts_of(a_refusal(simulated=True)) == Facts(
        None, simulated=True, dated=False, kind=Kind.DECLINED, language=None, channel=None
    )
    told = facts_of(
        a_record(answers=CHECKED, language="es", channel=Channel.SSH, moment=datetime(1970, 1, 1, tzinfo=NOW.tzinfo))
    )
    assert told == Facts("2", simulated=False, dated=False, kind=Kind.PARTIAL, language="es", channel="ssh")


def test_runs_of_weeks_of_a_quarter_become_batches_as_soon_as_they_are_eight() -> None:
    pending = {("2026-W40", facts()): ids(3), ("2026-W41", facts()): ids(5, 3), ("2026-W42", facts()): ids(9, 8)}
    made = batches_of(pending, 8, date(2026, 11, 1))
    assert [(batch.first, batch.last, batch.size) for batch, _ in made] == [
        ("2026-W40", "2026-W41", 8),
        ("2026-W42", "2026-W42", 9),
    ]
    assert [members for _, members in made] == [ids(8), ids(9, 8)]


def test_a_run_ends_with_its_quarter_and_what_is_left_waits_for_the_end_of_it() -> None:
    # The Thursday of 2026-W40 is the first of October.
    pending = {("2026-W39", facts()): ids(7), ("2026-W40", facts("es")): ids(7, 7)}
    assert batches_of(pending, 8, date(2026, 10, 5)) == []
    assert batches_of(pending, 8, NEXT_YEAR - timedelta(days=8)) == []
    ((batch, together),) = batches_of(pending, 8, NEXT_YEAR)
    assert (batch.first, batch.last, batch.facts) == ("2026-W39", "2026-W40", facts(None, None))
    assert together == ids(14)


def test_what_differs_in_any_other_fact_never_goes_together() -> None:
    others = [
        facts()._replace(questionnaire="1"),
        facts()._replace(simulated=True),
        facts()._replace(dated=False),
        facts()._replace(kind=Kind.FINISHED),
        facts()._replace(kind=Kind.EMPTY),
        facts()._replace(kind=Kind.DECLINED),
    ]
    pending = {("2026-W40", other): ids(4, 4 * number) for number, other in enumerate([facts(), *others])}
    assert batches_of(pending, 8, NEXT_YEAR) == []


Weeks = st.integers(30, 52).map(lambda week: f"2026-W{week}")
Cells = st.tuples(Weeks, st.builds(facts, st.sampled_from(["en", "es"]), st.sampled_from(["local", "ssh"])))


@given(st.dictionaries(Cells, st.integers(1, 12), max_size=40), st.integers(1, 12), st.integers(0, 30))
def test_batches_are_disjoint_large_enough_and_made_of_closed_quarters_or_equal_facts(
    sizes: dict[Cell, int], least: int, weeks: int
) -> None:
    pending = {cell: ids(size, 100 * number) for number, (cell, size) in enumerate(sizes.items())}
    of = {key: cell for cell, joined in pending.items() for key in parts(joined)}
    made = batches_of(pending, least, date(2026, 11, 3) + timedelta(weeks=weeks))
    together = [key for _, joined in made for key in parts(joined)]
    assert len(set(together)) == len(together)
    for batch, joined in made:
        cells = [of[key] for key in parts(joined)]
        assert batch.size == len(cells) >= least
        assert (batch.first, batch.last) == (min(cells)[0], max(cells)[0])
        assert {cell[1] for cell in cells} == {batch.facts} or batch.facts == facts(None, None)


def parts(joined: bytes) -> list[bytes]:
    return [joined[start : start + DIGITS] for start in range(0, len(joined), DIGITS)]
