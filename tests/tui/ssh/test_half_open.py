"""Connections without a session: who makes room when there are too many, and how long each may take."""

import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tui.ssh.half_open import HUMAN_SECONDS, MOST, STRANGER_SECONDS, HalfOpenConnections, prefixes

RATE = 300
NEEDED = 3.0
"""Seconds that an honest guest needs."""


@dataclass(eq=False)
class Connection:
    """A connection without a session."""

    source: str
    since: float = 0.0
    logged_in_at: float | None = None
    spoke: bool = False

    def speaks(self) -> bool:
        return self.spoke


def test_the_networks_of_an_address() -> None:
    assert prefixes("192.0.2.7") == ("192.0.2.7/32", "192.0.2.0/24")
    assert prefixes("2001:db8:1:2ff::") == ("2001:db8:1:2ff::/64", "2001:db8:1:200::/56", "2001:db8:1::/48")
    assert prefixes("no address") == ("no address",)


def from_few_networks(chance: random.Random) -> str:
    return f"198.51.{chance.randrange(4)}.{chance.randrange(256)}"


def from_one_site(chance: random.Random) -> str:
    return f"2001:db8:7:{chance.randrange(1 << 16):x}::"


def from_a_thousand_machines(chance: random.Random) -> str:
    return f"{chance.randrange(1, 200)}.{chance.randrange(5)}.1.1"


def from_everywhere(chance: random.Random) -> str:
    return ".".join(str(chance.randrange(1, 255)) for _ in range(4))


@pytest.mark.parametrize("hold", [NEEDED, 10 * STRANGER_SECONDS])
@pytest.mark.parametrize("attacker", [from_few_networks, from_one_site, from_a_thousand_machines, from_everywhere])
def test_of_ten_honest_guests_nine_come_in_while_300_a_second_hold_the_line(
    attacker: Callable[[random.Random], str], hold: float
) -> None:
    chance = random.Random(7)
    half_open: HalfOpenConnections[Connection] = HalfOpenConnections(chance=chance)
    attackers, honest, dropped, came_in = deque[Connection](), dict[Connection, None](), 0, 0
    for tick in range(25 * RATE):
        now = tick / RATE
        while attackers and attackers[0].since + hold < now:
            half_open.discard(attackers.popleft())
        for late in half_open.late(now) if tick % RATE == 0 else ():
            half_open.discard(late)
        for guest in [guest for guest in honest if guest.since + NEEDED < now]:
            del honest[guest]
            half_open.discard(guest)
            came_in += 1
        newcomers = [Connection(attacker(chance), now)]
        attackers += newcomers
        if tick % 50 == 0:
            guest = Connection(from_everywhere(chance), now)
            honest[guest] = None
            newcomers.append(guest)
        for newcomer in newcomers:
            makes_room = half_open.add(newcomer)
            if makes_room in honest:
                del honest[makes_room]
                dropped += 1
    assert came_in >= 9 * dropped
    assert came_in > 120


def test_who_speaks_the_protocol_stays_where_strangers_can_make_room() -> None:
    half_open: HalfOpenConnections[Connection] = HalfOpenConnections(most=10)
    speaking = [Connection("192.0.2.1", spoke=True) for _ in range(5)]
    for connection in (*speaking, *(Connection(f"203.0.113.{number}") for number in range(5))):
        assert half_open.add(connection) is None
    for number in range(100):
        makes_room = half_open.add(Connection(f"198.51.100.{number}"))
        assert makes_room is not None
        assert not makes_room.spoke


def test_minutes_for_who_speaks_the_protocol_and_seconds_for_who_does_not_or_has_logged_in() -> None:
    half_open: HalfOpenConnections[Connection] = HalfOpenConnections()
    stranger, human = Connection("192.0.2.1"), Connection("192.0.2.2", spoke=True)
    inside = Connection("192.0.2.3", logged_in_at=100.0, spoke=True)
    for connection in (stranger, human, inside):
        half_open.add(connection)
    assert half_open.late(STRANGER_SECONDS) == []
    assert half_open.late(STRANGER_SECONDS + 0.1) == [stranger]
    assert half_open.late(HUMAN_SECONDS + 0.1) == [stranger, human, inside]
    for connection in (stranger, human, inside):
        half_open.discard(connection)
        half_open.discard(connection)
    assert list(half_open) == []
    assert not half_open._crowds


def test_there_is_room_for_300_a_second_until_their_time_is_over() -> None:
    assert MOST >= (STRANGER_SECONDS + 1) * RATE
