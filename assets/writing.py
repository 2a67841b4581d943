"""How a language is written: what a check of its texts has to know about it. None of it is shown to a person."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from assets.text import Section, Text


class Reading(Section):
    """A formula for how easily a text reads: `start` less words a sentence and syllables a word, each times its weight.

    `easier`: whether a high or a low figure reads more easily. `goals`: what the figure of a section has to reach.
    """

    name: Text
    start: float
    words: float
    syllables: float
    easier: Literal["high", "low"] = "high"
    goals: Mapping[str, float] = Field(default_factory=dict)


class Term(Section):
    """One word for one thing: `use` it, and none of `avoid`."""

    use: Text
    avoid: tuple[Text, ...] = Field(min_length=1)


class Writing(Section):
    """The formula, the signs that stand after a no-break space, the signs that come in pairs, quotation marks, and terms."""

    reading: Reading | None = None
    spaced: str = ""
    pairs: tuple[str, ...] = ()
    quotes: str = ""
    digits: str = Field("1234567890", min_length=10, max_length=10)
    """What the keys for 1 to 9 and 0 write without Shift on a keyboard of the language."""
    terms: tuple[Term, ...] = ()
    same: tuple[Text, ...] = ()
    """Texts that are word for word those of the reference language."""
