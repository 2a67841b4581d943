"""The key that changes the language, in the title line, where it is on every page."""

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widgets import Static

from screens.wording.words import Words


class LanguageHint(Static):
    """The key and what it leads to: the other language by its own name, or the codes of all where there are several."""

    SHOWN = 4
    """Codes that have room beside the rest of the line."""

    def __init__(self) -> None:
        super().__init__(id="language-hint", markup=False)
        self.columns = 0

    def show(self, words: Words) -> None:
        """Show the key in the letters of the language that is spoken; with one language there is nothing to change."""
        others = [name for code, name in words.languages.items() if code != words.texts.code]
        codes = [code.upper() for code in words.languages]
        several = " ".join((*codes[: self.SHOWN], *("…" for _ in codes[self.SHOWN :][:1])))
        label = others[0] if len(others) == 1 else several
        self.display = bool(others)
        self.columns = cell_len(label) + 4 if others else 0
        key = Content.styled(f" {words.texts.keys.language} ", "bold $keycap-ink on $keycap")
        self.update(Content.assemble(key, f" {label}"))

    async def on_click(self, event: events.Click) -> None:
        """Do what the key does."""
        event.stop()
        await self.screen.run_action("ask_language")
