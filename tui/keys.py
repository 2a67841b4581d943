"""Which keys do what: fixed ones, and the letters of every language on offer."""

import unicodedata
from collections.abc import Iterable

from assets.models import Texts


def keymap(languages: Iterable[Texts]) -> dict[str, str]:
    """Return the keys of each action: fixed ones, and the letter of every language on offer."""
    offered = tuple(languages)
    fixed = {
        "help": ["f1"], "back": ["f2", "escape", "backspace"], "leave": ["f10"], "why": ["f4"],
        "yes": ["1"], "no": ["2"], "unsure": ["3"],
    }  # fmt: skip
    return {
        name: ",".join(dict.fromkeys([*keys, *(_key_of(getattr(texts.keys, name)) for texts in offered)]))
        for name, keys in fixed.items()
    }


def _key_of(letter: str) -> str:
    """Return the framework's name of the key that writes `letter`."""
    return letter if letter.isalnum() else unicodedata.name(letter).lower().replace(" ", "_").replace("-", "_")
