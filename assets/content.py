"""Everything that can be wrong with the texts and the sources, each with its file and key and how to fix it."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from assets.catalog import OWN, REFERENCE, Catalog, TextsError, leaves, load
from assets.deny import deny_list
from assets.lint import lint
from assets.models import Texts
from assets.reading import Level, levels

_PLACEHOLDER: Final = re.compile(r"\{\w+\}")

_NOT_READ = ("code", "name", "keys.", "amounts.plural")
"""Texts that are no sentences."""


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong."""

    file: str
    key: str
    what: str
    fix: str

    def __str__(self) -> str:
        """Return it as one line."""
        return f"{self.file}: {self.key}: {self.what}; {self.fix}"


def _keys(words: object, path: str = "") -> Iterator[str]:
    below = words.items() if isinstance(words, Mapping) else enumerate(words) if isinstance(words, list) else None
    if below is None:
        yield path
    else:
        for name, part in below:
            yield from _keys(part, f"{path}.{name}".lstrip("."))


def _keys_of(file: Traversable) -> list[str]:
    return [key for key in _keys(tomllib.loads(file.read_text("utf-8"))) if not key.startswith(OWN)]


def gaps(root: Traversable, code: str) -> Iterator[Finding]:
    """Yield every key that a language lacks, and every key that the reference has not, whatever else is wrong."""
    name, reference = f"{code}.toml", f"{REFERENCE}.toml"
    try:
        ours, theirs = _keys_of(root / "texts" / name), _keys_of(root / "texts" / reference)
    except (OSError, ValueError) as error:
        yield Finding(name, "the file", f"cannot be read ({type(error).__name__})", "fix it first")
        return
    for key in theirs:
        if key not in ours:
            yield Finding(name, key, "is missing", f"say here what {reference} says")
    for key in ours:
        if key not in theirs:
            yield Finding(name, key, "is not known", f"take it away, or add it to {reference}")


def denied_in(texts: Texts, named: Iterable[tuple[str, str]], root: Traversable) -> Iterator[Finding]:
    """Yield every phrase of the deny list in the texts of a language, each with the name of its text."""
    try:
        deny = deny_list(texts.code, root)
    except TextsError as error:
        yield Finding("deny.toml", texts.code, str(error).removeprefix(f"deny.toml: {texts.code}: "), "add them there")
        return
    for name, text in named:
        for family, phrase in deny.denied(text):
            yield Finding(
                f"{texts.code}.toml", name, f"{phrase!r} is denied ({family})", "no text may say so: say it otherwise"
            )


def _in_texts(texts: Texts, root: Traversable) -> Iterator[Finding]:
    read = [(key, text) for key, text in leaves(texts) if not key.startswith(_NOT_READ)]
    for key, text in read:
        yield from (Finding(f"{texts.code}.toml", key, what, fix) for what, fix in lint(text, texts.writing))
    yield from denied_in(texts, read, root)


def _not_translated(texts: Texts, reference: Texts) -> Iterator[Finding]:
    english = dict(leaves(reference))
    for key, text in leaves(texts):
        has_words = any(map(str.isalpha, _PLACEHOLDER.sub("", text)))
        if has_words and text == english[key] and text not in texts.writing.same and not key.startswith(_NOT_READ):
            yield Finding(
                f"{texts.code}.toml", key, f"is the text of {REFERENCE}.toml", "translate it, or list it in writing.same"
            )


def _hard(code: str, level: Level) -> Finding:
    return Finding(f"{code}.toml", level.section, f"misses its goal: {level}", "say it in shorter sentences and shorter words")


def _in_sources(catalog: Catalog, today: date) -> Iterator[Finding]:
    for key, source in catalog.sources.overdue(today).items():
        due = f"was due on {source.check_again}"
        yield Finding("sources.toml", f"{key}.check_again", due, "read the source again, then set its dates")


def findings(today: date, root: Traversable | None = None) -> tuple[list[str], list[Finding]]:
    """Return how easily each section of each language reads, and everything that is wrong on `today`.

    Raises:
        TextsError: the reference language or the sources cannot be used.
    """
    root = root or files("assets")
    catalog = load(root)
    found = [finding for code in (*catalog.languages, *catalog.incomplete) for finding in gaps(root, code)]
    for code, sentence in catalog.incomplete.items():
        if not any(finding.file == f"{code}.toml" for finding in found):
            found.append(Finding(f"{code}.toml", "the file", sentence.removeprefix(f"{code}.toml: "), "fix it first"))
    table = []
    for code, texts in catalog.languages.items():
        read = tuple(levels(texts))
        table += [f"{code}.toml: {level}" for level in read]
        found += [_hard(code, level) for level in read if level.is_missed]
        found += _in_texts(texts, root)
        if texts.code != REFERENCE:
            found += _not_translated(texts, catalog.languages[REFERENCE])
    return table, [*found, *_in_sources(catalog, today)]
