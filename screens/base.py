"""The base of every screen: its keys, what may be done at all, and how the arrows move."""

from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from criteria.journey import Step
from screens.messages import BackAsked, HelpAsked, LeaveAsked, QuitAsked

ALLOWED_ACTIONS: Final = frozenset(
    {
        "ask_back", "ask_help", "ask_leave", "ask_quit", "carry_on", "choose", "end", "focus_next", "focus_previous", "home",
        "move", "page", "pick", "press", "reply", "sideways", "why",
    }
)  # fmt: skip
"""Nothing else that the framework offers can be reached from a key or the mouse."""


_WIDTHS: list[tuple[int, str]] | None = [(0, "-too-narrow"), (40, "-narrow"), (72, "-normal"), (100, "-wide")]
_HEIGHTS: list[tuple[int, str]] | None = [(0, "-too-short"), (12, "-short"), (24, "-medium"), (34, "-tall")]


def binding(keys: str, action: str, name: str) -> Binding:
    """Return a key that is not shown by the framework; its id lets the languages add letters of their own."""
    return Binding(keys, action, name, show=False, id=name, tooltip=name)


class Punctual:
    """Drops keys and clicks that were made before the present step was on the screen, however long they queued."""

    async def on_event(self, event: events.Event) -> None:
        """Pass on all but late keys and clicks."""
        assert isinstance(self, Widget)  # noqa: S101 - a mixin of widgets
        if isinstance(event, events.Key | events.Click) and event.time < getattr(self.app, "take_after", 0.0):
            return
        await Widget.on_event(self, event)


class Scroller(VerticalScroll, can_focus=False, inherit_bindings=False):
    """What scrolls; the screen's keys move it. Where it `wraps`, the arrow down on the way on goes back into it."""

    wraps: ClassVar[bool] = False


class KioskScreen(Punctual, Screen[None], inherit_bindings=False):
    """A screen that offers only what the kiosk needs, and moves focus without repainting everything."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = _WIDTHS
    VERTICAL_BREAKPOINTS = _HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        binding("f1", "ask_help", "help"),
        binding("f2", "ask_back", "back"),
        binding("f10", "ask_leave", "leave"),
        binding("ctrl+q", "ask_quit", "quit"),
        binding("down", "move(1)", "down"),
        binding("up", "move(-1)", "up"),
        binding("right", "sideways(1)", "right"),
        binding("left", "sideways(-1)", "left"),
        binding("tab", "focus_next", "next"),
        binding("shift+tab", "focus_previous", "previous"),
        binding("pagedown", "page(1)", "page_down"),
        binding("pageup", "page(-1)", "page_up"),
        binding("home", "home", "top"),
        binding("end", "end", "bottom"),
        binding("enter", "carry_on", "enter"),
    ]

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """The framework repaints the whole screen for every move of the focus; the two widgets concerned are enough."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Refuse every action that is not the kiosk's own, and in a window too small to read, all but help and leave."""
        del parameters
        if self.has_class("-too-narrow") or self.has_class("-too-short"):
            return action in {"ask_help", "ask_leave"}
        return action in ALLOWED_ACTIONS

    def scroller(self) -> Scroller:
        """Return the part that scrolls."""
        return self.query(Scroller).first()

    def stops(self) -> list[Widget]:
        """Return what the arrows up and down stop at, in order: what is in the scrolling part, then the way on."""
        inside = [widget for widget in self.focus_chain if self.scroller() in widget.ancestors]
        return [*inside, *self.query("#carry_on").filter(".-shown").results(Widget)]

    def step_now(self) -> Step:
        """Return the step that the person sees."""
        return Step.WELCOME

    def action_ask_help(self) -> None:
        """Ask for the help card."""
        self.post_message(HelpAsked())

    def action_ask_back(self) -> None:
        """Ask to go back."""
        self.post_message(BackAsked(self.step_now()))

    def action_ask_leave(self) -> None:
        """Ask to leave."""
        self.screen.post_message(LeaveAsked())

    def action_ask_quit(self) -> None:
        """Ask to end the program."""
        self.post_message(QuitAsked())

    def action_carry_on(self) -> None:
        """Do what Enter does where nothing has the focus: by default nothing."""

    def action_move(self, direction: int) -> None:
        """Move to the next stop, but scroll first where there is more to read on the way."""
        scroller, stops, focused = self.scroller(), self.stops(), self.focused
        inside = [stop for stop in stops if scroller in stop.ancestors]
        if not inside and self._can_scroll(direction):
            self.action_page(direction)
        elif focused is not None and self._reaches_beyond(focused, direction):
            scroller.scroll_relative(y=2 * direction, animate=False)
        elif focused in inside:
            self._to(stops, stops.index(focused) + direction)
        elif inside and (focused is None or direction < 0 or scroller.wraps):
            in_view = [stop for stop in inside if stop.region.overlaps(scroller.region)] or inside
            in_view[0 if direction > 0 else -1].focus()

    def _to(self, stops: list[Widget], index: int) -> None:
        if 0 <= index < len(stops):
            stops[index].focus()
        elif index < 0:
            self.action_home()

    def _reaches_beyond(self, widget: Widget, direction: int) -> bool:
        scroller = self.scroller()
        if scroller not in widget.ancestors or not self._can_scroll(direction):
            return False
        view, region = scroller.region, widget.region
        return region.bottom > view.bottom if direction > 0 else region.y < view.y

    def _can_scroll(self, direction: int) -> bool:
        scroller = self.scroller()
        return scroller.scroll_y < scroller.max_scroll_y if direction > 0 else scroller.scroll_y > 0

    def action_sideways(self, direction: int) -> None:
        """Move between the buttons at the foot."""
        buttons = [widget for widget in self.focus_chain if self.scroller() not in widget.ancestors]
        if self.focused in buttons:
            buttons[(buttons.index(self.focused) + direction) % len(buttons)].focus()

    def action_page(self, direction: int) -> None:
        """Scroll by most of a page."""
        scroller = self.scroller()
        scroller.scroll_relative(y=direction * max(1, scroller.size.height - 2), animate=False)

    def action_home(self) -> None:
        """Go to the top."""
        self.scroller().scroll_home(animate=False)

    def action_end(self) -> None:
        """Go to the end, and to the way on."""
        self.scroller().scroll_end(animate=False)
        if stops := self.stops():
            stops[-1].focus()

    def action_focus_next(self) -> None:
        """Move the focus on by one."""
        self.focus_next()

    def action_focus_previous(self) -> None:
        """Move the focus back by one."""
        self.focus_previous()
