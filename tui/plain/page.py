"""A page of plain lines: what is read, what can be entered, and what each entry does. Pure; it reads and writes nothing."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Final

from screens.wording.words import Words
from tui.plain.state import Move

NARROWEST: Final = 20


@dataclass(frozen=True)
class Choice:
    """One thing that can be entered: its key (empty for Enter alone), its words, and what it does."""

    key: str
    text: str = field(repr=False)
    move: Callable[[], Move] = field(repr=False)


@dataclass(frozen=True)
class Page:
    """What is read first, then the numbered answers, then the letters.

    `numbers` are answers that `lines` name already. `several` takes more than one number, where a question allows it.
    """

    lines: tuple[str, ...] = field(repr=False)
    again: tuple[str, ...] = field(default=(), repr=False)
    """What is said in state of `lines` where they were read just before; empty where they are short."""
    answers: tuple[Choice, ...] = field(default=(), repr=False)
    numbers: tuple[Choice, ...] = field(default=(), repr=False)
    letters: tuple[Choice, ...] = field(default=(), repr=False)
    enter: Choice | None = field(default=None, repr=False)
    several: Callable[[Sequence[int]], Move | None] | None = field(default=None, repr=False)

    def all_lines(self, words: Words, *, read_before: bool = False) -> tuple[str, ...]:
        """Return everything that is read, the keys last."""
        plain = words.texts.plain
        letters = ", ".join(f"{choice.key} {choice.text}" for choice in self.letters)
        return (
            *(self.again if self.again and read_before else self.lines),
            *(f"{choice.key}. {choice.text}" for choice in self.answers),
            *((words(plain.enter, answer=self.enter.text),) if self.enter is not None else ()),
            *((words(plain.letters, answer=letters),) if letters else ()),
        )

    def take(self, entry: str) -> Move | None:
        """Return what an entry does, or None where it is not clear. Only what is offered is clear, nothing near it."""
        said = tidy(entry)
        offered = (*self.answers, *self.numbers, *self.letters, *((self.enter,) if self.enter is not None else ()))
        for choice in offered:
            if said == choice.key:
                act: Callable[[], Move] = choice.move
                return act()
        if self.several is not None and re.fullmatch(r"[1-9][0-9]?([ ,;]+[1-9][0-9]?)*", said):
            return self.several([int(number) for number in re.findall(r"[0-9]+", said)])
        return None

    def allowed(self, words: Words) -> str:
        """Return the sentence for an entry that was not clear."""
        plain, numbers = words.texts.plain, len(self.answers) + len(self.numbers)
        said = [plain.several] if self.several is not None else []
        if numbers:
            said.append(words(plain.numbers, count=str(numbers)) if numbers > 1 else "1")
        if self.enter is not None:
            said.append(plain.enter_alone)
        return words(plain.unclear, answer=", ".join([*said, *(choice.key for choice in self.letters)]))


def tidy(entry: str) -> str:
    """Return an entry without what surrounds it: spaces, a full stop or bracket after a number, capitals, wide digits."""
    said = unicodedata.normalize("NFKC", entry).strip().casefold()
    return re.sub(r"^([0-9]+)[.)]$", r"\1", said)


def numbered(pairs: Sequence[tuple[str, Callable[[], Move]]], first: int = 1) -> tuple[Choice, ...]:
    """Return choices with the numbers from `first` on."""
    return tuple(Choice(str(number), text, move) for number, (text, move) in enumerate(pairs, first))


def wrapped(lines: Sequence[str], width: int) -> list[str]:
    """Return lines of at most `width` characters, broken between words; an empty line stays one."""
    broken = (wrap(line, max(NARROWEST, width), break_on_hyphens=False) or [""] for line in lines)
    return [part for line in broken for part in line]
