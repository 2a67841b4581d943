"""Counts the answers of released records in one pass, so that memory does not grow with their number."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from criteria.questions import Question
from store.lines import Progress
from store.release import Released

_PIECE: Final = re.compile(rb'"([a-z_]+)":"([^"]*)"\}*\Z')
_QUESTIONS: Final = frozenset(question.value for question in Question)


@dataclass
class Counts:
    """Exact counts over released records. They are never shown: `store.report` shows them in steps."""

    ended: Counter[str] = field(default_factory=Counter)
    left_at: Counter[str] = field(default_factory=Counter)
    answers: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How many gave each answer, by question and option; `what_matters`, a list, is not counted."""


def count(released: Released, progress: Progress | None = None) -> Counts:
    """Count the records with answers.

    Raises:
        LogError: the log cannot be read.
    """
    pieces: Counter[bytes] = Counter()
    for members in released.records(progress, shuffled=False):
        # The texts hold words of a closed schema: cut at commas, there are a few hundred different pieces.
        pieces.update(b",".join([text for _, _, text in members]).split(b","))
    counts = Counts()
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
