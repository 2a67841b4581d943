"""What one text may hold: words without markup, control characters or unknown placeholders."""

import unicodedata
from string import Formatter
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict

PLACEHOLDERS: Final = frozenset(
    {
        "answer", "circumstances", "clear_after", "code", "codes", "count", "day", "emergency_number", "file", "first",
        "minutes", "month", "option", "place", "question", "retention_weeks", "second", "seconds", "site", "symptoms", "time",
        "total", "warn_after", "year",
    }
)  # fmt: skip
"""The only placeholders a text may hold."""


def placeholders(text: str) -> set[str]:
    """Return the placeholders in `text`.

    Raises:
        ValueError: a brace without its partner, or a placeholder with more than a name in it.
    """
    if "{" not in text and "}" not in text:
        return set()
    found = [(name, form, conversion) for _, name, form, conversion in Formatter().parse(text) if name is not None]
    if any(form or conversion for _, form, conversion in found):
        raise ValueError("holds a placeholder with more than a name in it")
    return {name for name, _, _ in found}


def _readable(text: str) -> str:
    if text != text.strip() or not text:
        raise ValueError("is empty or has spaces at an end")
    if not text.isprintable() and any(unicodedata.category(letter).startswith("C") for letter in text):
        raise ValueError("holds a control or invisible character")
    if unknown := placeholders(text) - PLACEHOLDERS:
        raise ValueError(f"holds an unknown placeholder {{{min(unknown)}}}; known are {', '.join(sorted(PLACEHOLDERS))}")
    return text


Text = Annotated[str, AfterValidator(_readable)]


class Section(BaseModel):
    """A part of a language file: frozen, and nothing in it that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid")
