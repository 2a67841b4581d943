"""The first row of every page: its name or, in a small window, the part of the visit; at the right, keys for its looks."""

from typing import Final

from rich.cells import cell_len
from textual.content import Content

from screens.grid import Grid
from screens.messages import Request
from screens.widgets.key_line import GAP, Hint, HintLine, cap
from screens.wording.progress import PARTS, Progress
from screens.wording.words import Words

LEAST_NAME: Final = 12
"""Columns that the name of a site keeps."""

_FROM_RIGHT: Final = ("request('language')", "request('colours')", "request('bigger')")

SHOWN: Final = 4
"""Codes of languages that fit beside the rest of the line."""


def language_hint(words: Words, *, is_short: bool) -> Hint | None:
    """Return the key of the language, and what it leads to: the other one's name, or codes; None with one language."""
    others = [name for code, name in words.languages.items() if code != words.texts.code]
    if not others:
        return None
    codes = [code.upper() for code in words.languages]
    several = " ".join((*codes[:SHOWN], *("…" for _ in codes[SHOWN:][:1])))
    more = " …" if len(codes) > SHOWN else ""
    label = f"{words.texts.code.upper()}{more}" if is_short else others[0] if len(others) == 1 else several
    return Hint(words.texts.keys.language, label, f"request('{Request.LANGUAGE}')")


def part_fits(grid: Grid, part: tuple[str, str] | None) -> Content | None:
    """Return the digit and the title of a part as they stand in the title line; None where they do not."""
    if part is None or not grid.is_small:
        return None
    said = cap(part[0]) + Content.styled(f" {part[1]}", "bold")
    return said if said.cell_length <= grid.width else None


class TitleLine(HintLine):
    """The name of the kiosk and the keys for size, colours and language, where they fit."""

    def show(
        self, words: Words, progress: Progress | None, *, offers_looks: bool = True, part: tuple[str, str] | None = None
    ) -> None:
        """Show where the person is, and the keys that fit.

        Args:
            words: The words of the language.
            progress: How far the visit is.
            offers_looks: Whether the page itself has no keys for size and colours.
            part: The digit and the title of the part of the report that is open.
        """
        grid = self.grid
        self.margin = grid.margin
        where = part_fits(grid, part) or (self._where(words, progress) if grid.is_small else Content(""))
        name = words.values["site"] or words.texts.ui.app
        left = grid.width - (where.cell_length or min(cell_len(name), LEAST_NAME))
        fitting: list[Hint] = []
        for hint in self._hints(words, offers_looks=offers_looks and not where.plain):
            if left >= hint.columns + (GAP if fitting else 1):
                fitting.append(hint)
                left -= hint.columns + GAP
        start = grid.width
        placed: list[tuple[int, Hint]] = []
        for hint in sorted(fitting, key=lambda hint: _FROM_RIGHT.index(hint.action)):
            placed.insert(0, (start - hint.columns, hint))
            start -= hint.columns + GAP
        room = start if fitting else grid.width
        said = where or Content.styled(name if cell_len(name) <= room else f"{name[: room - 1]}…", "bold $title-ink")
        self.put(placed, said)

    def _hints(self, words: Words, *, offers_looks: bool) -> list[Hint]:
        keys, ui = words.texts.keys, words.texts.ui
        bigger = ui.smaller if self.screen.has_class("-big") else ui.bigger
        looks = [Hint(keys.bigger, bigger, "request('bigger')"), Hint(keys.colours, ui.colours, "request('colours')")]
        language = language_hint(words, is_short=self.grid.is_small)
        fitting = looks if offers_looks else []
        return [language, *fitting] if language else fitting

    @staticmethod
    def _where(words: Words, progress: Progress | None) -> Content:
        """Return a sign for each part of the visit, the part's name, and the number of the question."""
        if progress is None:
            return Content("")
        signs = "".join("■" if index <= progress.part else "·" for index in range(len(PARTS)))
        name = words.texts.ui.parts[PARTS[progress.part]]
        count = progress.count(words)
        return Content.assemble((signs, "$primary"), " ", (name, "bold"), f" · {count}" if count else "")
