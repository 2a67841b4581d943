"""The count of people and addresses, told the time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.ssh import admission as admissions
from tui.ssh.admission import REFILL_SECONDS, REMEMBERED, Admission, Limits, Refused, source_of
from tui.ssh.token_bucket import TokenBucket


def test_it_counts_people_addresses_and_how_often_they_come() -> None:
    admission = Admission(Limits(people=3, per_address=2))
    assert admission.admit("a", 0) is None
    assert admission.admit("a", 0) is None
    assert admission.admit("a", 0) is Refused.ADDRESS
    admission.release("a")
    assert admission.admit("a", 0) is Refused.RATE
    assert admission.admit("a", REFILL_SECONDS) is None
    assert admission.admit("b", 0) is None
    assert [admission.start_session() for _ in range(4)] == [True, True, True, False]
    assert admission.admit("c", 0) is Refused.FULL
    admission.end_session()
    assert admission.admit("c", 0) is None


def test_one_who_leaves_is_counted_out_once() -> None:
    admission = Admission(Limits(people=3, per_address=3))
    assert [admission.admit("a", 0) for _ in range(3)] == [None, None, None]
    admission.release("a")
    assert admission.inside["a"] == 2
    admission.release("a")
    assert admission.inside["a"] == 1
    admission.release("a")
    assert "a" not in admission.inside
    assert [admission.start_session() for _ in range(3)] == [True, True, True]
    admission.end_session()
    assert admission.people == 2


def test_an_address_may_come_again_at_the_rate_of_its_limit() -> None:
    admission = Admission(Limits(people=9, per_address=2))
    for _ in range(2):
        admission.admit("a", 100.0)
        admission.release("a")
    assert admission.admit("a", 100.0 + 0.49 * REFILL_SECONDS) is Refused.RATE
    assert admission.admit("a", 100.0 + 0.51 * REFILL_SECONDS) is None
    admission.release("a")
    assert admission.admit("a", 100.0 + 0.52 * REFILL_SECONDS) is Refused.RATE


def test_other_limits_hold_at_once_and_send_nobody_away() -> None:
    admission = Admission(Limits(people=2, per_address=2))
    assert [admission.admit("a", 0), admission.admit("a", 0)] == [None, None]
    assert admission.start_session()
    admission.change(Limits(people=1, per_address=1))
    assert admission.admit("b", 0) is Refused.FULL
    assert admission.inside["a"] == 2


def test_addresses_of_one_household_are_one_place() -> None:
    assert source_of("2001:db8:1:2:aaaa::1") == source_of("2001:db8:1:2:ffff::9")
    assert source_of("2001:db8:1:2::1") != source_of("2001:db8:1:3::1")
    assert source_of("::ffff:192.0.2.7") == source_of("192.0.2.7") == "192.0.2.7"
    assert source_of("fe80::1%eth0") == source_of("fe80::2%eth1")
    assert source_of("no address") == "no address"


def test_what_is_remembered_of_addresses_does_not_grow_for_ever() -> None:
    admission = Admission(Limits(people=10, per_address=2))
    for number in range(3 * REMEMBERED):
        admission.admit(f"source {number}", float(number))
        admission.release(f"source {number}")
    assert len(admission._buckets) <= REMEMBERED
    assert not admission.inside


def test_of_too_many_addresses_the_half_that_is_quiet_for_longest_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admissions, "REMEMBERED", 6)
    admission = Admission(Limits(people=10, per_address=1))
    for source, now in zip("fedcba", range(6), strict=True):
        admission.admit(source, float(now))
        admission.release(source)
    assert admission.admit("f", 5.0) is Refused.RATE
    assert len(admission._buckets) == 6
    assert admission.admit("g", 5.0) is None
    assert set(admission._buckets) == {"b", "a", "f", "g"}


@given(st.lists(st.tuples(st.floats(0, 5), st.integers(1, 5000)), max_size=50))
def test_a_bucket_never_gives_more_than_its_rate_and_burst(uses: list[tuple[float, int]]) -> None:
    bucket, now, sent, allowed_from = TokenBucket(100.0, 1000.0, 1000.0, 0.0), 0.0, 0.0, 0.0
    for after, size in uses:
        now = max(now + after, allowed_from)
        allowed_from = now + bucket.take(size, now)
        sent += size
        assert sent <= 1000.0 + 100.0 * allowed_from + 1e-6 * (1 + sent)


def test_a_debt_is_paid_at_the_rate() -> None:
    bucket = TokenBucket(4.0, 10.0, 10.0, 100.0)
    assert [bucket.take(10, 100.0), bucket.take(2, 100.0), bucket.take(2, 101.0)] == [0.0, 0.5, 0.0]
