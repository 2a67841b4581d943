"""One layout at a time, without an app."""

from tui.kiosk.resize_throttle import LAYOUT_SECONDS, PAUSE_SECONDS, ResizeThrottle


def test_a_size_waits_while_a_layout_is_in_progress_but_not_for_ever() -> None:
    sizes = ResizeThrottle()
    assert not sizes.defers(0.0)
    assert sizes.defers(LAYOUT_SECONDS - 0.1)
    assert not sizes.defers(LAYOUT_SECONDS)


def test_after_skipped_sizes_everything_is_drawn_again_once_and_only_by_the_last_layout() -> None:
    sizes = ResizeThrottle()
    assert not sizes.defers(0.0)
    assert not sizes.finish(0.1, more=False)
    assert sizes.defers(0.1)
    assert not sizes.finish(0.2, more=True)
    assert not sizes.defers(0.2 + PAUSE_SECONDS)
    assert sizes.finish(0.3, more=False)
    assert not sizes.finish(0.4, more=False)
