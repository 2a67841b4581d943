"""The sign that there is more to read: it looks when it is drawn, at sizes that are final then."""

import re

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from screens.widgets.navigation import Scroller
from screens.widgets.said import unwatched_size
from screens.wording.words import Words


class More(Widget):
    """Says whether more is below or above what is in view; which page of several this is where all of it is in view.

    Where there are no words, or no room for them, it is an arrow alone.
    """

    virtual_size = unwatched_size()

    def __init__(self) -> None:
        super().__init__(id="more")
        self.words: Words | None = None
        self._drawn = Content("")
        self._scroller: Scroller | None = None

    def on_mount(self) -> None:
        """Look again after each layout."""
        self.screen.screen_layout_refresh_signal.subscribe(self, lambda _: self.look())

    def show(self, words: Words) -> None:
        """Use these words, and draw again: the page may be another one."""
        self.words = words
        self.refresh()

    def look(self) -> None:
        """Draw again where something else is to be said by now: after a layout, and at once when the page scrolls."""
        scroller = next(iter(self.screen.query(Scroller)), None)
        if scroller is not None and scroller is not self._scroller:
            self._scroller = scroller
            self.watch(scroller, "scroll_y", self.look, init=False)
        if self._said().markup != self._drawn.markup:
            self.refresh()

    def render(self) -> Content:
        """Draw what there is to say at this moment."""
        self._drawn = self._said()
        return self._drawn

    def _said(self) -> Content:
        scroller = next(iter(self.screen.query(Scroller)), None)
        if scroller is None:
            return Content("")
        below, above = scroller.scroll_y < scroller.max_scroll_y, scroller.scroll_y > 0
        sign, said, page = "↓" if below else "↑" if above else "", "", ""
        if self.words is not None:
            ui = self.words.texts.ui
            said = ui.more_below if below else ui.more_above if above else ""
            page = scroller.foot_said
        text = f"{sign} {said}".strip() or page
        fitting = text if cell_len(text) <= self.content_size.width else sign or "/".join(re.findall(r"[0-9]+", page))
        return Content.styled(fitting, "bold $primary" if below else "$muted")
