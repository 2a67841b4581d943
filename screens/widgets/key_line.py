"""Keys with what they do, each also a button for the mouse, and the line of them at the foot of every screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widgets import Static


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
        cap = "bold $emergency-ink on $emergency" if self.urgent else "bold $keycap-ink on $keycap"
        return Content.assemble(Content.styled(f" {self.key} ", cap), f" {self.label}")


class KeyHint(Static):
    """A key with what it does; a click does the same."""

    def __init__(self, action: str, *, id: str) -> None:  # noqa: A002 - the framework's name
        super().__init__(id=id, markup=False)
        self.does, self.columns = action, 0

    def show(self, key: str, label: str) -> None:
        """Show a key and what it does."""
        hint = Hint(key, label, self.does)
        self.columns = hint.columns
        self.update(hint.drawn())

    async def on_click(self, event: events.Click) -> None:
        """Do what the key does."""
        event.stop()
        await self.screen.run_action(self.does)


class KeyLine(Static):
    """The line of keys: always help, back and leave; more of them where there is room.

    It is one widget, changed in one go: no look at the screen finds it between two states.
    """

    GAP: Final = 3
    PADDING: Final = 2
    NARROW: Final = 56
    """Columns below which hints stand closer together, so that leave always has its place."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - the framework's name
        super().__init__(id=id, markup=False)
        self.hints: list[tuple[range, Hint]] = []

    def show(self, hints: Sequence[Hint], columns: int, together: int = 0) -> None:
        """Show as many of `hints` as fit into `columns`, the first first; the last `together` of them all or none."""
        padding = self.PADDING if columns >= self.NARROW else 1
        room = columns - 2 * padding - sum(hint.columns for hint in hints)
        # They stand closer together before one of them goes.
        gap = min(self.GAP, max(1, room // max(1, len(hints) - 1))) if columns >= self.NARROW else 1
        fitting: list[tuple[range, Hint]] = []
        start = 0
        for hint in hints:
            if start + hint.columns + 2 * padding > columns:
                fitting = fitting[: len(hints) - together] if together else fitting
                break
            fitting.append((range(start, start + hint.columns), hint))
            start += hint.columns + gap
        self.hints = fitting
        self.update(Content(" " * gap).join([hint.drawn() for _, hint in fitting]))

    async def on_click(self, event: events.Click) -> None:
        """Do what the key does that was clicked."""
        event.stop()
        offset = event.get_content_offset(self)
        here = [hint.action for columns, hint in self.hints if offset is not None and offset.x in columns]
        if here and here[0]:
            await self.screen.run_action(here[0])
