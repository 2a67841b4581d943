"""The keys of each action: fixed ones, and the letters and digits of the language in use."""

import unicodedata

from assets.models import Texts

_NAMES = {"hyphen_minus": "minus", "low_line": "underscore"}
"""Signs that the framework names otherwise than Unicode does."""


def keymap(texts: Texts, *, speaks: bool = False) -> dict[str, str]:
    """Return the keys of each binding by its id: fixed keys, and the letter that the language in use shows for it.

    A numeric keypad has `/` for help, `*` for back and `+` for going on. A digit is also the key of its place in the row of
    digits on a keyboard of the language. `speaks`: whether there is a voice that reads aloud.
    """
    fixed = {
        "help": ["f1", "slash"], "back": ["f2", "escape", "backspace", "asterisk"], "leave": ["f10"], "language": ["f3"],
        "why": ["f4"], "plain": ["f5"], "bigger": ["f6"], "colours": ["f7"], "finish": [],
    }  # fmt: skip
    fixed |= {"aloud": ["f8"]} if speaks else {}
    named = {name: [*keys, *_keys_of(getattr(texts.keys, name))] for name, keys in fixed.items()}
    row = {digit: [digit, *_keys_of(sign)] for digit, sign in zip("1234567890", texts.writing.digits, strict=True)}
    named |= {f"digit_{digit}": keys for digit, keys in row.items()}
    named |= {name: [*row[digit], *_keys_of(getattr(texts.keys, name))] for name, digit in _REPLIES.items()}
    named["go_on"] = ["plus", *row["0"]]
    return {name: ",".join(dict.fromkeys(keys)) for name, keys in named.items()}


_REPLIES = {"yes": "1", "no": "2", "unsure": "3"}


def _keys_of(letter: str) -> list[str]:
    """Return the framework's names of the keys that write `letter`, also with Caps Lock on."""
    if letter.isalnum():
        return list(dict.fromkeys((letter, letter.upper())))
    name = unicodedata.name(letter).lower().replace(" ", "_").replace("-", "_")
    return [_NAMES.get(name, name)]
