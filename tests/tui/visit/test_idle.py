"""The guard that is told the time."""

from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from tui.visit.idle import IdleGuard, Presence

BEGAN: Final = 5000.0


def guard_at_the_start() -> IdleGuard:
    return IdleGuard.start(BEGAN, 90, 30, 1800)


def test_it_asks_at_the_limit_and_clears_at_the_next() -> None:
    guard = guard_at_the_start()
    assert guard.presence(BEGAN + 89.9) is Presence.HERE
    assert guard.presence(BEGAN + 90) is Presence.WARNED
    assert guard.presence(BEGAN + 119.9) is Presence.WARNED
    assert guard.presence(BEGAN + 120) is Presence.GONE


def test_a_key_extends_as_often_as_wanted_but_not_beyond_the_visit() -> None:
    guard = guard_at_the_start()
    for moment in range(0, 1800, 80):
        assert guard.presence(BEGAN + moment) is Presence.HERE
        guard = guard.touched(BEGAN + moment)
    assert guard.touched(BEGAN + 1799).presence(BEGAN + 1800) is Presence.GONE


def test_the_end_of_a_visit_is_told_before_it_comes_and_no_key_puts_it_off() -> None:
    guard = guard_at_the_start().touched(BEGAN + 1769)
    assert guard.presence(BEGAN + 1769.9) is Presence.HERE
    assert guard.touched(BEGAN + 1770).presence(BEGAN + 1770) is Presence.ENDING
    assert guard.touched(BEGAN + 1799).presence(BEGAN + 1799.9) is Presence.ENDING


@given(st.lists(st.floats(0, 4000), max_size=20), st.floats(0, 4000))
def test_a_later_key_never_brings_the_end_nearer(moments: list[float], end: float) -> None:
    guard = guard_at_the_start()
    for moment in sorted(moments):
        touched = guard.touched(BEGAN + moment)
        if moment <= end:
            order = list(Presence)
            assert order.index(touched.presence(BEGAN + end)) <= order.index(guard.presence(BEGAN + end))
        guard = touched
