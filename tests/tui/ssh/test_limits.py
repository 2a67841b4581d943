"""The count at the door, told the time."""

from hypothesis import given
from hypothesis import strategies as st

from tui.ssh.admission import REFILL_SECONDS, REMEMBERED, Admission, Limits, Refused, place_of
from tui.ssh.token_bucket import TokenBucket


def test_the_door_counts_people_addresses_and_how_often_they_come() -> None:
    door = Admission(Limits(people=3, per_address=2))
    assert door.admit("a", 0) is None
    assert door.admit("a", 0) is None
    assert door.admit("a", 0) is Refused.ADDRESS
    door.leave("a")
    assert door.admit("a", 0) is Refused.RATE
    assert door.admit("a", REFILL_SECONDS) is None
    assert door.admit("b", 0) is None
    assert [door.start_session() for _ in range(4)] == [True, True, True, False]
    assert door.admit("c", 0) is Refused.FULL
    door.end_session()
    assert door.admit("c", 0) is None


def test_other_limits_hold_at_once_and_send_nobody_away() -> None:
    door = Admission(Limits(people=2, per_address=2))
    assert [door.admit("a", 0), door.admit("a", 0)] == [None, None]
    assert door.start_session()
    door.change(Limits(people=1, per_address=1))
    assert door.admit("b", 0) is Refused.FULL
    assert door.inside["a"] == 2


def test_addresses_of_one_household_are_one_place() -> None:
    assert place_of("2001:db8:1:2:aaaa::1") == place_of("2001:db8:1:2:ffff::9")
    assert place_of("2001:db8:1:2::1") != place_of("2001:db8:1:3::1")
    assert place_of("::ffff:192.0.2.7") == place_of("192.0.2.7") == "192.0.2.7"
    assert place_of("fe80::1%eth0") == place_of("fe80::2%eth1")
    assert place_of("no address") == "no address"


def test_what_is_remembered_of_addresses_does_not_grow_for_ever() -> None:
    door = Admission(Limits(people=10, per_address=2))
    for number in range(3 * REMEMBERED):
        door.admit(f"place {number}", float(number))
        door.leave(f"place {number}")
    assert len(door._buckets) <= REMEMBERED
    assert not door.inside


@given(st.lists(st.tuples(st.floats(0, 5), st.integers(1, 5000)), max_size=50))
def test_a_bucket_never_gives_more_than_its_rate_and_burst(uses: list[tuple[float, int]]) -> None:
    bucket, now, sent, allowed_from = TokenBucket(100.0, 1000.0, 1000.0, 0.0), 0.0, 0.0, 0.0
    for after, size in uses:
        now = max(now + after, allowed_from)
        allowed_from = now + bucket.take(size, now)
        sent += size
        assert sent <= 1000.0 + 100.0 * allowed_from + 1e-6 * (1 + sent)
