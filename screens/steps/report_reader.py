"""Where a person is in the report: on the first page, or on a page of a part. It knows no widget."""

from typing import NamedTuple

from textual.geometry import Size

from screens.steps.report_pages import Page, Piece, paginate, pieces
from screens.wording.parts import Part
from screens.wording.words import Words

Position = tuple[int, int]


class Place(NamedTuple):
    """Where a person is, what they read and what they unfolded: the same in other words and at another size."""

    part: int = 0
    """0 is the first page."""
    position: Position = (0, 0)
    """What the page begins with: the number of a piece, and of a row of it."""
    read: frozenset[str] = frozenset()
    opened: frozenset[str] = frozenset()


class ReportReader:
    """Moves through the parts of a report, page by page; how many pages a part has depends on `room`."""

    def __init__(self, parts: tuple[Part, ...], words: Words, room: Size) -> None:
        self.parts, self.words = parts, words
        self.place, self.room = Place(), room
        self._pages: list[Page] = []
        self._pages_of: tuple[int, frozenset[str], Size] | None = None

    @property
    def part(self) -> Part | None:
        """The part that is open; None on the first page."""
        return self.parts[self.place.part - 1] if self.place.part else None

    @property
    def said(self) -> tuple[str, str] | None:
        """The digit and the title of the part that is open."""
        return None if self.part is None else (str(self.place.part), self.part.title)

    def pieces(self) -> list[Piece]:
        """Return what the open part is made of."""
        return [] if self.part is None else pieces(self.part, self.words, self.place.opened)

    def pages(self) -> list[Page]:
        """Return the pages of the open part, laid out once: drawing one page asks for them ten times."""
        wanted = (self.place.part, self.place.opened, self.room)
        if wanted != self._pages_of:
            self._pages, self._pages_of = paginate(self.pieces(), self.room.width, self.room.height), wanted
        return self._pages

    def _begins(self) -> list[Position]:
        order = self.pieces()
        return [(order.index(page[0].piece), page[0].rows.start or 0) for page in self.pages()]

    @property
    def page(self) -> int:
        """Which page of the part is shown: the last one that begins at or before the position."""
        return max((index for index, begin in enumerate(self._begins()) if begin <= self.place.position), default=0)

    @property
    def has_next_page(self) -> bool:
        """Whether the part goes on."""
        return self.page + 1 < len(self.pages())

    @property
    def is_last_part(self) -> bool:
        """Whether no part follows."""
        return self.place.part == len(self.parts)

    def open(self, number: int) -> bool:
        """Go to the first page of a part, 0 to the contents; say whether there is one."""
        if not 0 <= number <= len(self.parts):
            return False
        read = self.place.read | ({self.parts[number - 1].id} if number else set())
        self.place = self.place._replace(part=number, position=(0, 0), read=frozenset(read))
        return True

    def turn(self, direction: int) -> bool:
        """Go a page on (1) or back (-1) within the part; say whether there is one."""
        begins, index = self._begins(), self.page + direction
        if self.part is None or not 0 <= index < len(begins):
            return False
        self.place = self.place._replace(position=begins[index])
        return True

    def forward(self) -> None:
        """Go to the next page, then to the next part, and after the last one to the contents."""
        if not self.turn(1):
            self.open((self.place.part + 1) % (len(self.parts) + 1))

    def back(self) -> bool:
        """Go back a page, and from the first one of a part to the contents; say whether that is within the report."""
        return self.part is not None and (self.turn(-1) or self.open(0))

    def toggle(self) -> None:
        """Open the folded section of the part, or fold it again."""
        folded = {piece.fold.id for piece in self.pieces() if piece.fold is not None}
        self.place = self.place._replace(opened=self.place.opened ^ folded)
