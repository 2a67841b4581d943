"""Counts for people: small ones are suppressed and the others rounded, so that differences identify nobody."""

from collections.abc import Mapping
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from criteria.journey import Step
from criteria.questions import SYMPTOMS, Question, Reply
from criteria.rules import CARDS_FOR, Card
from store.counts import Counts
from store.record import Channel, Ended

Shown = int | str
"""A rounded count, or a text such as `<8` for one that is too small to be shown."""

_ROUNDED_TO: Final = 5


class Stats(BaseModel):
    """What `log stats` shows. Each count is rounded on its own, so that parts need not add up to their whole.

    Attributes:
        version: of this schema.
        small_cell: the largest count that is suppressed.
        sessions: all visits; `kept` and `declined` are its parts.
        simulated: how many are made up.
        undated: how many have no week, because the clock was wrong.
        weeks: by ISO week, oldest first.
        symptoms: by question, then by reply.
        cards: how many were shown each help card.
        damaged: how many things in the log are damaged.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1
    small_cell: int
    sessions: Shown
    kept: Shown
    declined: Shown
    simulated: Shown
    undated: Shown
    weeks: dict[str, Shown]
    questionnaires: dict[str, Shown]
    """How many answered each version of the questionnaire: what a question meant is not the same in all of them."""
    ended: dict[Ended, Shown]
    left_at: dict[Step, Shown]
    languages: dict[str, Shown]
    channels: dict[Channel, Shown]
    symptoms: dict[Question, dict[Reply, Shown]]
    cards: dict[Card, Shown]
    damaged: int


def shown(number: int, small_cell: int) -> Shown:
    """Return `number` as people may see it: 0, `<8` up to a `small_cell` of 7, else rounded to the nearest 5.

    Example:
        >>> shown(0, 7), shown(7, 7), shown(23, 7)
        (0, '<8', 25)
    """
    if 0 < number <= small_cell:
        return f"<{small_cell + 1}"
    return _ROUNDED_TO * ((number + _ROUNDED_TO // 2) // _ROUNDED_TO)


def stats_of(counts: Counts, small_cell: int, *, damaged: int = 0) -> Stats:
    """Return what people may see of `counts`, beside the number of damaged things."""

    def tell(number: int) -> Shown:
        return shown(number, small_cell)

    kept = sum(counts.cells.values())
    answers = counts.answers
    return Stats(
        small_cell=small_cell,
        sessions=tell(kept + counts.declined),
        kept=tell(kept),
        declined=tell(counts.declined),
        simulated=tell(counts.simulated),
        undated=tell(sum(number for (week, _, _), number in counts.cells.items() if week is None)),
        weeks={week: tell(number) for week, number in sorted(_by(counts, 0).items())},
        questionnaires={version: tell(number) for version, number in sorted(counts.questionnaires.items())},
        ended={ended: tell(counts.ended[ended]) for ended in Ended},
        left_at={step: tell(counts.left_at[step]) for step in Step if step in counts.left_at},
        languages={language: tell(number) for language, number in sorted(_by(counts, 1).items())},
        channels={Channel(channel): tell(number) for channel, number in sorted(_by(counts, 2).items())},
        symptoms={symptom: {reply: tell(answers[symptom, reply]) for reply in Reply} for symptom in SYMPTOMS},
        cards={card: tell(number) for card, number in _cards(answers).items()},
        damaged=damaged,
    )


def _by(counts: Counts, part: int) -> dict[str, int]:
    sums: dict[str, int] = {}
    for cell, number in counts.cells.items():
        name = cell[part]
        if name is not None:
            sums[name] = sums.get(name, 0) + number
    return sums


def _cards(answers: Mapping[tuple[str, str], int]) -> dict[Card, int]:
    """Count the people for whom each card was due. Each card depends on one answer, so counts of answers are enough."""
    due = dict.fromkeys(Card, 0)
    for question, cards_for in CARDS_FOR.items():
        for answer, cards in cards_for.items():
            for card in cards:
                due[card] += answers.get((question, answer), 0)
    return due
