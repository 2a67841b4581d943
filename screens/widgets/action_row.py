"""A row that acts: a way on, or a line of a contents. It is no answer, so it has no marker."""

from typing import ClassVar, Final

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message

from screens.base import binding
from screens.grid import Grid
from screens.widgets.lines import POINTER, Lines, wrapped

_NARROW: Final = 40
"""Columns up to which the cap of a digit has two cells."""


class ActionRow(Lines, can_focus=True):
    """A digit on a cap, what the row does, and a word at the right edge; Enter, space or a click does it.

    Args:
        key: The digit that goes to the row.
        name: What the row stands for, for whoever takes it.
        label: What it does.
        aside: A word at the right edge, left out where there is no room for it.
        aside_style: How that word is drawn; as a chip where it is urgent.
        asides_on_focus: Whether the word is there only while the row has the focus.
    """

    BINDINGS: ClassVar[list[BindingType]] = [binding("enter,space", "press", "press_row")]

    class Taken(Message):
        """The row was taken, by Enter, space or the mouse."""

        def __init__(self, row: "ActionRow") -> None:
            super().__init__()
            self.row = row

    def __init__(  # noqa: PLR0913 - what a row says, and how it is drawn
        self, key: str, name: str, label: str, *, aside: str = "", aside_style: str = "", asides_on_focus: bool = False
    ) -> None:
        super().__init__(classes="action-row")
        self.key, self.takes, self.label = key, name, label
        self.aside, self.aside_style, self.asides_on_focus = aside, aside_style, asides_on_focus
        self.keeps_aside = False
        """Whether the word goes below the row where there is no room beside it."""
        self.is_tile = True
        """Whether it has rows of ground above and below, as a choice has in a high window."""

    def lines(self, width: int) -> list[Content]:
        """Return pointer, digit and label; the word at the right edge beside the first line."""
        ink = "bold" if self.has_focus or not self.aside_style else ""
        cap = "bold $focus on $focus-ink" if self.has_focus else "bold $keycap-ink on $keycap"
        key = f"{self.key} " if width <= _NARROW else f" {self.key} "
        head = Content.assemble(POINTER if self.has_focus else " ", Content.styled(key, cap), " ")
        rows = [
            (head if index == 0 else Content(" " * head.cell_length)) + line
            for index, line in enumerate(wrapped(self.label, width - head.cell_length, ink))
        ]
        aside = f" {self.aside} " if self.aside and (self.has_focus or not self.asides_on_focus) else ""
        space = width - rows[0].cell_length - cell_len(aside)
        # In focus a chip keeps its colours: it has to stand out from the row.
        style = self.aside_style if not self.has_focus or " on " in self.aside_style else ""
        if aside and space > 1:
            rows[0] = rows[0].pad_right(space) + Content.styled(aside, style)
        elif aside and self.keeps_aside:
            rows.append(Content(" " * head.cell_length) + Content.styled(aside, style))
        around = [Content("")] * (Grid.of(self.app.size).tile_padding if self.is_tile else 0)
        return [*around, *rows, *around]

    def action_press(self) -> None:
        """Tell that it was taken."""
        self.post_message(self.Taken(self))

    def on_click(self, event: events.Click) -> None:
        """Take it with the mouse."""
        event.stop()
        self.screen.set_focus(self)
        self.action_press()
