"""Loads and checks the language files and the sources, once. A language that lacks a text is not offered."""

import tomllib
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import combinations
from typing import Final, TypeVar

from pydantic import BaseModel, ValidationError

from assets.accepted import FILE, Accepted
from assets.models import Sources, Texts
from assets.opening import READ
from assets.text import placeholders
from assets.writing import Writing

REFERENCE: Final = "en"
"""The language that the others are compared with."""


OWN: Final = ("writing.", "amounts.")
"""Parts of a language file that each language has for itself."""

_COPY: Final = 0.5
"""A language with more than this part of its texts word for word those of another one is a copy of it."""

_Model = TypeVar("_Model", bound=BaseModel)


class TextsError(ValueError):
    """A language file or the sources file is damaged; the sentence names file, field and what is wrong."""


@dataclass(frozen=True)
class Catalog:
    """All that people can read: complete languages in order, sources, and what is wrong with those left out."""

    languages: Mapping[str, Texts]
    sources: Sources
    incomplete: Mapping[str, str]
    drafts: frozenset[str] = frozenset()
    """Complete languages that nobody has reviewed."""


def leaves(words: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text below `words` with its dotted path, so that languages can be compared and checked."""
    if isinstance(words, str):
        yield path, words
    elif isinstance(words, BaseModel) and not isinstance(words, Writing):
        for name in type(words).model_fields:
            yield from leaves(getattr(words, name), f"{path}.{name}".lstrip("."))
    elif isinstance(words, Mapping):
        for name, below in words.items():
            yield from leaves(below, f"{path}.{name}")
    elif isinstance(words, tuple):
        for index, below in enumerate(words):
            yield from leaves(below, f"{path}.{index}")


def parse(model: type[_Model], file: Traversable) -> _Model:
    """Return a file as a model.

    Raises:
        TextsError: the file cannot be read or used; the sentence names file and field.
    """
    try:
        return model.model_validate(READ.pop(str(file), None) or tomllib.loads(file.read_text("utf-8")))
    except OSError as error:
        raise TextsError(f"{file.name}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise TextsError(f"{file.name}: is not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise TextsError(f"{file.name}: is not TOML: {error}") from None
    except ValidationError as error:
        wrong = (
            f"{'.'.join(map(str, found['loc']))}: {found['msg'].removeprefix('Value error, ')}"
            for found in error.errors(include_url=False, include_context=False)
        )
        raise TextsError(f"{file.name}: {'; '.join(wrong)}") from None


def differences(texts: Texts, reference: Texts) -> list[str]:
    """Say how `texts` differs from `reference` in ids or placeholders: one sentence for each key."""
    ours, theirs = ({path: text for path, text in leaves(words) if not path.startswith(OWN)} for words in (texts, reference))
    missing = [f"{path} is missing" for path in theirs if path not in ours]
    unknown = [f"{path} is not known" for path in ours if path not in theirs]
    both = (path for path in theirs if path in ours)
    unlike = (path for path in both if placeholders(ours[path]) != placeholders(theirs[path]))
    return [*missing, *unknown, *(f"{path} does not hold the placeholders of the {reference.name} text" for path in unlike)]


def _language(file: Traversable, reference: Texts | None) -> Texts:
    texts = parse(Texts, file)
    if f"{texts.code}.toml" != file.name:
        raise TextsError(f"{file.name}: code is not the file's name")
    if reference is not None and (wrong := differences(texts, reference)):
        raise TextsError(f"{file.name}: {'; '.join(wrong)}")
    return texts


def _copies(found: Mapping[str, Texts], drafts: Container[str]) -> dict[str, str]:
    """Return the languages that say mostly what another one says, a draft before a reviewed one: a sentence for each."""
    copies: dict[str, str] = {}
    said = {code: dict(leaves(texts)) for code, texts in sorted(found.items(), key=lambda item: item[0] in drafts)}
    for one, other in combinations(said, 2):
        same = sum(text == said[one].get(path) for path, text in said[other].items())
        if other != REFERENCE and one not in copies and same > len(said[other]) * _COPY:
            copies[other] = f"{other}.toml: is a copy of {one}.toml: {same} of {len(said[other])} texts are the same"
    return copies


def load(root: Traversable | None = None, wants: Callable[[str, bool], bool] | None = None) -> Catalog:
    """Read the language files, the sources, and which languages are drafts.

    Args:
        root: The folder of the files; None for the program's own.
        wants: Says of a code, and of whether it is a draft, whether to read it; None for every one. English is always read.

    Raises:
        TextsError: the reference language, the sources or the file of what was accepted cannot be used.
    """
    root = root or files("assets")
    sources, accepted = parse(Sources, root / "sources.toml"), parse(Accepted, root / FILE)
    reference = _language(root / "texts" / f"{REFERENCE}.toml", None)
    found, incomplete = {REFERENCE: reference}, {}
    for file in sorted((root / "texts").iterdir(), key=lambda file: file.name):
        code = file.name.removesuffix(".toml")
        if code in {REFERENCE, file.name} or (wants is not None and not wants(code, accepted.is_draft(code))):
            continue
        try:
            found[code] = _language(file, reference)
        except TextsError as error:
            incomplete[code] = str(error)
    drafts = frozenset(filter(accepted.is_draft, found))
    incomplete |= _copies(found, drafts)
    languages = {code: texts for code, texts in found.items() if code not in incomplete}
    return Catalog(languages, sources, incomplete, drafts & languages.keys())
