"""The keys of each action: fixed ones, and the letters of the language in use."""

import unicodedata

from assets.models import Texts


def keymap(texts: Texts) -> dict[str, str]:
    """Return the keys of each binding by its id: fixed keys, and the letter that the language in use shows for it."""
    fixed = {
        "help": ["f1"], "back": ["f2", "escape", "backspace"], "leave": ["f10"], "language": ["f3"], "why": ["f4"],
        "plain": ["f5"], "bigger": ["f6"], "colours": ["f7"],
        "yes": ["1"], "no": ["2"], "unsure": ["3"],
    }  # fmt: skip
    return {name: ",".join([*keys, *_keys_of(getattr(texts.keys, name))]) for name, keys in fixed.items()}


def _keys_of(letter: str) -> list[str]:
    """Return the framework's names of the keys that write `letter`, also with Caps Lock on."""
    if letter.isalnum():
        return [letter, letter.upper()]
    return [unicodedata.name(letter).lower().replace(" ", "_").replace("-", "_")]
