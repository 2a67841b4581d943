"""One symptom of the checklist with its three replies: a line in the list or, in bigger text, a page of its own."""

from collections.abc import Sequence
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Offset, Region
from textual.message import Message

from criteria.questions import Question, Reply
from screens.base import binding
from screens.widgets.lines import POINTER, Lines, hanging
from screens.wording.words import Words

OFFERED: Final = (Reply.YES, Reply.NO, Reply.UNSURE)
"""The replies a row offers, in the order of the digits 1, 2 and 3; a row left blank is declined."""

_INDENT: Final = 2

LEAST_LABEL: Final = 20
"""Columns that a symptom's name needs beside its replies; with fewer they stand below it."""

_LIGHT, _HEAVY = ("╭─╮", "│ │", "╰─╯"), ("┏━┓", "┃ ┃", "┗━┛")


def _flow(widths: Sequence[int], width: int, top: int, height: int, gap: int) -> dict[Reply, Region]:
    """Return places for the replies side by side from the third column on, as many in a row as fit."""
    places: dict[Reply, Region] = {}
    x, y = _INDENT, top
    for reply, each in zip(OFFERED, widths, strict=True):
        if x > _INDENT and x + each > width:
            x, y = _INDENT, y + height
        places[reply] = Region(x, y, each, height)
        x += each + gap
    return places


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

    class Replied(Message):
        """The row has, or lacks, a reply; `moves_on` where the next row is wanted."""

        def __init__(self, row: "SymptomRow", *, moves_on: bool) -> None:
            super().__init__()
            self.row = row
            self.moves_on = moves_on

    def __init__(self, symptom: Question, words: Words, reply: Reply | None) -> None:
        super().__init__(classes="symptom")
        self.symptom = symptom
        self.reply: Reply | None = reply if reply in OFFERED else None
        checklist = words.texts.checklist
        self.label = checklist.symptoms[symptom].label
        self.hint = checklist.symptoms[symptom].hint
        self.cells = {offered: f" ( ) {getattr(checklist, offered.value)} " for offered in OFFERED}

    @property
    def is_page(self) -> bool:
        """Whether the row is a page of its own."""
        return self.screen.has_class("-big")

    def lines(self, width: int) -> list[Content]:
        """Return pointer and symptom, the replies beside or below them, and the hint where the screen has a line for it."""
        head, places = self._layout(width)
        rows = dict(enumerate(head))
        for reply, place in places.items():
            for y, text in enumerate(self._drawn(reply, place), place.y):
                before = rows.get(y, Content(""))
                padded = before.pad_right(max(0, place.x - before.cell_length))
                rows[y] = padded + Content.styled(text, self._style(reply) if text.strip() else "")
        drawn = [rows[y] for y in sorted(rows)]
        if not self.is_page and not self.screen.has_class("-short"):
            drawn += hanging("  ", self.hint, width) if self.has_focus else [Content("")]
        return drawn

    def _layout(self, width: int) -> tuple[list[Content], dict[Reply, Region]]:
        """Return the lines of the head, and where each reply stands."""
        pointer = f"{POINTER} " if self.has_focus else "  "
        widths = [cell_len(cell) for cell in self.cells.values()]
        left = width - 2 - sum(widths) - len(widths)
        if self.is_page:
            name = "bold $focus-ink on $focus" if self.has_focus else "bold"
            head = [*hanging(pointer, self.label, width, name), *hanging("  ", self.hint, width, "bold"), Content("")]
            height = 1 if self.screen.has_class("-short") else 3
            return head, _flow([4 + each + 1 for each in widths], width, len(head), height, 2)
        bold = "bold" if self.has_focus else ""
        if left >= LEAST_LABEL:
            starts = [2 + left + 1 + sum(widths[:index]) + index for index in range(len(widths))]
            places = {reply: Region(x, 0, each, 1) for reply, x, each in zip(OFFERED, starts, widths, strict=True)}
            return hanging(pointer, self.label, 2 + left, bold), places
        head = hanging(pointer, self.label, width, bold)
        return head, _flow(widths, width, len(head), 1, 0)

    def _drawn(self, reply: Reply, place: Region) -> list[str]:
        chosen = reply is self.reply
        cell = self.cells[reply].replace("( )", "(●)") if chosen else self.cells[reply]
        if not self.is_page:
            return [cell]
        above, beside_it, below = _HEAVY if chosen else _LIGHT
        inside = place.width - 2
        text = f" {OFFERED.index(reply) + 1} {cell}".ljust(inside)
        if place.height == 1:
            return [f" {text} "]
        top, bottom = (f"{line[0]}{line[1] * inside}{line[2]}" for line in (above, below))
        return [top, f"{beside_it[0]}{text}{beside_it[2]}", bottom]

    def _style(self, reply: Reply) -> str:
        if self.is_page:
            return "bold $primary" if reply is self.reply else "bold"
        if reply is not self.reply:
            return ""
        return "bold $focus on $focus-ink" if self.has_focus else "bold $keycap-ink on $keycap"

    def _reply_at(self, at: Offset) -> Reply | None:
        _, places = self._layout(self.content_size.width)
        return next((reply for reply, place in places.items() if place.contains_point(at)), None)

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
        moves_on = reply in list(Reply) and not self.is_page
        if moves_on:
            # At once, not by a message: keys that are already waiting must not change this row's reply.
            self.screen.set_focus(None)
        self.post_message(self.Replied(self, moves_on=moves_on))

    def action_press(self) -> None:
        """Go on to the next row: Enter answers nothing, so that one held down answers and skips nothing."""
        self.post_message(self.Replied(self, moves_on=True))

    def on_click(self, event: events.Click) -> None:
        """Choose the reply under the mouse."""
        event.stop()
        self.focus()
        offset = event.get_content_offset(self)
        reply = self._reply_at(offset) if offset is not None else None
        if reply is not None:
            self.mark(reply)
            self.post_message(self.Replied(self, moves_on=False))

    def on_focus(self) -> None:
        """Add lines for a hint of several lines."""
        self._fit()

    def on_blur(self) -> None:
        """Remove them."""
        self._fit()

    def _fit(self) -> None:
        # To lay out the page again is most of what a key costs, and a hint of one line needs no other room than none.
        size = self.content_size
        self.refresh(layout=len(self.lines(size.width)) != size.height)
