"""The key that changes the language, in the title line of every page."""

from screens.messages import Request
from screens.widgets.key_line import KeyHint
from screens.wording.words import Words

SHOWN = 4
"""Codes of languages that fit beside the rest of the line."""


class LanguageHint(KeyHint):
    """The key and what it leads to: the other language by its own name, or the codes of all where there are several."""

    def __init__(self) -> None:
        super().__init__(f"request('{Request.LANGUAGE}')", id="language-hint")

    def show_languages(self, words: Words) -> None:
        """Show the key of the language in use; with one language there is nothing to change."""
        others = [name for code, name in words.languages.items() if code != words.texts.code]
        codes = [code.upper() for code in words.languages]
        several = " ".join((*codes[:SHOWN], *("…" for _ in codes[SHOWN:][:1])))
        self.show(words.texts.keys.language, others[0] if len(others) == 1 else several)
        self.display = bool(others)
        self.columns = self.columns if others else 0
