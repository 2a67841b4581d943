"""How the arrows move: from stop to stop, and through what scrolls on the way."""

from typing import ClassVar

from textual import events
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widget import Widget


class Scroller(VerticalScroll, can_focus=False, inherit_bindings=False):
    """What scrolls; the screen's keys move it. Where it `wraps`, the arrow down on the way on goes back into it."""

    wraps: ClassVar[bool] = False

    def on_resize(self, event: events.Resize) -> None:
        """Let the screen look again whether there is more to read, now that there is other room for it."""
        del event
        if isinstance(self.screen, MovingScreen):
            self.screen.call_after_refresh(self.screen.show_more)


class MovingScreen(Screen[None], inherit_bindings=False):
    """A screen with one part that scrolls, and buttons at its foot."""

    def show_more(self) -> None:
        """Say whether there is more to read, where the screen has a place for that."""

    def scroller(self) -> Scroller:
        """Return the part that scrolls."""
        return self.query_one(Scroller)

    def stops(self) -> list[Widget]:
        """Return what the arrows up and down stop at, in order: what is in the scrolling part, then the way on."""
        scroller = self.scroller()
        return [widget for widget in self.focus_chain if scroller in widget.ancestors or widget.id == "carry_on"]

    def action_move(self, direction: int) -> None:
        """Move to the next stop, but scroll first where there is more to read on the way."""
        scroller, stops, focused = self.scroller(), self.stops(), self.focused
        inside = [stop for stop in stops if scroller in stop.ancestors]
        in_view = [stop for stop in inside if stop.region.overlaps(scroller.region)]
        if focused is None and not in_view and self._can_scroll(direction):
            # What stands before the stops is read before they are reached.
            self.action_page(direction)
        elif not inside and self._can_scroll(direction):
            self.action_page(direction)
        elif focused is not None and self._reaches_beyond(focused, direction):
            scroller.scroll_relative(y=2 * direction, animate=False)
        elif focused in inside:
            self._to(stops, stops.index(focused) + direction)
        elif inside and (focused is None or direction < 0 or scroller.wraps):
            (in_view or inside)[0 if direction > 0 else -1].focus()

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
        scroller = self.scroller()
        buttons = [widget for widget in self.focus_chain if scroller not in widget.ancestors]
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
