"""Decides which keys and clicks count: only those that were made after what they answer was on the screen."""

from typing import Final

from textual import events
from textual.geometry import Offset

DOUBLE_CLICK_SECONDS: Final = 0.3
"""Time after a change of the screen in which the mouse does nothing: the second half of a double click is no answer."""

AGAIN_SECONDS: Final = 0.7
"""Time after a click in which another on the same cells does nothing."""

AGAIN_CELLS: Final = Offset(2, 1)
"""How far apart two clicks on the same cells may be: five columns and three rows in all."""

INPUT_EVENTS: Final = (events.Key, events.MouseDown, events.MouseUp, events.MouseScrollDown, events.MouseScrollUp)

InputEvent = events.Key | events.MouseDown | events.MouseUp | events.MouseScrollDown | events.MouseScrollUp


class InputGuard:
    """The one place where the lateness of input is checked. Times are seconds on the monotonic clock of the events."""

    def __init__(self) -> None:
        self.accept_after = 0.0
        self._mouse_is_down = False
        self._last_click = (float("-inf"), 0, 0)

    def suspend(self) -> None:
        """Refuse keys and clicks until `resume`: the screen is about to change."""
        self.accept_after = float("inf")
        self._mouse_is_down = False

    def resume(self, now: float) -> None:
        """Accept keys and clicks that are made from `now` on, unless they count already: the screen shows what comes next."""
        self.accept_after = min(self.accept_after, now)

    def accepts(self, event: InputEvent, *, too_small: bool, may_repeat: bool = False) -> bool:
        """Return whether an event may act. A click counts where the button went down and came up in time.

        Args:
            event: A key, a button of the mouse that goes down or up, or a turn of its wheel.
            too_small: Whether the window is too small to read; clicks do nothing there.
            may_repeat: Whether clicks in a row are meant here, as on the pad of the PIN.
        """
        if isinstance(event, events.MouseScrollDown | events.MouseScrollUp):
            return True
        if isinstance(event, events.Key):
            return event.time >= self.accept_after
        was_down, self._mouse_is_down = self._mouse_is_down, False
        counts = event.time >= self.accept_after + DOUBLE_CLICK_SECONDS and not too_small
        if isinstance(event, events.MouseDown):
            counts = counts and (may_repeat or not self._is_again(event))
            self._mouse_is_down = counts
            return counts
        return counts and was_down

    def _is_again(self, event: events.MouseDown) -> bool:
        """Return whether this is the click before once more: a hand that shakes, or a double click."""
        moment, x, y = self._last_click
        self._last_click = (event.time, event.x, event.y)
        return event.time - moment < AGAIN_SECONDS and abs(event.x - x) <= AGAIN_CELLS.x and abs(event.y - y) <= AGAIN_CELLS.y
