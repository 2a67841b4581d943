"""An app that is closed on every side: nothing of the framework's own can be reached, and no key acts unseen."""

from time import monotonic
from typing import Any, ClassVar

from textual import events
from textual.app import App
from textual.binding import BindingType

from tui.ending import End


class ClosedApp(App[End], inherit_bindings=False):
    """Only the screens' own keys and actions exist; what was typed before a step could be seen is dropped."""

    BINDINGS: ClassVar[list[BindingType]] = []
    COMMANDS: ClassVar[set[Any]] = set()
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    ESCAPE_TO_MINIMIZE = False

    take_after = 0.0
    """The moment, on the monotonic clock, from which on keys and clicks count."""

    def drop_until_seen(self) -> None:
        """Drop keys and clicks until the next step is on the screen."""
        self.take_after = float("inf")

    def take_from_now(self) -> None:
        """Take keys and clicks again, but none that came before this moment."""
        self.take_after = monotonic()

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
        if isinstance(event, events.Key | events.MouseDown | events.MouseScrollDown | events.MouseScrollUp):
            if not self.somebody_is_here():
                return
            if event.time < self.take_after and not isinstance(event, events.MouseScrollDown | events.MouseScrollUp):
                return
        await super().on_event(event)
