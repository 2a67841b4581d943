"""Every key that a person can use, in words, as the help page lists them."""

from collections.abc import Iterator
from typing import Final

from assets.models import Texts

_NAMED: Final = {
    "help": ("F1", "/"),
    "back": ("F2", "*"),
    "language": ("F3",),
    "bigger": ("F6",),
    "colours": ("F7",),
    "aloud": ("F8",),
    "why": ("F4",),
    "plain": ("F5",),
    "finish": (),
    "yes": (),
    "no": (),
    "unsure": (),
    "leave": ("F10",),
}
"""The keys of an action beside the letter that the language has for it."""


def keys_in_words(texts: Texts, *, speaks: bool = False) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the keys that do the same, as they are written on a keyboard, and what they do; the most used first.

    `speaks`: whether there is a voice that reads aloud.
    """
    words, ui = texts.keyboard, texts.ui
    yield ("0", ui.enter, "+"), ui.carry_on
    yield ("1-9", words.space), ui.choose
    yield ("↑", "↓", words.tab), ui.move
    yield ("←", "→"), words.sides
    yield (words.page_up, words.page_down), words.scroll
    yield (words.home, words.end), words.ends
    said = {
        "help": ui.help, "back": ui.back, "language": texts.welcome.language, "bigger": ui.bigger, "colours": ui.colours,
        "why": ui.why, "plain": texts.plain.offer, "finish": texts.result.finish, "yes": texts.checklist.yes,
        "no": texts.checklist.no, "aloud": ui.read_aloud, "unsure": texts.checklist.unsure, "leave": ui.leave,
    }  # fmt: skip
    for name, others in _NAMED.items():
        if name == "aloud" and not speaks:
            continue
        more = (words.escape, words.backspace) if name == "back" else ()
        yield (getattr(texts.keys, name), *others, *more), said[name]
