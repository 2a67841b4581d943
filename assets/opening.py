"""The texts that are shown before the library that checks texts is imported."""

import os
import tomllib
from typing import Final

FOLDER: Final = os.path.join(os.path.dirname(__file__), "texts")  # noqa: PTH118, PTH120 - nothing slow is imported here

Opening = tuple[str, str]
"""The name of the kiosk, and the sentence that says whom to call."""


def opening_texts(code: str) -> Opening | None:
    """Return the texts in a language; None where they cannot be used, of which `assets.catalog` says more."""
    try:
        with open(os.path.join(FOLDER, f"{code}.toml"), "rb") as file:  # noqa: PTH118, PTH123 - as above
            texts = tomllib.load(file)
        app, said = texts["ui"]["app"], texts["take_away"]["number"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return (app, said) if isinstance(app, str) and isinstance(said, str) else None
