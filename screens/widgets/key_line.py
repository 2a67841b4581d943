"""Keys with what they do, each also a button for the mouse: lines of them at the head and at the foot of every page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget

from screens.grid import Grid
from screens.widgets.said import unwatched_size
from screens.wording.words import Words

GAP: Final = 3
"""Columns between two hints; where that does not fit they stand closer together, but the last one stays apart."""


def cap(key: str, style: str = "bold $keycap-ink on $keycap") -> Content:
    """Return a key as a cap."""
    return Content.styled(f" {key} ", style)


@dataclass(frozen=True)
class Hint:
    """A key, what it does in words, and the action that a click on it runs."""

    key: str
    label: str
    action: str
    urgent: bool = False

    @property
    def columns(self) -> int:
        """How many columns it takes."""
        return cell_len(self.key) + cell_len(self.label) + 3

    def drawn(self) -> Content:
        """Return the key as a cap, and what it does beside it."""
        style = "bold $help-cap-ink on $help-cap" if self.urgent else "bold $keycap-ink on $keycap"
        return cap(self.key, style) + Content(f" {self.label}")


def scroll_hints(scroller: Widget, words: Words) -> list[Hint]:
    """Return the keys that scroll where there is more than the window shows, and those that go to the ends."""
    names, scrolls = words.texts.keyboard, scroller.max_scroll_y > 0
    pages = [Hint(f"{names.page_up} {names.page_down}", names.more, "page(1)")] if scrolls else []
    moves = scrolls or any(widget.focusable for widget in scroller.query("*"))
    return [*pages, Hint(f"{names.home} {names.end}", names.first_last, "end")] if moves else []


def aloud_hints(words: Words, *, speaks: bool | None) -> list[Hint]:
    """Return the key that reads the page aloud, or stops; none where there is no voice."""
    if speaks is None:
        return []
    ui = words.texts.ui
    return [Hint(words.texts.keys.aloud, ui.stop_reading if speaks else ui.read_aloud, "request('speak')")]


class HintLine(Widget):
    """One line of words and hints, as wide as the page. It is one widget, so that no look finds it between two states."""

    virtual_size = unwatched_size()

    def __init__(self, *, id: str) -> None:  # noqa: A002 - the framework's name
        super().__init__(id=id)
        self.said, self.margin = Content(""), 0
        self.places: list[tuple[range, Hint]] = []

    @property
    def grid(self) -> Grid:
        """The grid of the window."""
        return Grid.of(self.app.size, is_big=self.screen.has_class("-big"))

    def put(self, placed: Sequence[tuple[int, Hint]], before: Content | None = None) -> None:
        """Draw hints at their columns, counted from the left edge of the page, after other words."""
        said, self.places = self.drawn(placed, before)
        if not said.is_same(self.said):
            self.said = said
            self.refresh()

    @staticmethod
    def drawn(placed: Sequence[tuple[int, Hint]], before: Content | None = None) -> tuple[Content, list[tuple[range, Hint]]]:
        """Return hints as they are drawn, and the columns of each."""
        said = before or Content("")
        for column, hint in placed:
            said = said.pad_right(max(0, column - said.cell_length)) + hint.drawn()
        return said, [(range(column, column + hint.columns), hint) for column, hint in placed]

    def render(self) -> Content:
        """Draw the line between the margins."""
        return self.said.pad_left(self.margin)

    async def on_click(self, event: events.Click) -> None:
        """Do what the key does that was clicked."""
        column = event.x - self.margin
        here = [hint.action for columns, hint in self.places if column in columns]
        if here and here[0]:
            event.stop()
            await self.screen.run_action(here[0])


@dataclass(frozen=True)
class _Keys:
    """What a line of keys is to show; see `KeyLine.show`."""

    hints: Sequence[Hint] = ()
    last: Hint | None = None
    together: int = 0
    width: int | None = None
    scrolling: Callable[[], Sequence[Hint]] = tuple


class KeyLine(HintLine):
    """The line at the foot: help first, then as many keys as fit, and apart from them, at the right edge, how to leave."""

    _keys = _Keys()

    def on_mount(self) -> None:
        """Look after each layout whether the page scrolls by now."""
        self.screen.screen_layout_refresh_signal.subscribe(self, lambda _: self.put(self._placed()))

    def show(
        self,
        hints: Sequence[Hint],
        last: Hint | None = None,
        together: int = 0,
        width: int | None = None,
        scrolling: Callable[[], Sequence[Hint]] = tuple,
    ) -> None:
        """Show as many of `hints` as fit, the first first, the next `together` of them all or none; and always `last`.

        `width`: columns, where the line stands in a part of the page. `scrolling`: returns the keys that scroll; it is
        called when the line is drawn, at sizes that are final then.
        """
        self._keys = _Keys(hints, last, together, width, scrolling)
        self.put(self._placed())
        self.refresh()

    def render(self) -> Content:
        """Draw the keys that fit."""
        self.said, self.places = self.drawn(self._placed())
        return super().render()

    def _placed(self) -> list[tuple[int, Hint]]:
        last, together, width = self._keys.last, self._keys.together, self._keys.width
        hints = [*self._keys.hints, *self._keys.scrolling()]
        self.margin = self.grid.margin if width is None else 0
        width = self.grid.width if width is None else width
        room = width - (last.columns + (GAP if width >= GAP + 60 else 2) if last else 0)
        ends = list(accumulate(hint.columns + 1 for hint in hints))
        count = sum(end - 1 <= room for end in ends)
        count = count if count > together or count == len(hints) else min(1, count)
        fitting = hints[:count]
        free = room - sum(hint.columns for hint in fitting)
        gap = min(GAP, max(1, free // max(1, count - 1)))
        starts = accumulate((hint.columns + gap for hint in fitting), initial=0)
        placed = list(zip(starts, fitting, strict=False))
        return [*placed, *([(width - last.columns, last)] if last else [])]
