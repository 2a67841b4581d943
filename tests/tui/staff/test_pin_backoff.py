"""When a PIN may be tried: rules over every order of tries, waits, restarts and clocks."""

import time
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.staff.pin_backoff import FIRST_WAIT, FREE, LONGEST_WAIT, MOST, Moment, Tries, moment_now, wait_after

seconds = st.floats(min_value=0, max_value=1e7, allow_nan=False)
moments = st.builds(Moment, st.sampled_from(["one", "two", ""]), seconds)
tries = st.builds(Tries, st.integers(0, MOST), moments)
events = st.lists(st.tuples(st.sampled_from(["wait", "try", "restart"]), st.floats(0, 2000)), max_size=60)


def test_the_first_two_cost_nothing_and_then_the_wait_doubles_up_to_a_quarter_of_an_hour() -> None:
    assert [wait_after(wrong) for wrong in range(13)] == [0, 0, 0, 5, 10, 20, 40, 80, 160, 320, 640, 900, 900]
    assert wait_after(10**9) == LONGEST_WAIT == 15 * 60


@given(st.integers(0, 200))
def test_one_more_wrong_pin_never_makes_the_wait_shorter(wrong: int) -> None:
    assert wait_after(wrong) <= wait_after(wrong + 1) <= LONGEST_WAIT


@given(events)
def test_whatever_is_restarted_two_tries_are_never_closer_than_the_wait_between_them(done: list[tuple[str, float]]) -> None:
    real, boot, began, state, last = 0.0, 0, 0.0, Tries(), -1e9
    for what, number in done:
        real += number
        if what == "restart":
            boot, began = boot + 1, real
        now = Moment(str(boot), real - began)
        state = Tries.of(state.seen(now).line())
        if what == "try" and state.remaining(now) <= 0:
            assert real - last >= wait_after(state.wrong) - 0.01
            state, last = state.one_more(now), real
    assert state.wrong <= FREE + 1 + real / FIRST_WAIT


@given(tries, moments)
def test_a_wait_is_never_longer_than_that_of_its_count_and_ends(state: Tries, now: Moment) -> None:
    seen = state.seen(now)
    assert 0 <= seen.remaining(now) <= wait_after(state.wrong)
    later = Moment(now.boot, now.seconds + LONGEST_WAIT + 1)
    assert seen.seen(later).remaining(later) == 0


@given(tries, moments)
def test_a_restart_of_the_machine_or_a_clock_that_runs_back_begins_the_wait_anew(state: Tries, now: Moment) -> None:
    if state.since.boot != now.boot or state.since.seconds > now.seconds:
        assert state.seen(now).remaining(now) == wait_after(state.wrong)


@given(tries)
def test_what_is_written_is_read_again_and_is_always_as_long(state: Tries) -> None:
    again = Tries.of(state.line())
    assert again.wrong == state.wrong
    assert again.since.boot == state.since.boot
    assert abs(again.since.seconds - state.since.seconds) < 0.01
    assert len(state.line()) == 160


def test_what_is_written_can_be_read_by_eye() -> None:
    assert Tries(7, Moment("a", 5.12345)).line().rstrip() == b'{"wrong": 7, "boot": "a", "seconds": 5.123}'


def test_a_name_of_a_start_that_is_too_long_is_cut_so_that_the_line_is_as_long_as_any() -> None:
    line = Tries(MOST, Moment("b" * 500, 1e7)).line()
    assert len(line) == 160
    assert Tries.of(line).since.boot == "b" * 64


@given(st.binary(min_size=1, max_size=300))
def test_a_count_that_cannot_be_read_is_taken_for_very_many_wrong_pins(line: bytes) -> None:
    state = Tries.of(line)
    assert 0 <= state.wrong <= MOST
    if b'"wrong"' not in line:
        assert state.wrong == MOST


def test_damage_that_looks_like_a_count_does_not_open_the_gate() -> None:
    good = Tries(7, Moment("a", 5.0)).line().decode()
    for damaged in ('"wrong": -1', '"wrong": 1e400', '"wrong": "x"', '"wrong": null', '"wrong": 100'):
        assert Tries.of(good.replace('"wrong": 7', damaged).encode()).wrong == MOST
    assert Tries.of(good.replace("5.0", "NaN").encode()).wrong == MOST
    assert Tries.of(good[:-30].encode()) == Tries.of(good.encode())
    assert Tries.of(b"[" * 100_000).wrong == MOST


def test_the_moment_is_told_by_the_clock_that_nobody_can_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "monotonic", lambda: -1.0)  # it stands still while the machine sleeps
    before, now = time.clock_gettime(time.CLOCK_BOOTTIME), moment_now()
    assert before <= now.seconds <= time.clock_gettime(time.CLOCK_BOOTTIME)
    assert now.boot == Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()


def test_a_system_without_that_clock_and_without_names_of_its_starts_has_a_moment_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(*_: object) -> NoReturn:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "read_text", absent)
    monkeypatch.delattr(time, "CLOCK_BOOTTIME")
    before, now = time.monotonic(), moment_now()
    assert before <= now.seconds <= time.monotonic()
    assert now.boot == ""
