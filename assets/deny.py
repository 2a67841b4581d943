"""What no text may say, by family: a list of patterns for each language, and the phrases of a text that break it."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Final, NamedTuple, Self

from pydantic import Field, RootModel, model_validator

from assets.catalog import TextsError, parse
from assets.text import Section

FAMILIES: Final = ("count", "rightness", "absence", "reassurance", "prognosis", "duty", "chance", "diagnosis")
"""Counts and scores; whether surgery is right; that there is no disease; reassurance; prognosis; what somebody has to do;
how probable something is; a diagnosis as a statement."""

_FILE: Final = "deny.toml"
_FRAME: Final = re.compile("[\u2500-\u25ff|]+")
"""Lines and blocks that a drawn screen puts between the words of one sentence."""

_WORD: Final = re.compile(r"<(\w+)>")


class Denied(NamedTuple):
    """A phrase that no text may hold, and its family."""

    family: str
    phrase: str


@cache
def _pattern(written: str) -> re.Pattern[str]:
    """Compile a pattern once for the check and the use of a list; a list has more of them than the library keeps."""
    return re.compile(written, re.IGNORECASE)


class DenyList(Section):
    """The patterns of one language; `<name>` in a pattern stands for the words of that name."""

    words: Mapping[str, str]
    families: Mapping[str, Annotated[tuple[str, ...], Field(min_length=1)]]

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if missing := [family for family in FAMILIES if family not in self.families]:
            raise ValueError(f"there are no phrases for {', '.join(missing)}; every language needs {', '.join(FAMILIES)}")
        if unknown := [family for family in self.families if family not in FAMILIES]:
            raise ValueError(f"{', '.join(unknown)}: there is no such family; allowed are {', '.join(FAMILIES)}")
        for family, patterns in self.families.items():
            for pattern in patterns:
                try:
                    self._compiled(pattern)
                except (KeyError, re.error) as error:
                    raise ValueError(f"{family}: {pattern}: is no pattern: {error}") from None
        return self

    def _compiled(self, pattern: str) -> re.Pattern[str]:
        return _pattern(_WORD.sub(lambda found: f"(?:{self.words[found[1]]})", pattern))

    @cached_property
    def patterns(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """Every pattern with its family."""
        return tuple((family, self._compiled(pattern)) for family in FAMILIES for pattern in self.families[family])

    def denied(self, text: str) -> list[Denied]:
        """Return every denied phrase in `text`, which may be a drawn screen: frames and line breaks hide none."""
        plain = " ".join(_FRAME.sub(" ", unicodedata.normalize("NFC", text)).split())
        return [Denied(family, found[0]) for family, pattern in self.patterns for found in pattern.finditer(plain)]


class _File(RootModel[Mapping[str, DenyList]]):
    """The deny list of every language, by its code."""


def deny_list(code: str, root: Traversable | None = None) -> DenyList:
    """Return the deny list of a language.

    Raises:
        TextsError: the file cannot be used, or has nothing for this language.
    """
    lists = parse(_File, (root or files("assets")) / _FILE).root
    if code not in lists:
        raise TextsError(f"{_FILE}: {code}: there are no phrases for this language; it needs {', '.join(FAMILIES)}")
    return lists[code]
