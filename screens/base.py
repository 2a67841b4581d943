"""The base of every screen: its keys, and what may be done at all."""

from typing import TYPE_CHECKING, ClassVar, Final, Self

from textual import events
from textual.binding import Binding, BindingsMap, BindingType
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.geometry import Offset, Region, Size
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from criteria.steps import Step
from screens.grid import HEIGHTS, WIDTHS, Grid
from screens.keyed_bindings import KeyedBindings
from screens.messages import BackAsked, Request, RequestMade
from screens.rendering.compositor import DirtyRowCompositor
from screens.widgets.navigation import Navigation, Scroller
from screens.widgets.said import unwatched_size

if TYPE_CHECKING:
    from screens.wording.call import CallState

ALLOWED_ACTIONS: Final = frozenset(
    {
        "ask_back", "carry_on", "choose", "end", "focus_next", "focus_previous", "go_on", "home", "mark", "move", "page",
        "pick", "press", "reply", "request", "sideways", "take", "why",
    }
)  # fmt: skip
"""Nothing else that the framework offers can be reached from a key or the mouse."""


def binding(keys: str, action: str, name: str) -> Binding:
    """Return a key that is not shown by the framework; its id lets the languages add letters of their own."""
    return Binding(keys, action, name, show=False, id=name, tooltip=name)


class KioskScreen(Screen[None], inherit_bindings=False):
    """A screen that offers only what the kiosk needs, and moves focus without repainting everything."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        binding("f1", "request('help')", "help"),
        binding("f2", "ask_back", "back"),
        binding("f3", "request('language')", "language"),
        binding("f10", "request('leave')", "leave"),
        binding("f", "request('finish')", "finish"),
        binding("f6", "request('bigger')", "bigger"),
        binding("f7", "request('colours')", "colours"),
        binding("f8", "request('speak')", "aloud"),
        binding("ctrl+q", "request('quit')", "quit"),
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
        binding("0,plus", "go_on", "go_on"),
    ]

    virtual_size = unwatched_size()
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """The framework repaints the whole screen for every move of the focus; the two widgets concerned are enough."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = DirtyRowCompositor()
        self._navigation = Navigation(self)
        self._keyed = KeyedBindings()
        self.call: CallState | None = None
        """How a call for staff stands; None where none is offered."""
        self.speaks: bool | None = None
        """Whether a page is being read aloud; None where there is no voice."""

    def fit(self, size: Size, *, is_big: bool) -> None:
        """Take the classes of a window and of the size of text before there are parts, which have to be styled once then."""
        self._size = size  # which is then laid out once, with all that is on it
        self.add_class(*Grid.of(size).classes)
        self.set_class(is_big, "-big")

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Draw it at once; style nothing again when it is first shown: the parts were styled when they were mounted."""
        event.refresh_styles = self.stack_updates > 0
        self.call_next(self._on_timer_update)

    def _screen_resized(self, size: Size) -> None:
        """Lay it out for another size; the framework tells each size twice, and the first one to a page that has it."""
        if size != self._compositor.size:
            super()._screen_resized(size)

    @property
    def _binding_chain(self) -> list[tuple[DOMNode, BindingsMap]]:
        """The widgets from the focus up, each with what keys do there; the framework reads this three times for each key."""
        nodes = [self, self.app] if self.focused is None else self.focused.ancestors_with_self
        return self._keyed.chain(nodes, self.app._keymap)  # noqa: SLF001 - the framework names it nowhere else

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw it again; a layout draws what it changes, and the framework asks for one more after a screen is shown."""
        return super().refresh(*regions, repaint=repaint and not layout, layout=layout, recompose=recompose)

    def scroller(self) -> Scroller:
        """Return the part that scrolls."""
        return self._navigation.scroller

    @property
    def is_current(self) -> bool:
        """Whether this screen is on top. Nothing of one below can be seen, so that it is neither laid out nor drawn."""
        return self.app.screen_stack[-1:] == [self]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Refuse every action that is not the kiosk's own, and in a window too small to read, all but help and leave."""
        if self.has_class("-too-narrow") or self.has_class("-too-short"):
            return action == "request" and parameters in {(Request.HELP,), (Request.LEAVE,)}
        return action in ALLOWED_ACTIONS and (parameters != (Request.SPEAK,) or self.speaks is not None)

    def step_now(self) -> Step:
        """Return the step that the person sees."""
        return Step.WELCOME

    async def set_size(self, *, is_big: bool) -> None:
        """Show bigger text or the usual one; what has the focus stays in view."""
        self.set_class(is_big, "-big")
        if self.focused is not None:
            self.call_after_refresh(self.focused.scroll_visible, animate=False)

    def cursor_cell(self) -> Offset:
        """Return where the terminal's cursor belongs: on the focus, or on the first words where nothing has it."""
        try:
            scroller = self.scroller()
        except NoMatches:
            return Offset(0, 0)
        titles = () if self.focused is not None else self.query(".title")
        widget = self.focused or next(iter(titles), scroller)
        place = widget.content_region
        if scroller in widget.ancestors:
            view = scroller.region
            return Offset(place.x, min(max(place.y, view.y), max(view.y, view.bottom - 1)))
        return place.offset

    def action_ask_back(self) -> None:
        """Ask to go back."""
        self.post_message(BackAsked(self.step_now()))

    def action_request(self, name: str) -> None:
        """Ask for something: `name` is the value of a `Request`."""
        self.post_message(RequestMade(Request(name)))

    def action_carry_on(self) -> None:
        """Do what Enter does where nothing has the focus: by default nothing."""

    def action_go_on(self) -> None:
        """Do what 0 does, wherever the focus is: by default nothing."""

    def action_move(self, direction: int) -> None:
        """Move the focus up (-1) or down (1)."""
        self._navigation.move(direction)

    def action_sideways(self, direction: int) -> None:
        """Move between the buttons at the foot."""
        self._navigation.sideways(direction)

    def action_page(self, direction: int) -> None:
        """Scroll by most of a page."""
        self._navigation.page(direction)

    def action_home(self) -> None:
        """Go to the top."""
        self._navigation.home()

    def action_end(self) -> None:
        """Go to the end, and to the way on."""
        self._navigation.end()

    def action_focus_next(self) -> None:
        """Move the focus on by one."""
        self.focus_next()

    def action_focus_previous(self) -> None:
        """Move the focus back by one."""
        self.focus_previous()
