"""How keys move through a screen: from one focusable widget to the next, and through what scrolls on the way."""

from typing import ClassVar, Final

from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from screens.widgets.said import refresh_layout

WAY_ON: Final = "carry_on"
"""The id of the button that goes on, or closes: it stands outside what scrolls."""


class Scroller(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The part of a screen that scrolls. Where it `wraps`, the arrow down on the last button goes back into it."""

    refresh = refresh_layout
    virtual_size = Reactive(Size(0, 0), layout=True, repaint=False)
    """The frame places a page by the height of its content."""
    show_vertical_scrollbar: Reactive[bool] = Reactive(False, layout=False, repaint=False)  # noqa: FBT003 - a default
    """The bar has no width, so that nothing is laid out anew where it comes or goes."""
    wraps: ClassVar[bool] = False

    @property
    def foot_said(self) -> str:
        """What stands beside the buttons, where the page does not go on."""
        return ""


class Navigation:
    """Moves focus and view of one screen that has a `Scroller`, and buttons at its foot."""

    def __init__(self, screen: Screen[None]) -> None:
        self._screen = screen

    @property
    def scroller(self) -> Scroller:
        """The part that scrolls."""
        return self._screen.query_one(Scroller)

    def stops(self) -> list[Widget]:
        """Return what the arrows up and down stop at, in order: what is in the scrolling part, then the way on."""
        scroller = self.scroller
        return [widget for widget in self._screen.focus_chain if widget.id == WAY_ON or scroller in widget.ancestors]

    def move(self, direction: int) -> None:
        """Move to the next stop (1) or the one before (-1), but scroll first where there is more to read on the way."""
        scroller, stops, focused = self.scroller, self.stops(), self._screen.focused
        inside = [stop for stop in stops if stop.id != WAY_ON]
        if focused in inside:
            if self._reaches_beyond(focused, direction):
                scroller.scroll_relative(y=2 * direction, animate=False, immediate=True)
            else:
                self._focus(stops, stops.index(focused) + direction)
            return
        in_view = [stop for stop in inside if stop.region.overlaps(scroller.region)]
        if not (in_view if focused is None else inside) and self._can_scroll(direction):
            # What stands before the stops is read before they are reached.
            self.page(direction)
        elif inside and (focused is None or direction < 0 or scroller.wraps):
            self._screen.set_focus((in_view or inside)[0 if direction > 0 else -1])

    def _focus(self, stops: list[Widget], index: int) -> None:
        if 0 <= index < len(stops):
            self._screen.set_focus(stops[index])
        elif index < 0:
            self.home()

    def _reaches_beyond(self, widget: Widget, direction: int) -> bool:
        scroller = self.scroller
        if not self._can_scroll(direction):
            return False
        view, region = scroller.region, widget.region
        return region.bottom > view.bottom if direction > 0 else region.y < view.y

    def _can_scroll(self, direction: int) -> bool:
        scroller = self.scroller
        return scroller.scroll_y < scroller.max_scroll_y if direction > 0 else scroller.scroll_y > 0

    def sideways(self, direction: int) -> None:
        """Move between the buttons at the foot."""
        scroller, focused = self.scroller, self._screen.focused
        buttons = [widget for widget in self._screen.focus_chain if scroller not in widget.ancestors]
        if focused in buttons:
            self._screen.set_focus(buttons[(buttons.index(focused) + direction) % len(buttons)])

    def page(self, direction: int) -> None:
        """Scroll by most of a page."""
        scroller = self.scroller
        scroller.scroll_relative(y=direction * max(1, scroller.size.height - 2), animate=False, immediate=True)

    def home(self) -> None:
        """Go to the top."""
        self.scroller.scroll_home(animate=False, immediate=True)

    def end(self) -> None:
        """Go to the end, and to the way on."""
        self.scroller.scroll_end(animate=False, immediate=True)
        if stops := self.stops():
            self._screen.set_focus(stops[-1])
