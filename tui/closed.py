"""An app that is closed on every side: nothing of the framework's own can be reached, and no key acts unseen."""

from time import monotonic
from typing import Any, ClassVar, Final

from textual import events
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.binding import BindingType

from tui.ending import End

DOUBLE_CLICK: Final = 0.3
"""Seconds after a change of the screen in which the mouse does nothing: the second half of a double click is no answer."""


class ClosedApp(App[End], inherit_bindings=False):
    """Only the screens' own keys and actions exist; what was typed before a step could be seen is dropped."""

    BINDINGS: ClassVar[list[BindingType]] = []
    COMMANDS: ClassVar[set[Any]] = set()
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    ESCAPE_TO_MINIMIZE = False

    take_after = 0.0
    """The moment, on the monotonic clock, from which on keys and clicks count."""

    pressed = False
    """Whether the mouse went down where it counted: only then does its coming up make a click."""

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
        return popped

    def somebody_is_here(self) -> bool:
        """Note a key or a click; say whether it may go on to the screen."""
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
        if isinstance(event, events.Key | events.MouseDown | events.MouseUp | events.MouseScrollDown | events.MouseScrollUp):
            may_go_on = isinstance(event, events.MouseUp) or self.somebody_is_here()
            if not may_go_on or not self._counts(event):
                return
        await super().on_event(event)

    def _counts(self, event: events.Event) -> bool:
        if isinstance(event, events.MouseScrollDown | events.MouseScrollUp):
            return True
        too_small = self.screen.has_class("-too-narrow") or self.screen.has_class("-too-short")
        if isinstance(event, events.Key):
            if too_small:
                # What cannot be seen cannot be answered: without the focus only the screen's own help and leave act.
                self.screen.set_focus(None)
            return event.time >= self.take_after
        down, self.pressed = self.pressed, False
        counts = event.time >= self.take_after + DOUBLE_CLICK and not too_small
        if isinstance(event, events.MouseDown):
            self.pressed = counts
            return counts
        return counts and down
