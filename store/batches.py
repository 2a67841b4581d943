"""Which pending records go together: a pure function of what is pending, the least size of a batch, and the day."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import groupby

from store.ledger import DIGITS, Batch, Facts
from store.periods import quarter_of
from store.record import iso_week
from store.survey import OPEN_DAYS, Cell

Pending = Mapping[Cell, bytes]
"""The ids of records that are in no batch yet: of each, the first digits; joined."""


def batches_of(pending: Pending, least: int, today: date) -> list[tuple[Batch, bytes]]:
    """Return the batches that can be made, each of `least` records or more, with the sorted ids of each.

    Runs of weeks of one quarter with equal facts come first. What is left of quarters that have ended goes together
    without language and channel.
    """
    new, left = _gathered(pending, least, lambda week, facts: (quarter_of(week), facts))
    open_quarter = quarter_of(iso_week(today - timedelta(days=OPEN_DAYS - 7)))
    ended = {cell: ids for cell, ids in left.items() if quarter_of(cell[0]) < open_quarter}
    pooled, _ = _gathered(ended, least, lambda _, facts: ("", facts._replace(language=None, channel=None)))
    return [*new, *pooled]


def _gathered(
    pending: Pending, least: int, group_of: Callable[[str, Facts], Cell]
) -> tuple[list[tuple[Batch, bytes]], dict[Cell, bytes]]:
    groups: dict[Cell, list[Cell]] = {}
    for cell in sorted(pending, key=str):
        groups.setdefault(group_of(*cell), []).append(cell)
    new, left = [], dict(pending)
    for (_, facts), cells in groups.items():
        run: list[Cell] = []
        for week, of_week in groupby(cells, lambda cell: cell[0]):
            run += of_week
            ids = _sorted(b"".join(pending[cell] for cell in run))
            if len(ids) >= least * DIGITS:
                new.append((Batch(run[0][0], week, facts, len(ids) // DIGITS), ids))
                for cell in run:
                    del left[cell]
                run = []
    return new, left


def _sorted(ids: bytes) -> bytes:
    return b"".join(sorted(ids[start : start + DIGITS] for start in range(0, len(ids), DIGITS)))
