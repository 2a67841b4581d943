"""Counts the answers of released records in one pass, so that memory does not grow with their number."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from criteria.questions import Question
from criteria.rules import Level
from criteria.urgency import LEVEL_FOR, URGENCY
from store.lines import Progress
from store.release import Released
from store.texts import answers_in, what_now_in

_PIECE: Final = re.compile(rb'"([a-z_]+)":"([^"]*)"\}*\Z')
_RANK: Final = {f'"{question}":"{answer}"'.encode(): URGENCY.index(level) for (question, answer), level in LEVEL_FOR.items()}
"""The place in `URGENCY` of what each stored answer is followed by."""
_QUESTIONS: Final = frozenset(question.value for question in Question)


@dataclass
class Counts:
    """Exact counts over released records. They are never shown: `store.report` shows them in steps."""

    ended: Counter[str] = field(default_factory=Counter)
    left_at: Counter[str] = field(default_factory=Counter)
    answers: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How many gave each answer, by question and option; `what_matters`, a list, is not counted."""
    what_now: Counter[tuple[Level | None, str]] = field(default_factory=Counter)
    """How many said after their report that they will do this, by the level of the most urgent card that they were shown."""


def count(released: Released, progress: Progress | None = None) -> Counts:
    """Count the records with answers.

    Raises:
        LogError: the log cannot be read.
    """
    pieces: Counter[bytes] = Counter()
    counts = Counts()
    for members in released.records(progress, shuffled=False):
        # The texts hold words of a closed schema: cut at commas, there are a few hundred different pieces.
        found = [text for _, _, text in members]
        pieces.update(b",".join(found).split(b","))
        counts.what_now.update((_highest_level(text), said) for text in found if (said := what_now_in(text)))
    for piece, number in pieces.items():
        if match := _PIECE.search(piece):
            field, value = match[1].decode(), match[2].decode()
            if field in _QUESTIONS:
                counts.answers[field, value] += number
            elif field == "ended":
                counts.ended[value] += number
            elif field == "left_at":
                counts.left_at[value] += number
    return counts


def _highest_level(text: bytes) -> Level | None:
    """Return the level of the most urgent card of the answers in a text; None where they bring no card."""
    ranks = [_RANK[piece] for piece in answers_in(text).split(b",") if piece in _RANK]
    return URGENCY[min(ranks)] if ranks else None
