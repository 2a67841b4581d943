"""The texts that are shown before the library that checks texts is imported."""

import tomllib
from typing import Any, Final

FOLDER: Final = f"{__file__.rpartition('/')[0]}/texts"

READ: Final[dict[str, dict[str, Any]]] = {}
"""Files that were read here, by their paths: `assets.catalog` takes them out instead of reading them a second time."""

Opening = tuple[str, str]
"""The name of the kiosk, and the sentence that says whom to call."""


def opening_texts(code: str) -> Opening | None:
    """Return the texts in a language; None where they cannot be used, of which `assets.catalog` says more."""
    try:
        with open(path := f"{FOLDER}/{code}.toml", "rb") as file:  # noqa: PTH123 - pathlib takes longer to import than the file to read
            texts = READ[path] = tomllib.load(file)
        app, said = texts["ui"]["app"], texts["take_away"]["number"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return (app, said) if isinstance(app, str) and isinstance(said, str) else None
