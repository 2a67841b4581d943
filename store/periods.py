"""Weeks, quarters and years of batches."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final, Literal

from store.ledger import Batch
from store.record import monday_of

By = Literal["quarter", "year"]
SEVERAL: Final = "several"
UNDATED: Final = "undated"
"""What stands for the period of a batch that lies in several, and of one whose visits have no week."""

_QUARTERS: Final = 4
_MONTHS: Final = 3


def quarter_of(week: str) -> str:
    """Return the quarter that the Thursday of an ISO week lies in, such as `2026-Q4`."""
    thursday = monday_of(week) + timedelta(days=3)
    return f"{thursday.year:04}-Q{(thursday.month - 1) // _MONTHS + 1}"


def period_of(batch: Batch, by: By) -> str:
    """Return the one quarter or year that a batch lies in; `several` or `undated` where there is no such one."""
    if not batch.facts.dated:
        return UNDATED
    digits = len("2026") if by == "year" else None
    first, last = quarter_of(batch.first)[:digits], quarter_of(batch.last)[:digits]
    return first if first == last else SEVERAL


def following(first: str, last: str) -> Iterator[str]:
    """Iterate over all quarters or years from the first to the last."""
    year, quarter = int(first[:4]), int(first[6:] or 0)
    while (period := f"{year:04}" + (f"-Q{quarter}" if quarter else "")) <= last:
        yield period
        year, quarter = (year, quarter + 1) if 0 < quarter < _QUARTERS else (year + 1, min(quarter, 1))
