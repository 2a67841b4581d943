"""The lateness of keys and clicks, without an app."""

from textual import events

from tui.kiosk.input_guard import AGAIN_SECONDS, DOUBLE_CLICK_SECONDS, InputGuard


def key(time: float) -> events.Key:
    event = events.Key("enter", "\r")
    event.time = time
    return event


def mouse(kind: type[events.MouseDown] | type[events.MouseUp], time: float) -> events.MouseDown | events.MouseUp:
    event = kind(None, 0, 0, 0, 0, 1, shift=False, meta=False, ctrl=False)
    event.time = time
    return event


def clicked(guard: InputGuard, down: float, up: float, *, too_small: bool = False) -> bool:
    guard.accepts(mouse(events.MouseDown, down), too_small=too_small)
    return guard.accepts(mouse(events.MouseUp, up), too_small=too_small)


def test_a_key_counts_from_the_moment_on_and_not_while_the_screen_changes() -> None:
    guard = InputGuard()
    assert guard.accepts(key(1.0), too_small=False)
    guard.suspend()
    assert not guard.accepts(key(1e9), too_small=False)
    guard.suspend()
    guard.resume(10.0)
    assert not guard.accepts(key(9.9), too_small=False)
    assert guard.accepts(key(10.0), too_small=True)


def test_a_click_counts_where_the_button_goes_down_after_the_time_of_a_double_click() -> None:
    guard = InputGuard()
    guard.suspend()
    guard.resume(10.0)
    assert not clicked(guard, 10.1, 10.0 + DOUBLE_CLICK_SECONDS)
    assert clicked(guard, 10.0 + DOUBLE_CLICK_SECONDS, 11.0)
    assert not guard.accepts(mouse(events.MouseUp, 12.0), too_small=False)
    assert not clicked(guard, 12.0, 12.1, too_small=True)


def test_a_button_that_went_down_on_the_screen_before_comes_up_without_a_click() -> None:
    guard = InputGuard()
    assert guard.accepts(mouse(events.MouseDown, 5.0), too_small=False)
    guard.suspend()
    guard.resume(5.1)
    assert not guard.accepts(mouse(events.MouseUp, 9.0), too_small=False)


def test_a_second_click_on_the_same_cells_is_dropped_for_seven_tenths_of_a_second_on_any_page() -> None:
    guard = InputGuard()
    assert clicked(guard, 10.0, 10.1)
    assert not clicked(guard, 10.5, 10.6)
    assert not clicked(guard, 10.5 + AGAIN_SECONDS - 0.1, 11.2)
    assert clicked(guard, 12.0, 12.1)


def test_a_click_elsewhere_or_where_clicks_in_a_row_are_meant_counts_at_once() -> None:
    guard = InputGuard()
    assert clicked(guard, 10.0, 10.1)
    elsewhere = events.MouseDown(None, 3, 0, 0, 0, 1, shift=False, meta=False, ctrl=False)
    elsewhere.time = 10.2
    assert guard.accepts(elsewhere, too_small=False)
    assert guard.accepts(mouse(events.MouseDown, 10.3), too_small=False, may_repeat=True)
