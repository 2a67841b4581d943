"""The number to call: a block with the number in large digits and what is said beside it, as an alarm or calm."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from textual.content import Content

from screens.rendering.digits import ROWS, drawn
from screens.rendering.themes import HIGH_CONTRAST
from screens.widgets.lines import BULLET, Lines, hanging, wrapped
from screens.wording.emergency import Alarm

_GAP: Final = 4
_LEAST_BESIDE: Final = 24
"""Columns that words beside the digits need at least."""

_LOW: Final = 20
"""Rows of a window below which a page to read has no room for digits."""

_TALL: Final = 30
"""Rows of a window from which the block on a page to read has empty rows of its own."""

_EDGES: Final = 2
"""Columns on each side: a bar and a space in an alarm, two spaces otherwise."""


class NumberBlock(Lines):
    """The number to call, and what to do. It takes no focus.

    Args:
        number: The number, as the site writes it.
        head: One bold line: in an alarm what to do, above the digits.
        said: Lines beside the digits.
        points: Points below them: the reasons of an alarm.
        brief: What stands for `said` and `points` where there is little room.
        alarm: Whether this is an emergency.
        most: Rows that the block may take; None for as many as it needs.
        on_page: Whether it stands at the head of a page to read: there its head is the title, and a low window has no digits.
    """

    def __init__(  # noqa: PLR0913 - what a block says, and how it is drawn
        self,
        number: str,
        head: str,
        *,
        said: Sequence[str] = (),
        points: Sequence[str] = (),
        brief: str = "",
        alarm: bool = False,
        most: int | None = None,
        on_page: bool = False,
    ) -> None:
        super().__init__(classes="number")
        self.number, self.head, self.said, self.points, self.brief = number, head, tuple(said), tuple(points), brief
        self.alarm, self.most, self.on_page = alarm, most, on_page
        self.newest_is_bold = False

    @classmethod
    def of_alarm(cls, alarm: Alarm, most: int | None = None) -> "NumberBlock":
        """Return the block of an emergency, the newest of several reasons in bold."""
        block = cls(
            alarm.number, alarm.action, said=[alarm.said], points=alarm.reasons, brief=alarm.brief, alarm=True, most=most
        )
        block.newest_is_bold = True
        return block

    def fit(self, most: int | None) -> None:
        """Take at most so many rows."""
        if most != self.most:
            self.most = most
            self.refresh(layout=True)

    def height_at(self, width: int) -> int:
        """Return how many rows it takes at a width."""
        return len(self.lines(width))

    def lines(self, width: int) -> list[Content]:
        """Return the roomiest arrangement that fits: digits beside all words, beside few, above few, no digits."""
        if self.on_page and self.app.size.height < _LOW:
            # What is to be read comes before a large number there.
            return self._bare(width)
        made: list[Content] = []
        for rows in self._arrangements(width):
            made = rows
            if self.most is None or len(made) <= self.most:
                break
        return made

    def _arrangements(self, width: int) -> Iterator[list[Content]]:
        inner, height = width - 2 * _EDGES, self.app.size.height
        digits = drawn(self.number, inner)
        right = inner - len(digits[0]) - _GAP if digits else 0
        if right >= _LEAST_BESIDE:
            for words in [self._words(right), *([wrapped(self.brief, right)] if self.brief else [])]:
                for spaces in ("top between bottom", "top", "")[2 * (self.on_page and height < _TALL) :]:
                    yield self._framed(self._beside(digits, words, inner, spaces), spaces, width)
        if digits and (self.alarm or self.on_page):
            for spaces in ("between", ""):
                yield self._framed(self._above(digits, inner, spaces), spaces, width)
        yield self._bare(width)

    def _words(self, width: int) -> list[Content]:
        head = [] if self.alarm else wrapped(self.head, width, "bold $title-ink")
        said = [line for text in self.said for line in wrapped(text, width)]
        points = []
        for index, point in enumerate(self.points, 1):
            style = "bold" if self.newest_is_bold and index == len(self.points) > 1 else ""
            points += hanging(f"{BULLET} ", point, width, style)
        return [*head, *said, *points]

    def _solid(self, ink: str, ground: str) -> str:
        # One colour for ink and ground, so that no hairline shows; of 16 colours the bright ones are no grounds.
        return f"{ink} on {ground if self.app.current_theme.ansi else ink}"

    def _digits(self, rows: Sequence[str]) -> list[Content]:
        ink = self._solid("$emergency-ink", "$emergency") if self.alarm else self._solid("$primary", "$panel")
        runs = ([(sign, "".join(run)) for sign, run in groupby(row)] for row in rows)
        return [Content("").join(Content.styled(run, ink if sign == "█" else "") for sign, run in row) for row in runs]

    def _beside(self, digits: Sequence[str], words: list[Content], inner: int, spaces: str) -> list[Content]:
        head = wrapped(self.head, inner, "bold") if self.alarm else []
        height = max(ROWS, len(words))
        above, aside = (height - ROWS) // 2, 0 if self.alarm else (height - len(words)) // 2
        blank, columns = Content(""), len(digits[0])
        left = [blank] * above + self._digits(digits) + [blank] * height
        right = [blank] * aside + words + [blank] * height
        rows = [left[row].pad_right(columns + _GAP - left[row].cell_length) + right[row] for row in range(height)]
        return [*head, *([blank] if head and "between" in spaces else []), *rows]

    def _above(self, digits: Sequence[str], inner: int, spaces: str) -> list[Content]:
        head = wrapped(self.head, inner, "bold")
        below = wrapped(self.brief, inner) if self.brief else [line for text in self.said for line in wrapped(text, inner)]
        return [*head, *([Content("")] if "between" in spaces else []), *self._digits(digits), *below]

    def _bare(self, width: int) -> list[Content]:
        if self.alarm:
            inner = width - 2 * _EDGES
            return self._framed([*wrapped(self.head, inner, "bold"), *wrapped(self.brief, inner)], "", width)
        head = wrapped(self.head, width, "bold $title-ink") if self.on_page or not self.said else []
        return [*head, *(line for text in self.said for line in wrapped(text, width, "bold"))]

    def _framed(self, rows: list[Content], spaces: str, width: int) -> list[Content]:
        inner = width - 2 * _EDGES
        line = self._solid("$emergency-line", "$emergency")
        bar = Content.styled("█", line) if self.alarm else Content(" ")
        whole = self.alarm and self.app.theme == HIGH_CONTRAST.name
        # Where red cannot be told from white by its light, the bars go all round.
        edge = Content.styled("█" * width, line) if whole else None
        ground = "$emergency-ink on $emergency" if self.alarm else "on $panel"

        def framed(row: Content) -> Content:
            return (bar + " " + row.pad_right(inner - row.cell_length) + " " + bar).stylize_before(ground)

        top = [edge or framed(Content(""))] if "top" in spaces else []
        bottom = [edge or framed(Content(""))] if "bottom" in spaces else []
        return [*top, *map(framed, rows), *bottom]
