"""Admission: a pure count of people and addresses that is told the time and never reads a clock."""

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum, auto
from ipaddress import IPv6Address, ip_address
from typing import Final

from tui.ssh.token_bucket import TokenBucket

REFILL_SECONDS: Final = 30.0
"""In this time one address may connect as often again as it may be inside at once."""

REMEMBERED: Final = 10_000
"""How many addresses are remembered for their rate; those that are quiet for long are forgotten first."""

_IPV6_SITE: Final = 64


class Refused(Enum):
    """Why a connection is not admitted."""

    FULL = auto()
    ADDRESS = auto()
    RATE = auto()


@dataclass(frozen=True)
class Limits:
    """How many at once, in all and from one address."""

    people: int
    per_address: int


def source_of(address: str) -> str:
    """Return the source that an address counts for: an IPv4 address, or the /64 network of IPv6 that one household gets."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or IPv6Address(int(parsed) >> _IPV6_SITE << _IPV6_SITE))
    return str(parsed)


@dataclass
class Admission:
    """Counts connections from the moment they are accepted to the moment their worker has ended."""

    limits: Limits
    inside: Counter[str] = field(default_factory=Counter)
    people: int = 0
    _buckets: dict[str, TokenBucket] = field(default_factory=dict)

    def admit(self, source: str, now: float) -> Refused | None:
        """Admit a connection and count it, or return why not."""
        if self.people >= self.limits.people:
            return Refused.FULL
        if self.inside[source] >= self.limits.per_address:
            return Refused.ADDRESS
        bucket = self._bucket(source, now)
        bucket.fill(now)
        if bucket.left < 1:
            return Refused.RATE
        bucket.left -= 1
        self.inside[source] += 1
        return None

    def release(self, source: str) -> None:
        """Count a connection no longer."""
        self.inside[source] -= 1
        if self.inside[source] <= 0:
            del self.inside[source]

    def start_session(self) -> bool:
        """Count a person, unless the limit was reached since their connection was admitted."""
        if self.people >= self.limits.people:
            return False
        self.people += 1
        return True

    def end_session(self) -> None:
        """Count a person no longer."""
        self.people -= 1

    def change(self, limits: Limits) -> None:
        """Use other limits from now on; nobody who is inside is ended."""
        self.limits = limits
        self._buckets.clear()

    def _bucket(self, source: str, now: float) -> TokenBucket:
        allowed = float(self.limits.per_address)
        if source not in self._buckets and len(self._buckets) >= REMEMBERED:
            for known in sorted(self._buckets, key=lambda known: self._buckets[known].at)[: REMEMBERED // 2]:
                del self._buckets[known]
        return self._buckets.setdefault(source, TokenBucket(allowed / REFILL_SECONDS, allowed, allowed, now))
