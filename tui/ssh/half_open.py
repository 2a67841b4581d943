"""Connections without a session yet: how long each may take, and which makes room when there are too many."""

import random
from collections import Counter
from collections.abc import Iterator
from ipaddress import IPv4Address, ip_address, ip_network
from typing import Final, Generic, Protocol, TypeVar

STRANGER_SECONDS: Final = 10.0
"""How long a client may take to show that it speaks the protocol, and once more from its login to its session."""

HUMAN_SECONDS: Final = 180.0
"""How long a client that speaks it may take to log in: somebody compares the fingerprint of the host key."""

MOST: Final = 3500
"""Connections; 300 strangers a second find room until their time is over. One takes about 25 kB of memory."""

CANDIDATES: Final = 16
"""How many are looked at to make room for one more."""


class HalfOpen(Protocol):
    """A connection without a session."""

    source: str
    since: float
    logged_in_at: float | None

    def speaks(self) -> bool:
        """Return whether the client has taken part in a key exchange."""


_Connection = TypeVar("_Connection", bound=HalfOpen)


def prefixes(source: str) -> tuple[str, ...]:
    """Return the networks of an address, from small to large: of IPv4 itself and /24, of IPv6 /64, /56 and /48."""
    try:
        address = ip_address(source)
    except ValueError:
        return (source,)
    lengths = (32, 24) if isinstance(address, IPv4Address) else (64, 56, 48)
    return tuple(str(ip_network((address, length), strict=False)) for length in lengths)


class HalfOpenConnections(Generic[_Connection]):
    """Holds them. Times are seconds on one monotonic clock."""

    def __init__(self, most: int = MOST, chance: random.Random | None = None) -> None:
        self._most, self._chance = most, chance or random.SystemRandom()
        self._held: dict[_Connection, tuple[str, ...]] = {}
        self._crowds: Counter[str] = Counter()

    def __iter__(self) -> Iterator[_Connection]:
        """Iterate over them, the oldest first."""
        return iter(list(self._held))

    def add(self, connection: _Connection) -> _Connection | None:
        """Hold one more, and return the one that makes room for it, if one has to.

        Of some chosen at random, that is one that has not shown that it speaks the protocol, out of the most crowded network.
        """
        makes_room = None
        if len(self._held) >= self._most:
            candidates = self._chance.sample(list(self._held), min(CANDIDATES, self._most))
            makes_room = max(candidates, key=lambda one: (not one.speaks(), self._crowd(one)))
            self.discard(makes_room)
        self._held[connection] = prefixes(connection.source)
        self._crowds.update(self._held[connection])
        return makes_room

    def discard(self, connection: _Connection) -> None:
        """Hold one no longer."""
        for prefix in self._held.pop(connection, ()):
            self._crowds[prefix] -= 1
            if not self._crowds[prefix]:
                del self._crowds[prefix]

    def late(self, now: float) -> list[_Connection]:
        """Return those whose time is over."""
        return [connection for connection in self._held if now > _deadline(connection)]

    def _crowd(self, connection: _Connection) -> int:
        return sum(self._crowds[prefix] for prefix in self._held[connection])


def _deadline(connection: HalfOpen) -> float:
    if connection.logged_in_at is not None:
        return connection.logged_in_at + STRANGER_SECONDS
    return connection.since + (HUMAN_SECONDS if connection.speaks() else STRANGER_SECONDS)
