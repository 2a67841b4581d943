"""One symptom of the checklist with its three replies: a line in the list or, in bigger text, a page of its own."""

from typing import ClassVar, Final, Protocol

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Offset

from criteria.questions import SYMPTOMS, Question, Reply
from screens.base import binding
from screens.grid import Grid
from screens.rendering.letters import drawn
from screens.widgets.choices import Mark
from screens.widgets.large import CHOICES, TITLES, has_letters
from screens.widgets.lines import POINTER, Lines, hanging, wrapped
from screens.widgets.tile import Tile
from screens.wording.words import Words

OFFERED: Final = (Reply.YES, Reply.NO, Reply.UNSURE)
"""The replies a row offers, in the order of the digits 1, 2 and 3; a row left blank is declined."""

_INDENT: Final = 2

LEAST_LABEL: Final = 20
"""Columns that a symptom's name needs beside its replies; with fewer they stand below it."""

_CHOSEN, _CHOSEN_IN_FOCUS = "bold $keycap-ink on $keycap", "bold $focus on $focus-ink"

_Row = tuple[Content, list[tuple[range, Reply]]]
"""A row as it is drawn, and the columns in which it holds a reply."""


class Replied(Protocol):
    """Called at once, not by a message, so that row and focus change in one frame and before a key that is waiting."""

    def __call__(self, row: "SymptomRow", *, moves_on: bool) -> None:
        """Note that a row has, or lacks, a reply; `moves_on` where the next row is wanted."""


class SymptomRow(Lines, can_focus=True):
    """One symptom and its three replies; under it, in focus, its hint in plain words."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("right", "reply('next')", "reply_right"),
        binding("left", "reply('previous')", "reply_left"),
        binding("space", "reply('next')", "reply_space"),
        binding("enter", "press", "row_on"),
        binding("1", "reply('yes')", "yes"),
        binding("2", "reply('no')", "no"),
        binding("3", "reply('unsure')", "unsure"),
    ]

    def __init__(self, symptom: Question, words: Words, reply: Reply | None, replied: Replied) -> None:
        super().__init__(classes="symptom")
        self.replied = replied
        self.symptom = symptom
        self.reply: Reply | None = reply if reply in OFFERED else None
        checklist = words.texts.checklist
        self.label = checklist.symptoms[symptom].label
        self.hint = checklist.symptoms[symptom].hint
        self.replies = {offered: str(getattr(checklist, offered.value)) for offered in OFFERED}

    @property
    def _grid(self) -> Grid:
        return Grid.of(self.app.size, is_big=self.is_page)

    @property
    def _has_hint(self) -> bool:
        """Whether the row in focus has its hint below it."""
        return not self.is_page and self._grid.has_row_hints(len(SYMPTOMS))

    @property
    def is_page(self) -> bool:
        """Whether the row is a page of its own."""
        return self.screen.has_class("-big")

    def lines(self, width: int) -> list[Content]:
        """Return symptom and replies, and the hint where the window has a row for it."""
        return [line for line, _ in self._rows(width)]

    def _rows(self, width: int) -> list[_Row]:
        """Return each row with the columns in which it holds a reply."""
        if self.is_page:
            return self._page(self._grid, width)
        rows = self._beside(width) or self._below(width)
        if not self._has_hint:
            return rows
        # It stands on the ground of the page, in the row that is empty under the others.
        hint = hanging(" " * _INDENT, self.hint, width) if self.has_focus else [Content("")]
        return [*rows, *((line.pad_right(width - line.cell_length).stylize("$muted on $background"), []) for line in hint)]

    def _page(self, grid: Grid, width: int) -> list[_Row]:
        """Return the name, the hint and a tile for each reply, as any other question has them."""
        name, sign = "bold $focus-ink on $focus" if self.has_focus else "bold", f"{POINTER if self.has_focus else ' '} "
        large = drawn(self.label, width) if has_letters(self, TITLES) else ()
        said = [Content.styled(row, "$primary") for row in large] or hanging(sign, self.label, width, name)
        head = [*said, *wrapped(self.hint, width, "bold")]
        rows: list[_Row] = [(line, []) for line in (*head, Content(""))]
        for digit, (reply, word) in enumerate(self.replies.items(), 1):
            chosen = reply is self.reply
            tile = Tile(str(digit), Mark.ONE.marker(chosen=chosen), word, chosen)
            shown = (has_letters(self, CHOICES) and tile.in_letters(width)) or tile.lines(grid, width)
            ink = "bold $primary on $tile" if chosen else "bold $foreground on $tile"
            rows += [(line.pad_right(width - line.cell_length).stylize_before(ink), [(range(width), reply)]) for line in shown]
            rows += [(Content(""), [])] * grid.choice_gap(len(OFFERED))
        return rows

    def _cell(self, reply: Reply) -> str:
        digit = OFFERED.index(reply) + 1 if self.has_focus else " "
        return f" ({'●' if reply is self.reply else digit}) {self.replies[reply]} "

    def _styled(self, reply: Reply) -> Content:
        style = (_CHOSEN_IN_FOCUS if self.has_focus else _CHOSEN) if reply is self.reply else ""
        return Content.styled(self._cell(reply), style)

    @property
    def _head(self) -> tuple[str, str]:
        """The sign before the name, and how the name is drawn."""
        return (f"{POINTER} ", "bold") if self.has_focus else ("  ", "")

    def _beside(self, width: int) -> list[_Row]:
        """Return name and replies in one row, the replies at the right edge; nothing where there is no room for that."""
        widths = [cell_len(self._cell(reply)) for reply in OFFERED]
        start = width - sum(widths) - len(widths) + 1
        if start - _INDENT - 1 < LEAST_LABEL:
            return []
        sign, style = self._head
        first, *rest = hanging(sign, self.label, start - 1, style)
        line = first.pad_right(start - first.cell_length)
        places: list[tuple[range, Reply]] = []
        for reply, each in zip(OFFERED, widths, strict=True):
            places.append((range(line.cell_length, line.cell_length + each), reply))
            line += self._styled(reply) + Content(" ")
        return [(line.rstrip_end(width), places), *((more, []) for more in rest)]

    def _below(self, width: int) -> list[_Row]:
        """Return the name, and under it as many replies in a row as fit."""
        sign, style = self._head
        rows: list[_Row] = [(line, []) for line in hanging(sign, self.label, width, style)]
        line = Content(" ")
        places: list[tuple[range, Reply]] = []
        for reply in OFFERED:
            cell = self._styled(reply)
            if places and line.cell_length + cell.cell_length > width:
                rows.append((line, places))
                line, places = Content(" "), []
            places.append((range(line.cell_length, line.cell_length + cell.cell_length), reply))
            line += cell
        return [*rows, (line, places)]

    def _reply_at(self, at: Offset) -> Reply | None:
        rows = self._rows(self.content_size.width)
        places = rows[at.y][1] if at.y < len(rows) else []
        return next((reply for columns, reply in places if at.x in columns), None)

    def mark(self, reply: Reply | None) -> None:
        """Show `reply`; None leaves the row blank."""
        self.reply = reply
        self.refresh()

    def action_reply(self, reply: str) -> None:
        """Take a reply by name, or step to the next or the previous one; a key that comes when the focus has gone is late."""
        if self.screen.focused is not self:
            return
        if reply in {"next", "previous"}:
            step = 1 if reply == "next" else -1
            here = OFFERED.index(self.reply) + step if self.reply is not None else (0 if step > 0 else len(OFFERED) - 1)
            self.mark(OFFERED[here % len(OFFERED)])
        else:
            self.mark(Reply(reply))
        self.replied(self, moves_on=reply in list(Reply) and not self.is_page)

    def action_press(self) -> None:
        """Go on to the next row: Enter answers nothing, so that one held down answers and skips nothing."""
        self.replied(self, moves_on=True)

    def on_click(self, event: events.Click) -> None:
        """Choose the reply under the mouse."""
        event.stop()
        self.screen.set_focus(self)
        offset = event.get_content_offset(self)
        reply = self._reply_at(offset) if offset is not None else None
        if reply is not None:
            self.mark(reply)
            self.replied(self, moves_on=False)

    def on_focus(self) -> None:
        """Add lines for a hint of several lines."""
        self._fit()

    def on_blur(self) -> None:
        """Remove them."""
        self._fit()

    def _fit(self) -> None:
        # To lay out the page again is most of what a key costs, and a hint of one line needs no other room than none.
        size = self.content_size
        self.refresh(layout=self._has_hint and len(self.lines(size.width)) != size.height)
