"""A token bucket: a pure limit on a rate that is told the time and never reads a clock."""

from dataclasses import dataclass


@dataclass
class TokenBucket:
    """Allows `rate` units a second, and `burst` units at once. `at` is the time, in seconds, for which `left` holds."""

    rate: float
    burst: float
    left: float
    at: float

    def fill(self, now: float) -> None:
        """Add what the time since the last call allows."""
        self.left = min(self.burst, self.left + max(0.0, now - self.at) * self.rate)
        self.at = now

    def take(self, units: float, now: float) -> float:
        """Take units, on credit if need be; return the seconds until the debt is paid."""
        self.fill(now)
        self.left -= units
        return max(0.0, -self.left / self.rate)
