"""Decides which keys and clicks count: only those that were made after what they answer was on the screen."""

from typing import Final

from textual import events

DOUBLE_CLICK_SECONDS: Final = 0.3
"""Time after a change of the screen in which the mouse does nothing: the second half of a double click is no answer."""

INPUT_EVENTS: Final = (events.Key, events.MouseDown, events.MouseUp, events.MouseScrollDown, events.MouseScrollUp)

InputEvent = events.Key | events.MouseDown | events.MouseUp | events.MouseScrollDown | events.MouseScrollUp


class InputGuard:
    """The one place where the lateness of input is checked. Times are seconds on the monotonic clock of the events."""

    def __init__(self) -> None:
        self.accept_after = 0.0
        self._mouse_is_down = False

    def suspend(self) -> None:
        """Refuse keys and clicks until `resume`: the screen is about to change."""
        self.accept_after = float("inf")
        self._mouse_is_down = False

    def resume(self, now: float) -> None:
        """Accept keys and clicks that are made from `now` on: the screen shows what comes next."""
        self.accept_after = now

    def accepts(self, event: InputEvent, *, too_small: bool) -> bool:
        """Return whether an event may act. A click counts where the button went down and came up in time.

        Args:
            event: A key, a button of the mouse that goes down or up, or a turn of its wheel.
            too_small: Whether the window is too small to read; clicks do nothing there.
        """
        if isinstance(event, events.MouseScrollDown | events.MouseScrollUp):
            return True
        if isinstance(event, events.Key):
            return event.time >= self.accept_after
        was_down, self._mouse_is_down = self._mouse_is_down, False
        counts = event.time >= self.accept_after + DOUBLE_CLICK_SECONDS and not too_small
        if isinstance(event, events.MouseDown):
            self._mouse_is_down = counts
            return counts
        return counts and was_down
