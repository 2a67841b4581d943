"""Keys with what they do, each also a button for the mouse: lines of them at the head and at the foot of every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget

from screens.grid import Grid

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


class HintLine(Widget):
    """One line of words and hints, as wide as the page. It is one widget, so that no look finds it between two states."""

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
        said = before or Content("")
        for column, hint in placed:
            said = said.pad_right(max(0, column - said.cell_length)) + hint.drawn()
        self.places = [(range(column, column + hint.columns), hint) for column, hint in placed]
        self.said = said
        self.refresh()

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


class KeyLine(HintLine):
    """The line at the foot: help first, then as many keys as fit, and apart from them, at the right edge, how to leave."""

    def show(self, hints: Sequence[Hint], last: Hint | None = None, together: int = 0, width: int | None = None) -> None:
        """Show as many of `hints` as fit, the first first, the next `together` of them all or none; and always `last`.

        `width`: columns, where the line stands in a part of the page.
        """
        self.margin = self.grid.margin if width is None else 0
        width = self.grid.width if width is None else width
        room = width - (last.columns + (GAP if width >= GAP + 60 else 2) if last else 0)
        free = room - sum(hint.columns for hint in hints)
        gap = min(GAP, max(1, free // max(1, len(hints) - 1)))
        placed: list[tuple[int, Hint]] = []
        start = 0
        for hint in hints:
            if start + hint.columns > room:
                placed = placed[:1] if len(placed) <= together else placed
                break
            placed.append((start, hint))
            start += hint.columns + gap
        self.put([*placed, *([(width - last.columns, last)] if last else [])])
