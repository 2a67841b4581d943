"""Counts the answers of released records in one pass, so that memory does not grow with their number."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Final

from criteria.questions import Question
from store.lines import Progress
from store.release import Released

_AT_ONCE: Final = 1000


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
    counts = Counts()
    records = (document for _, document in released.records(progress, shuffled=False))
    while some := list(islice(records, _AT_ONCE)):
        answers = [document["answers"] for document in some]
        for given in answers:
            given.pop(Question.WHAT_MATTERS, None)
        counts.ended.update([document["ended"] for document in some])
        counts.left_at.update([document["left_at"] for document in some if "left_at" in document])
        counts.answers.update(chain.from_iterable([given.items() for given in answers]))
    return counts
