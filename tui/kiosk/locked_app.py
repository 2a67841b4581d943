"""An app that is closed on every side: nothing of the framework's own can be reached, and no key acts unseen."""

from time import monotonic
from typing import Any, ClassVar, Final

from textual import events
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.widget import Widget

from screens.overlays.base import Overlay
from tui.visit.outcome import Outcome

DOUBLE_CLICK: Final = 0.3
"""Seconds after a change of the screen in which the mouse does nothing: the second half of a double click is no answer."""


LAYOUT_SECONDS: Final = 3.0
"""How long a screen may take for its new layout before the next size is told all the same."""

_BETWEEN_SIZES: Final = 0.05


class LockedApp(App[Outcome], inherit_bindings=False):
    """Only the screens' own keys and actions exist; what was typed before a step could be seen is dropped."""

    BINDINGS: ClassVar[list[BindingType]] = []
    COMMANDS: ClassVar[set[Any]] = set()
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    ESCAPE_TO_MINIMIZE = False

    locked = False
    """Whether no key ends the program: only the staff area does."""

    take_after = 0.0
    """The moment, on the monotonic clock, from which on keys and clicks count."""

    resizing_until = 0.0
    sizes_skipped = False

    pressed = False
    """Whether the mouse went down where it counted: only then does its coming up make a click."""

    focus_kept: Widget | None = None
    """What had the focus before the window was too small to read."""

    def drop_until_seen(self) -> None:
        """Drop keys and clicks until what comes next is on the screen."""
        self.take_after = float("inf")
        self.pressed = False

    def take_from_now(self) -> None:
        """Take keys and clicks again, but none that came before this moment."""
        self.take_after = monotonic()

    def push_screen(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - the framework's overloads
        """Show a screen over the others; keys count once it can be seen."""
        self.drop_until_seen()
        pushed = super().push_screen(*args, **kwargs)
        self.call_after_refresh(self.take_from_now)
        return pushed

    def pop_screen(self) -> AwaitComplete:
        """Take the topmost screen away; keys count once the one below can be seen."""
        self.drop_until_seen()
        popped = super().pop_screen()
        self.call_after_refresh(self.take_from_now)
        self.call_after_refresh(self._give_focus_back)
        return popped

    def somebody_is_here(self) -> bool:
        """Note a key or a click; say whether it may go on to the screen."""
        return True

    def on_unused_key_pressed(self) -> None:
        """Count a key of no use as presence."""
        if self.stirring_counts():
            self.somebody_is_here()

    def stirring_counts(self) -> bool:
        """Say whether a key of no use tells that somebody is there."""
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Refuse every action of the framework's own; those of the screens are theirs."""
        del action, parameters
        return False

    def copy_to_clipboard(self, text: str) -> None:
        """Copy nothing: the terminal's clipboard outlives the person."""

    async def on_event(self, event: events.Event) -> None:
        """Let keys and clicks through that somebody made who could see the step; pasted text never is one."""
        if isinstance(event, events.Paste):
            return
        if isinstance(event, events.Resize) and self.screen_stack:
            self._keep_focus()
        if isinstance(event, events.Key | events.MouseDown | events.MouseUp | events.MouseScrollDown | events.MouseScrollUp):
            may_go_on = isinstance(event, events.MouseUp) or self.somebody_is_here()
            if not may_go_on or not self._counts(event):
                return
        await super().on_event(event)

    def _too_small(self) -> bool:
        return self.screen.has_class("-too-narrow") or self.screen.has_class("-too-short")

    def _keep_focus(self) -> None:
        if self.screen.focused is not None:
            self.focus_kept = self.screen.focused

    def _check_resize(self) -> None:
        """Tell the screen of a new size, as the framework does, and after that return the focus.

        One size at a time: while the screen lays itself out, only the newest of those that come is kept. A window that
        is dragged would otherwise hold everything up for as long as all its sizes take.
        """
        now = monotonic()
        if self._resize_event is not None and now < self.resizing_until:
            self.sizes_skipped = True
            if self._resize_timer is not None:
                # It may be the one that has just gone off.
                self._resize_timer.stop()
            self._resize_timer = self.set_timer(_BETWEEN_SIZES, self._check_resize)
            return
        if self._resize_event is not None:
            self.resizing_until = now + LAYOUT_SECONDS
        super()._check_resize()
        if self.screen_stack:
            self.screen.call_after_refresh(self._resized)

    def _resized(self) -> None:
        self.resizing_until = monotonic() + _BETWEEN_SIZES
        if self.sizes_skipped and self._resize_event is None:
            # The terminal may have cut off what it showed at a size of which the screen knows nothing.
            self.sizes_skipped = False
            self.refresh(layout=True)
        self._give_focus_back()

    def _give_focus_back(self) -> None:
        # Without a screen the app has just ended.
        if not self.screen_stack or self._too_small() or self.screen.focused is not None:
            return
        kept = self.focus_kept
        if kept is not None and kept.is_attached and kept.screen is self.screen:
            self.screen.set_focus(kept)
        elif isinstance(self.screen, Overlay) and (first := self.screen.first_stop()):
            # It was opened while it could not be read; one that is still on its way gives itself the focus.
            self.screen.set_focus(next(iter(self.screen.query(first)), None))

    def _counts(self, event: events.Event) -> bool:
        if isinstance(event, events.MouseScrollDown | events.MouseScrollUp):
            return True
        too_small = self._too_small()
        if isinstance(event, events.Key):
            if too_small:
                # What cannot be seen cannot be answered: without the focus only the screen's own help and leave act.
                self._keep_focus()
                self.screen.set_focus(None)
            return event.time >= self.take_after
        down, self.pressed = self.pressed, False
        counts = event.time >= self.take_after + DOUBLE_CLICK and not too_small
        if isinstance(event, events.MouseDown):
            self.pressed = counts
            return counts
        return counts and down
