"""When the clock is not trusted: a wrong one must neither purge what is young nor release what is not complete."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from store.disk import LogError
from store.log import SessionLog
from store.record import BUILT, monday_of

LEAP: Final = timedelta(weeks=26)
"""A gap between records that is longer than this means a wrong clock rather than a kiosk that was not used."""

TRUSTED_AFTER: Final = 8
"""After so many weeks with records since such a gap, the clock is trusted again."""


def leap(retention_weeks: int) -> timedelta:
    """Return the longest gap that a purge believes: never more than the retention, or all records could look old at once."""
    return min(LEAP, timedelta(weeks=max(1, retention_weeks)))


def refuse_untrusted_clock(log: SessionLog, today: date, *, clock_checked: bool, longest: timedelta = LEAP) -> None:
    """Refuse a day before the build, and one that comes long after the records before it, unless a person has checked it.

    With a clock that is ten years ahead all records would look old. `longest` is the longest gap that is believed.

    Raises:
        LogError: the clock is not trusted, or the folder cannot be read.
    """
    if today < BUILT:
        raise LogError(f"The clock shows {today}, before this program was made: nothing is purged or released.")
    if clock_checked:
        return
    weeks = {monday_of(partition.week) for _, partition in log.files() if partition.week is not None}
    past = sorted({week for week in weeks if week <= today} | {today - timedelta(days=today.weekday())}, reverse=True)
    for since, (later, earlier) in enumerate(pairwise(past), start=1):
        if since > TRUSTED_AFTER:
            return
        if later - earlier > longest:
            raise LogError(
                f"The clock shows {today}, and there is a gap of {(later - earlier).days // 7} weeks before it in the log: "
                "nothing is purged or released. If the clock is right, purge with --clock-checked."
            )
