"""The texts of a channel: where no member of staff is near, some are said without one."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from assets.catalog import leaves
from assets.models import Texts
from assets.writing import Writing


def without_staff(texts: Texts) -> Texts:
    """Return the texts with every one that names staff replaced by its form without, from the table `unstaffed`."""
    replaced: Texts = _replaced(texts, texts.unstaffed, "")
    return replaced


def unknown_paths(texts: Texts) -> list[str]:
    """Return the paths in the table `unstaffed` that are no text of this language."""
    known = {path for path, _ in leaves(texts)}
    return [path for path in texts.unstaffed if path not in known]


def _replaced(words: Any, new: Mapping[str, str], path: str) -> Any:  # noqa: ANN401 - a tree of texts
    if isinstance(words, str):
        return new.get(path, words)
    if isinstance(words, BaseModel) and not isinstance(words, Writing):
        names = type(words).model_fields
        return words.model_copy(
            update={name: _replaced(getattr(words, name), new, f"{path}.{name}".lstrip(".")) for name in names}
        )
    if isinstance(words, Mapping):
        return {name: _replaced(below, new, f"{path}.{name}") for name, below in words.items()}
    if isinstance(words, tuple):
        return tuple(_replaced(below, new, f"{path}.{index}") for index, below in enumerate(words))
    return words
