"""The guard that is told the time."""

from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from criteria.steps import ALARMS, Step
from tui.visit.idle import IdleAction, IdleGuard, Presence
from tui.visit.timeouts import GOODBYE_SECONDS, STOPPED_SECONDS

BEGAN: Final = 5000.0
GUARD: Final = IdleGuard.start(0.0, 90, 30, 1800)


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


def test_the_first_page_waits_for_ever_until_it_is_used_and_the_last_one_for_a_while() -> None:
    assert GUARD.action(Step.WELCOME, 1e6, in_use=False, stopped=False) is IdleAction.NOTHING
    assert GUARD.seconds_until_next(Step.WELCOME, 50, in_use=False, stopped=False) is None
    assert GUARD.action(Step.WELCOME, 119.9, in_use=True, stopped=False) is IdleAction.NOTHING
    assert GUARD.action(Step.WELCOME, 120, in_use=True, stopped=False) is IdleAction.END
    for stopped, seconds in ((False, GOODBYE_SECONDS), (True, STOPPED_SECONDS)):
        assert GUARD.action(Step.GOODBYE, seconds - 0.1, in_use=True, stopped=stopped) is IdleAction.NOTHING
        assert GUARD.action(Step.GOODBYE, seconds, in_use=True, stopped=stopped) is IdleAction.END
        assert GUARD.seconds_until_next(Step.GOODBYE, 5, in_use=True, stopped=stopped) == seconds - 5


def test_at_an_emergency_silence_leaves_the_number_to_call_and_elsewhere_it_ends_the_visit() -> None:
    alarms = dict.fromkeys(ALARMS, IdleAction.SHOW_NUMBER)
    for step, gone in {**alarms, Step.CHECKLIST: IdleAction.END, Step.WHAT_NOW: IdleAction.END}.items():
        actions = [GUARD.action(step, now, in_use=True, stopped=False) for now in (0, 90, 120)]
        assert actions == [IdleAction.NOTHING, IdleAction.ASK, gone]
    late = GUARD.touched(1770)
    assert late.action(Step.CHECKLIST, 1770, in_use=True, stopped=False) is IdleAction.ANNOUNCE_END


@given(st.sampled_from([Step.WELCOME, Step.CHECKLIST, Step.BLOOD_MORE, Step.GOODBYE]), st.floats(0, 3000), st.booleans())
def test_nothing_changes_before_the_moment_that_is_told(step: Step, now: float, stopped: bool) -> None:  # noqa: FBT001
    action = GUARD.action(step, now, in_use=True, stopped=stopped)
    if action not in {IdleAction.END, IdleAction.SHOW_NUMBER}:
        seconds = GUARD.seconds_until_next(step, now, in_use=True, stopped=stopped)
        assert seconds is not None
        assert GUARD.action(step, now + 0.999 * seconds, in_use=True, stopped=stopped) is action


def test_the_moments_of_the_question_the_end_and_the_longest_visit_are_told_exactly() -> None:
    moments = [(0, 0, 90), (0, 90, 30), (1700, 1700, 70), (1770, 1770, 30), (1700, 1795, 5)]
    for seen, now, seconds in moments:
        assert GUARD.touched(seen).seconds_until_next(Step.CHECKLIST, now, in_use=True, stopped=False) == seconds
    left = [(0, 0, 120), (0, 119, 1), (1700, 1700, 100), (1700, 5000, 0)]
    for seen, now, seconds in left:
        assert GUARD.touched(seen).seconds_left(now) == seconds
    assert (
        GUARD.touched(100).action(Step.GOODBYE, 100 + GOODBYE_SECONDS - 0.1, in_use=True, stopped=False) is IdleAction.NOTHING
    )


def test_the_next_visit_has_all_of_its_time() -> None:
    guard = guard_at_the_start().touched(BEGAN + 1790).restarted(BEGAN + 1795)
    assert guard.presence(BEGAN + 1795 + 89.9) is Presence.HERE
    assert guard.touched(BEGAN + 1795 + 1769.9).presence(BEGAN + 1795 + 1769.9) is Presence.HERE
    assert guard == IdleGuard.start(BEGAN + 1795, 90, 30, 1800)
