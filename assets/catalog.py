"""Loads and checks the language files and the sources, once. A language that lacks a text is not offered."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from assets.models import Sources, Texts
from assets.text import placeholders

REFERENCE: Final = "en"
"""The language that the others are compared with."""


_Model = TypeVar("_Model", bound=BaseModel)


class TextsError(ValueError):
    """A language file or the sources file is damaged; the sentence names file, field and what is wrong."""


@dataclass(frozen=True)
class Catalog:
    """All that people can read: complete languages in order, sources, and what is wrong with those left out."""

    languages: Mapping[str, Texts]
    sources: Sources
    incomplete: Mapping[str, str]


def leaves(words: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text below `words` with its dotted path, so that languages can be compared and checked."""
    if isinstance(words, str):
        yield path, words
    elif isinstance(words, BaseModel):
        for name in type(words).model_fields:
            yield from leaves(getattr(words, name), f"{path}.{name}".lstrip("."))
    elif isinstance(words, Mapping):
        for name, below in words.items():
            yield from leaves(below, f"{path}.{name}")
    elif isinstance(words, tuple):
        for index, below in enumerate(words):
            yield from leaves(below, f"{path}.{index}")


def _parse(model: type[_Model], data: str, name: str) -> _Model:
    try:
        return model.model_validate(tomllib.loads(data))
    except tomllib.TOMLDecodeError as error:
        raise TextsError(f"{name}: is not TOML: {error}") from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        raise TextsError(f"{name}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None


def difference(texts: Texts, reference: Texts) -> str | None:
    """Say how `texts` differs from `reference` in ids or placeholders, or None."""
    ours, theirs = dict(leaves(texts)), dict(leaves(reference))
    for path in (*theirs, *ours):
        if path not in ours:
            return f"{path} is missing"
        if path not in theirs:
            return f"{path} is not known"
        if placeholders(ours[path]) != placeholders(theirs[path]):
            return f"{path} does not hold the placeholders of the {reference.name} text"
    return None


def load(root: Traversable | None = None) -> Catalog:
    """Read every language file and the sources.

    Raises:
        TextsError: the reference language or the sources cannot be used.
    """
    root = root or files("assets")
    sources = _parse(Sources, (root / "sources.toml").read_text("utf-8"), "sources.toml")
    found: dict[str, Any] = {}
    incomplete: dict[str, str] = {}
    for entry in sorted((root / "texts").iterdir(), key=lambda entry: (entry.name != f"{REFERENCE}.toml", entry.name)):
        code = entry.name.removesuffix(".toml")
        try:
            texts = _parse(Texts, entry.read_text("utf-8"), entry.name)
        except TextsError as error:
            if code == REFERENCE:
                raise
            incomplete[code] = str(error)
            continue
        wrong = "code is not the file's name" if texts.code != code else difference(texts, found.get(REFERENCE, texts))
        if wrong:
            incomplete[code] = f"{entry.name}: {wrong}"
        else:
            found[code] = texts
    return Catalog(languages=found, sources=sources, incomplete=incomplete)
