"""How easily the texts of a language read, by the formula that its file names."""

import re
from collections.abc import Iterable

from assets.catalog import leaves
from assets.lint import sentences, words_in
from assets.models import Texts


def ease(texts: Texts) -> str:
    """Return the figure in a sentence; syllables are counted by the patterns for hyphenation, where there are any."""
    whole = [sentence for text in _read(texts) for sentence in sentences(text) if sentence[-1] in ".!?"]
    words = [word for sentence in whole for word in words_in(sentence)]
    a_sentence = len(words) / max(1, len(whole))
    syllables, reading = _syllables(words, texts.code), texts.writing.reading
    if reading is None or syllables is None:
        return f"{a_sentence:.1f} words a sentence (there is no formula for this language)"
    a_word = syllables / max(1, len(words))
    figure = reading.start - reading.words * a_sentence - reading.syllables * a_word
    return f"{figure:.0f} by {reading.name} (100 is easy): {a_sentence:.1f} words a sentence, {a_word:.2f} syllables a word"


def _read(texts: Texts) -> Iterable[str]:
    return (re.sub(r"\{\w+\}", "x", text) for _, text in leaves(texts))


def _syllables(words: Iterable[str], code: str) -> int | None:
    from pyphen import Pyphen, language_fallback  # noqa: PLC0415 - no other command needs it

    if language_fallback(code) is None:
        return None
    patterns = Pyphen(lang=code, left=1, right=1)
    return sum(1 + len(patterns.positions("".join(filter(str.isalpha, word)).lower())) for word in words)
