"""The framework's app with everything of its own shut off: only the keys and actions of the kiosk's screens exist."""

from collections.abc import Sequence
from time import monotonic
from typing import Any, ClassVar, Self

from textual import events
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.filter import LineFilter
from textual.screen import Screen
from textual.widget import Widget

from screens.base import KioskScreen
from screens.overlays.base import Overlay
from screens.overlays.pin import PinScreen
from screens.rendering.mono import WithoutColour
from screens.rendering.themes import MONO, THEMES
from screens.widgets.large import HALF_BLOCKS
from screens.wording.call import CallState
from tui.kiosk.appearance import Appearance
from tui.kiosk.input_guard import INPUT_EVENTS, InputGuard
from tui.kiosk.one_frame import in_one_frame, restyle
from tui.kiosk.resize_throttle import PAUSE_SECONDS, ResizeThrottle
from tui.visit.outcome import Outcome


class LockedApp(App[Outcome], inherit_bindings=False):
    """Changes what the framework does with input, sizes, focus and colours; it knows nothing of a journey."""

    BINDINGS: ClassVar[list[BindingType]] = []
    COMMANDS: ClassVar[set[Any]] = set()
    _last_focus: Widget | None = None
    call_state: CallState | None = None
    speaks: bool | None = None
    """How a call for staff stands, and whether a page is being read aloud; None where the site has no way to do it."""
    ENABLE_COMMAND_PALETTE = ALLOW_SELECT = ESCAPE_TO_MINIMIZE = False

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.input_guard, self._resizes = InputGuard(), ResizeThrottle()
        self.animation_level = "none"
        for theme in THEMES.values():
            self.register_theme(theme)
        self.set_appearance(appearance)
        self.stylesheet.set_variables(self.get_css_variables())  # which is then read once, not for each theme
        self._styled = self.theme

    def set_appearance(self, appearance: Appearance) -> None:
        """Use these themes and this size of text from here on."""
        self.appearance, self.theme = appearance, appearance.theme
        self.set_class(appearance.half_blocks, HALF_BLOCKS)

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - as the framework calls it
        """Use the colours of the theme on every screen, and draw the one on top once."""
        del animate
        if self._styled != self.theme:
            self._styled = self.theme
            restyle(self)

    async def change_theme(self) -> None:
        """Go on to the next theme."""
        self.theme = self.appearance.next_theme()

    async def change_size(self) -> None:
        """Make the text bigger, or as it was; the step, the marks and the focus stay."""
        self.appearance.bigger = not self.appearance.bigger
        async with in_one_frame(self):
            for screen in self.screen_stack:
                if isinstance(screen, KioskScreen):
                    await screen.set_size(is_big=self.appearance.bigger)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Remove all colour where the theme has none."""
        return [*super().get_line_filters(), *([WithoutColour()] if self.theme == MONO.name else [])]

    def accept_input(self) -> None:
        """Accept keys and clicks from now on."""
        self.input_guard.resume(monotonic())

    def push_screen(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - the framework's overloads
        """Show a screen on top, in the size of text that is wanted; input counts once the screen is drawn."""
        if args and isinstance(args[0], KioskScreen):
            args[0].fit(self.size, is_big=self.appearance.bigger)
            args[0].call, args[0].speaks = self.call_state, self.speaks
        self.input_guard.suspend()
        pushed = super().push_screen(*args, **kwargs)
        self.call_after_refresh(self.accept_input)
        return pushed

    def pop_screen(self) -> AwaitComplete:
        """Remove the topmost screen; input counts once the one below is drawn."""
        self.input_guard.suspend()
        popped = super().pop_screen()
        self.call_after_refresh(self.accept_input)
        self.call_after_refresh(self._restore_focus)
        return popped

    async def push_overlay(self, overlay: Screen[None], *, alone: bool = False) -> None:
        """Show a screen on top unless one of its class is there; `alone` removes the other overlays first."""
        if type(self.screen) is not type(overlay):
            async with in_one_frame(self):
                if alone:
                    await self.pop_overlays()
                await self.push_screen(overlay)

    pop_overlay = pop_screen

    async def pop_overlays(self) -> None:
        """Remove everything above the first screen."""
        while len(self.screen_stack) > 1:
            await self.pop_screen()

    def redraw(self) -> None:
        """Draw everything again."""
        self.screen.refresh()

    def refresh(self, *, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Do nothing: the framework asks for it after it has removed a screen, when the one below is drawn already."""
        del repaint, layout, recompose
        return self

    def handle_error(self, error: BaseException) -> None:
        """Handle an error in a task as any other error."""
        self._handle_exception(error)  # type: ignore[arg-type]  # the framework's own handler takes any error

    def note_input(self) -> bool:
        """Note a key or a click; return whether it may go on to the screen."""
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Refuse every action of the framework's app; the screens have actions of their own."""
        return not (action, parameters)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy nothing: the terminal's clipboard outlives the visit."""

    async def on_event(self, event: events.Event) -> None:
        """Pass on keys and clicks that count, and no pasted text. A key arrives twice: first, and when no widget took it."""
        if isinstance(event, INPUT_EVENTS):
            if (isinstance(event, events.MouseUp) or self.note_input()) and self._accepts(event):
                async with in_one_frame(self, comes_back=isinstance(event, events.Key) and not event.is_forwarded):
                    await super().on_event(event)
        elif not isinstance(event, events.Paste):
            if isinstance(event, events.Resize) and self.screen_stack:
                self._save_focus()
            await super().on_event(event)

    def _accepts(self, event: Any) -> bool:  # noqa: ANN401 - one of INPUT_EVENTS
        too_small = self._too_small()
        if too_small and isinstance(event, events.Key):
            # What cannot be seen cannot be answered: without the focus only the screen's own help and leave act.
            self.screen.set_focus(None)
        # Five taps on the title line ask for the PIN, and its pad is tapped quickly.
        may_repeat = getattr(event, "y", None) == 0 or isinstance(self.screen, PinScreen)
        return self.input_guard.accepts(event, too_small=too_small, may_repeat=may_repeat)

    def _too_small(self) -> bool:
        return self.screen.has_class("-too-narrow") or self.screen.has_class("-too-short")

    def _save_focus(self) -> None:
        if not self._too_small():
            self._last_focus = self.screen.focused or self._last_focus

    def _restore_focus(self) -> None:
        # Without a screen the app has just ended.
        if not self.screen_stack or self._too_small() or self.screen.focused is not None:
            return
        last = self._last_focus
        if last is not None and last.is_attached and last.screen is self.screen:
            self.screen.set_focus(last)
        elif isinstance(self.screen, Overlay) and (first := self.screen.first_focus()):
            # It was opened in a window too small to read; one that is not mounted yet sets its own focus.
            self.screen.set_focus(next(iter(self.screen.query(first)), None))

    def _check_resize(self) -> None:
        """Tell the screen its new size, as the framework does, but one size at a time; then restore the focus."""
        if self._resize_event is not None and self._resizes.defers(monotonic(), self._resize_event.size):
            if self._resize_timer is not None:
                self._resize_timer.stop()  # It may be the one that called this method.
            self._resize_timer = self.set_timer(PAUSE_SECONDS, self._check_resize)
            return
        super()._check_resize()
        if self.screen_stack:
            self.screen.call_after_refresh(self._resized)

    def _resized(self) -> None:
        if self._resizes.finish(monotonic(), more=self._resize_event is not None):
            # The terminal may have cut off what it showed at a size that the screen was never told.
            self.redraw()
        self._restore_focus()

    def _begin_update(self) -> None:
        """Put the terminal's cursor where braille and magnifiers look, and accept what is answered to this frame."""
        super()._begin_update()
        if isinstance(self.screen, KioskScreen):
            self.cursor_position = self.screen.cursor_cell()
        self.accept_input()
