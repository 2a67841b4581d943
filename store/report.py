"""Counts for people: of whole released batches, in steps, so that no difference between two of them tells of one person."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from criteria.questions import SYMPTOMS, Question, Reply
from criteria.rules import CARDS_FOR, Card, Level
from criteria.steps import AFTER_RESULT, REDIRECTS, Step, WhatNow
from criteria.urgency import URGENCY
from store.columns import NOT_TOLD
from store.counts import Counts
from store.ledger import Batch, Kind
from store.periods import SEVERAL, UNDATED, By, following, period_of
from store.record import Channel, Ended
from store.release import Released

Shown = int | str
"""A multiple of the step, or a text such as `<8` for everything below the first."""

NO_CARD: Final = "none"
"""What stands for the level where no card was shown."""

SaidByLevel = dict[Level | Literal["none"], dict[WhatNow, Shown]]
"""How many said what, by the level of the most urgent card that they were shown."""

LEFT_AT: Final = tuple(step for step in Step if step not in {Step.WELCOME, *REDIRECTS, Step.RESULT, *AFTER_RESULT})


class Stats(BaseModel):
    """What `log stats` shows. All but `sessions` and `waiting` counts released visits; every cell of a table is listed.

    Attributes:
        version: of this schema.
        small_cell: the step is one more than this.
        sessions: all visits in the log, released or not; the only number that changes with a single visit.
        released: how many of them are released.
        waiting: the difference of the two as they are shown.
        halted: why nothing more is released; empty where nothing is wrong.
        kept: released visits with a record; `declined` those that were not to be kept.
        simulated: how many are made up.
        undated: how many have no week, because the clock was wrong.
        periods: by quarter or year, oldest first; then those of several, and those without a week.
        questionnaires: by version: what a question meant is not the same in all of them.
        symptoms: by question, then by reply.
        cards: how many were shown each help card.
        what_now: by the level of the most urgent card that was shown, `none` without one: what people said they will do now.
        damaged: how many things in the log are damaged.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[2] = 2
    small_cell: int
    sessions: Shown
    released: Shown
    waiting: Shown
    halted: str
    kept: Shown
    declined: Shown
    simulated: Shown
    undated: Shown
    periods: dict[str, Shown]
    questionnaires: dict[str, Shown]
    ended: dict[Ended, Shown]
    left_at: dict[Step, Shown]
    languages: dict[str, Shown]
    channels: dict[Channel | Literal["not_told"], Shown]
    symptoms: dict[Question, dict[Reply, Shown]]
    cards: dict[Card, Shown]
    what_now: SaidByLevel
    damaged: int


def shown(number: int, small_cell: int) -> Shown:
    """Return `number` as people may see it: the multiple of the step at or below it, or `<8` below the first.

    Example:
        >>> shown(0, 7), shown(7, 7), shown(23, 7), shown(0, 0)
        ('<8', '<8', 16, 0)
    """
    step = small_cell + 1
    return number - number % step if number >= step or small_cell == 0 else f"<{step}"


def stats_of(released: Released, counts: Counts, small_cell: int, *, by: By = "quarter", damaged: int = 0) -> Stats:
    """Return what people may see of released batches, beside the number of all visits and of damaged things."""
    tell = partial(shown, small_cell=small_cell)

    def size(batches: Iterable[Batch]) -> Shown:
        return tell(sum(batch.size for batch in batches))

    every = list(released.batches.values())
    kept = [batch for batch in every if batch.facts.kind is not Kind.DECLINED]
    step, answers = small_cell + 1, counts.answers
    return Stats(
        small_cell=small_cell,
        sessions=tell(released.visits),
        released=size(every),
        waiting=tell(released.visits - released.total // step * step),
        halted=released.halted,
        kept=size(kept),
        declined=size(batch for batch in every if batch.facts.kind is Kind.DECLINED),
        simulated=size(batch for batch in every if batch.facts.simulated),
        undated=size(batch for batch in kept if not batch.facts.dated),
        periods=_periods(kept, by, tell),
        questionnaires=_versions(kept, tell),
        ended={ended: tell(counts.ended[ended]) for ended in Ended},
        left_at={at: tell(counts.left_at[at]) for at in LEFT_AT},
        languages=_languages(kept, tell),
        channels=_channels(kept, tell),
        symptoms={symptom: {reply: tell(answers[symptom, reply]) for reply in Reply} for symptom in SYMPTOMS},
        cards={card: tell(number) for card, number in _cards(answers).items()},
        what_now=_what_now(counts, tell),
        damaged=damaged,
    )


def _what_now(counts: Counts, tell: Callable[[int], Shown]) -> SaidByLevel:
    return {level or NO_CARD: {said: tell(counts.what_now[level, said]) for said in WhatNow} for level in (*URGENCY, None)}


def _channels(batches: Iterable[Batch], tell: Callable[[int], Shown]) -> dict[str, Shown]:
    sizes = _sizes(batches, lambda batch: batch.facts.channel or NOT_TOLD)
    return {channel: tell(sizes[channel]) for channel in (*Channel, NOT_TOLD)}


def _versions(batches: Iterable[Batch], tell: Callable[[int], Shown]) -> dict[str, Shown]:
    sizes = _sizes(batches, lambda batch: str(batch.facts.questionnaire))
    return {version: tell(number) for version, number in sorted(sizes.items())}


def _sizes(batches: Iterable[Batch], cell_of: Callable[[Batch], str]) -> Counter[str]:
    sizes: Counter[str] = Counter()
    for batch in batches:
        sizes[cell_of(batch)] += batch.size
    return sizes


def _periods(batches: list[Batch], by: By, tell: Callable[[int], Shown]) -> dict[str, Shown]:
    sizes = _sizes(batches, lambda batch: period_of(batch, by))
    dated = sorted(sizes.keys() - {SEVERAL, UNDATED})
    listed = [*(following(dated[0], dated[-1]) if dated else ()), SEVERAL, UNDATED]
    return {period: tell(sizes[period]) for period in listed}


def _languages(batches: list[Batch], tell: Callable[[int], Shown]) -> dict[str, Shown]:
    sizes = _sizes(batches, lambda batch: batch.facts.language or NOT_TOLD)
    return {language: tell(sizes[language]) for language in [*sorted(sizes.keys() - {NOT_TOLD}), NOT_TOLD]}


def _cards(answers: Mapping[tuple[str, str], int]) -> dict[Card, int]:
    """Count the people for whom each card was due. Each card depends on one answer, so counts of answers are enough."""
    due = dict.fromkeys(Card, 0)
    for question, cards_for in CARDS_FOR.items():
        for answer, cards in cards_for.items():
            for card in cards:
                due[card] += answers.get((question, answer), 0)
    return due
