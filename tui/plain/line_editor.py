"""Edits one line on a locked terminal, which shows nothing by itself: what is typed is shown only where it can be read.

A terminal's own echo would send back whatever comes, and some of it, such as a control character of the second kind,
would change the state of the terminal, also for the next visit.
"""

from rich.cells import cell_len

from tui.terminal.input_filter import InputFilter

LONGEST = 200
"""Characters of one entry; more are neither taken nor shown."""

_ENTER = "\r"
_BACK = frozenset("\x08\x7f")


class LineEditor:
    """Turns bytes into whole lines, and into the text to show meanwhile."""

    def __init__(self) -> None:
        self._filter = InputFilter()
        self._line = ""

    def take(self, data: bytes) -> tuple[bytes, str]:
        """Return the lines that these bytes end, and what to write."""
        lines, shown = [], []
        for key in self._filter.keys(data):
            if key == _ENTER:
                lines.append(f"{self._line}\n")
                shown.append("\n")
                self._line = ""
            elif key in _BACK and self._line:
                shown.append("\b \b" * cell_len(self._line[-1]))
                self._line = self._line[:-1]
            elif len(key) == 1 and key.isprintable() and len(self._line) < LONGEST:
                self._line += key
                shown.append(key)
        return "".join(lines).encode(), "".join(shown)

    def pause(self) -> None:
        """Give up a sequence without an end, after a silence."""
        self._filter.pause()

    def drop(self) -> None:
        """Forget what was typed and not ended."""
        self._line = ""
