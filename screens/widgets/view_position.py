"""Where a person is on a screen, found again when the same screen is drawn with other words."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.widget import Widget

from screens.base import KioskScreen


@dataclass(frozen=True)
class ViewPosition:
    """What has the focus and what is topmost, by their order: both stay the same when only the words change."""

    focus: int | None
    topmost: int | None
    hidden: int = 0
    """How many rows of what is topmost are above the view."""


def _leaves(widget: Widget) -> list[Widget]:
    return [below for below in widget.query("*") if not below.children and below.display]


def _topmost(leaves: Iterable[Widget], top: int) -> tuple[int, int] | None:
    return next(((index, top - leaf.region.y) for index, leaf in enumerate(leaves) if leaf.region.bottom > top), None)


def view_position(screen: KioskScreen) -> ViewPosition:
    """Return where the person is."""
    scroller, chain = screen.scroller(), screen.focus_chain
    focus = chain.index(screen.focused) if screen.focused in chain else None
    found = _topmost(_leaves(scroller), scroller.region.y) if scroller.scroll_y > 0 else None
    return ViewPosition(focus, *found) if found else ViewPosition(focus, None)


def restore_focus(position: ViewPosition, screen: KioskScreen) -> None:
    """Put the focus back."""
    chain = screen.focus_chain
    if position.focus is not None and position.focus < len(chain):
        screen.set_focus(chain[position.focus], scroll_visible=False)


def restore_view_position(position: ViewPosition, screen: KioskScreen) -> None:
    """Put focus and view back, once the screen has its new layout."""
    restore_focus(position, screen)
    scroller, leaves = screen.scroller(), _leaves(screen.scroller())
    if position.topmost is not None and position.topmost < len(leaves):
        leaf = leaves[position.topmost]
        row = leaf.region.y - scroller.region.y + scroller.scroll_y + min(position.hidden, leaf.region.height - 1)
        scroller.scroll_to(y=row, animate=False, immediate=True)
