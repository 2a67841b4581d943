"""A small integer solver: is there a whole-number solution within bounds to sums that are known? For tests only.

Bounds are narrowed until nothing changes; what is left is tried, first what has a small range and is in sums that failed
(dom/wdeg). It is exact: it gives a solution, or has tried everything. Raises where that would take too long.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Final

Sum = tuple[Mapping[str, int], int, int]
"""Coefficients by variable, and the least and the most that their sum may be."""

Bounds = dict[str, tuple[int, int]]

_PATIENCE: Final = (100, 300, 1_000, 3_000, 20_000)
"""How many steps each attempt may take; a further one begins with what the one before has failed at."""


class _GivenUpError(Exception):
    """An attempt took too many steps."""


class Solver:
    """Sums over variables, each of which lies within bounds; what is near a solution that is known is tried first."""

    def __init__(self, bounds: Bounds, sums: Sequence[Sum], near: Mapping[str, int]) -> None:
        self.bounds = bounds
        self.near = near
        self.sums = sums
        self._of: dict[str, list[Sum]] = {}
        for known in sums:
            for name in known[0]:
                self._of.setdefault(name, []).append(known)
        self._left = 0
        self._failed: Counter[str] = Counter()

    def can_be(self, name: str, value: int) -> bool:
        """Return whether a solution has this value."""
        low, high = self.bounds[name]
        if not low <= value <= high:
            return False
        for self._left in _PATIENCE:
            with suppress(_GivenUpError):
                return self._solve(self.bounds | {name: (value, value)}, [name])
        raise RuntimeError("no answer within the patience of this solver")

    def _solve(self, bounds: Bounds, changed: list[str]) -> bool:
        self._left -= 1
        if self._left < 0:
            raise _GivenUpError
        narrowed = self._narrowed(dict(bounds), changed)
        if narrowed is None:
            return False
        open_names = [name for name, (low, high) in narrowed.items() if low < high]
        if not open_names:
            return True
        name = min(open_names, key=lambda name: (narrowed[name][1] - narrowed[name][0]) / (1 + self._failed[name]))
        low, high = narrowed[name]
        near = min(max(self.near.get(name, (low + high) // 2), low), high)
        values = sorted(range(low, high + 1), key=lambda value: abs(value - near))
        return any(self._solve(narrowed | {name: (value, value)}, [name]) for value in values)

    def _narrowed(self, bounds: Bounds, changed: list[str]) -> Bounds | None:
        queue = [known for name in changed for known in self._of.get(name, ())]
        while queue:
            known = queue.pop()
            changed = self._narrow(known, bounds)
            if any(bounds[name][0] > bounds[name][1] for name in changed) or not _holds(known, bounds):
                self._failed.update(list(known[0]))
                return None
            queue += [other for name in changed for other in self._of[name]]
        return bounds

    @staticmethod
    def _narrow(known: Sum, bounds: Bounds) -> list[str]:
        """Narrow the bounds of each variable to what the others leave; return those that changed."""
        factors, least, most = known
        lows = {name: min(factor * bound for bound in bounds[name]) for name, factor in factors.items()}
        highs = {name: max(factor * bound for bound in bounds[name]) for name, factor in factors.items()}
        low, high = sum(lows.values()), sum(highs.values())
        changed = []
        for name, factor in factors.items():
            ends = (least - (high - highs[name]), most - (low - lows[name]))
            first, last = ends if factor > 0 else reversed(ends)
            narrowed = max(bounds[name][0], -(-first // factor)), min(bounds[name][1], last // factor)
            if narrowed != bounds[name]:
                bounds[name] = narrowed
                changed.append(name)
                new_low, new_high = sorted(factor * bound for bound in narrowed)
                low, high = low - lows[name] + new_low, high - highs[name] + new_high
                lows[name], highs[name] = new_low, new_high
        return changed


def _holds(known: Sum, bounds: Bounds) -> bool:
    factors, least, most = known
    low = sum(min(factor * bound for bound in bounds[name]) for name, factor in factors.items())
    high = sum(max(factor * bound for bound in bounds[name]) for name, factor in factors.items())
    return low <= most and high >= least
