"""What is looked at in every single text: length of sentences, spaces, signs, quotation marks and terms."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

from assets.writing import Writing

LONGEST: Final = 20
"""Words that a sentence may have."""

NO_BREAK: Final = "\u00a0"
_QUOTES: Final = re.compile('["\u2018-\u201f\u00ab\u00bb\u2039\u203a\u00b4`]')
_TIGHT: Final = re.compile(r"\s+([,.;:!?)])")
_NO_SPACE_AFTER: Final = re.compile(r"[,;:!?](?=[^\W\d_])")

Found = tuple[str, str]
"""What is wrong, and how to fix it."""


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return re.split(r"(?<=[.!?])\s+", text)


def words_in(text: str) -> list[str]:
    """Return the words of a text: a sign that stands alone is none."""
    return [word for word in text.split() if any(letter.isalnum() for letter in word)]


def _length(text: str, _: Writing) -> Iterator[Found]:
    for sentence in sentences(text):
        if (count := len(words_in(sentence))) > LONGEST:
            yield f"a sentence of {count} words: {sentence}", f"make two of it, {LONGEST} words are the most"


def _spaces(text: str, writing: Writing) -> Iterator[Found]:
    if re.search(r"\s\s", text):
        yield "two spaces together", "leave one"
    for index, letter in enumerate(text):
        odd = unicodedata.category(letter) == "Zs" and letter != " "
        if odd and not (letter == NO_BREAK and (text[index + 1 : index + 2] in writing.spaced or _is_before_unit(text, index))):
            yield f"a {unicodedata.name(letter).lower()} after {_before(text, index)!r}", "put a plain space there"


def _is_before_unit(text: str, index: int) -> bool:
    """Say whether a space stands between a number, or what is filled with one, and its unit."""
    return text[index - 1 : index].isdigit() or text[:index].endswith("{count}")


def _signs(text: str, writing: Writing) -> Iterator[Found]:
    for found in _TIGHT.finditer(text):
        if found[1] not in writing.spaced:
            yield f"a space before {found[1]!r} after {_before(text, found.start())!r}", "take it away"
    for index, letter in enumerate(text):
        before = text[index - 1 : index]
        if letter in writing.spaced and before != NO_BREAK and before not in writing.spaced:
            yield f"no no-break space between {_before(text, index)!r} and {letter!r}", "put one there (U+00A0)"
    for found in _NO_SPACE_AFTER.finditer(text):
        yield f"no space after {_before(text, found.end())!r}", "put one there"


def _before(text: str, index: int) -> str:
    return text[:index].rsplit(" ", 1)[-1].strip()


def _quotes(text: str, writing: Writing) -> Iterator[Found]:
    for found in _QUOTES.finditer(text):
        if found[0] not in writing.quotes:
            yield f"the sign {found[0]}", "use a straight apostrophe, or say it without quotation marks"


def _pairs(text: str, writing: Writing) -> Iterator[Found]:
    for pair in writing.pairs:
        opening, closing = pair[0], pair[-1]
        if text.count(opening) != text.count(closing):
            yield f"{opening} and {closing} do not come in pairs", f"open with {opening} and close with {closing}"


def _terms(text: str, writing: Writing) -> Iterator[Found]:
    for term in writing.terms:
        for avoided in term.avoid:
            if re.search(rf"\b{re.escape(avoided)}\b", text, re.IGNORECASE):
                yield f"the term {avoided!r}", f"use: {term.use}"


LINTS: Final[tuple[Callable[[str, Writing], Iterator[Found]], ...]] = (_length, _spaces, _signs, _quotes, _pairs, _terms)


def lint(text: str, writing: Writing) -> Iterator[Found]:
    """Yield everything that is wrong with a text."""
    for look in LINTS:
        yield from look(text, writing)
