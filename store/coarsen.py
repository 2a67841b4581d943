"""Makes each combination of period, language and channel in an export common enough to hide in."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from store.counts import Cell
from store.record import monday_of

Label = tuple[str | None, str | None, str | None]
"""Period, language and channel as they are exported; None is left out."""

_MONTHS_IN_A_QUARTER: Final = 3


def _quarter(week: str | None) -> str | None:
    if week is None:
        return None
    # The Thursday of an ISO week is always in the year in its name.
    thursday = monday_of(week) + timedelta(days=3)
    return f"{thursday.year}-Q{(thursday.month - 1) // _MONTHS_IN_A_QUARTER + 1}"


LADDER: Final[tuple[Callable[[Cell], Label], ...]] = (
    lambda cell: cell,
    lambda cell: (_quarter(cell[0]), cell[1], cell[2]),
    lambda cell: (cell[0] and cell[0][:4], cell[1], cell[2]),
    lambda cell: (cell[0] and cell[0][:4], None, None),
    lambda _: (None, None, None),
)
"""From fine to coarse: week, quarter, year, then year alone, then nothing at all."""


def coarsened(cells: Mapping[Cell, int], least: int) -> dict[Cell, Label]:
    """Return the label of each cell; a cell that is missing may not be exported.

    A cell gets coarser only until its label stands for `least` records or more; the cells left over on one step become
    coarser together. So each label stands for `least` records or more, whatever finer labels exist.
    """
    labels: dict[Cell, Label] = {}
    for label_of in LADDER:
        left = [cell for cell in cells if cell not in labels]
        sums: Counter[Label] = Counter()
        for cell, number in cells.items():
            sums[labels[cell] if cell in labels else label_of(cell)] += number
        labels |= {cell: label_of(cell) for cell in left if sums[label_of(cell)] >= least}
    return labels
