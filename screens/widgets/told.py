"""What was told, each with its verdict: beside the report in a wide window."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from screens.widgets.lines import Lines, wrapped

_VERDICT = "bold"
"""One look for all verdicts: none of them is better than another."""

Entry = tuple[str, str, str]
"""The name, a short name or none, and what is said to it."""


def entry_rows(entry: Entry, width: int) -> list[Content]:
    """Return name and word in one row; where they do not fit, the short name, or the word below the name."""
    name, brief, word = entry
    short = name if cell_len(name) + cell_len(word) + 2 <= width else brief[:1].upper() + brief[1:]
    said = Content.styled(word, _VERDICT)
    if short and cell_len(short) + cell_len(word) + 2 <= width:
        return [Content.styled(short, "$muted").pad_right(width - cell_len(short) - cell_len(word)) + said]
    return [*wrapped(name, width, "$muted"), *(part.pad_left(2) for part in wrapped(word, width - 2, _VERDICT))]


class ToldPane(Lines):
    """A heading and the entries that fit, with an empty row between two where there is room."""

    def __init__(self, heading: str, entries: Sequence[Entry], most: int) -> None:
        super().__init__(classes="told")
        self.heading, self.entries, self.most = heading, tuple(entries), most

    def lines(self, width: int) -> list[Content]:
        """Return at most as many rows as there are; an entry is there whole or not at all."""
        head = [Content.styled(self.heading, "bold $primary"), Content("")]
        entries = [entry_rows(entry, width) for entry in self.entries]
        airy = [*head, *(row for entry in entries for row in (*entry, Content("")))][:-1]
        if len(airy) <= self.most:
            return airy
        if len(head) + sum(map(len, entries)) > self.most:
            del head[1:]
        while len(head) + sum(map(len, entries)) > self.most and entries:
            del entries[-1]
        return [*head, *(row for entry in entries for row in entry)]
