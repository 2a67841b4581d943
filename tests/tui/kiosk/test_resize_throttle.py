"""One layout at a time, without an app."""

from textual.geometry import Size

from tui.kiosk.resize_throttle import LAYOUT_SECONDS, PAUSE_SECONDS, ResizeThrottle

ONE, OTHER = Size(80, 24), Size(100, 30)


def test_a_size_waits_while_a_layout_is_in_progress_but_not_for_ever() -> None:
    sizes = ResizeThrottle()
    assert not sizes.defers(0.0, ONE)
    assert sizes.defers(LAYOUT_SECONDS - 0.1, OTHER)
    assert not sizes.defers(LAYOUT_SECONDS, OTHER)


def test_after_skipped_sizes_everything_is_drawn_again_once_and_only_by_the_last_layout() -> None:
    sizes = ResizeThrottle()
    assert not sizes.defers(0.0, ONE)
    assert not sizes.finish(0.1, more=False)
    assert sizes.defers(0.1, OTHER)
    assert not sizes.finish(0.2, more=True)
    assert not sizes.defers(0.2 + PAUSE_SECONDS, OTHER)
    assert sizes.finish(0.3, more=False)
    assert not sizes.finish(0.4, more=False)


def test_the_size_that_is_laid_out_already_is_no_reason_to_draw_again() -> None:
    sizes = ResizeThrottle()
    assert not sizes.defers(0.0, ONE)
    assert sizes.defers(0.1, ONE)
    assert not sizes.finish(0.2, more=False)
