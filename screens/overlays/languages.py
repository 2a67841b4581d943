"""The languages on offer: how the title line leads to them, and a list of them where there are more than two."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from assets.models import Texts
from criteria.steps import Step
from screens.base import binding
from screens.messages import LanguageChosen
from screens.overlays.base import Overlay
from screens.steps.base import line
from screens.widgets.choices import ChoiceRow, Choices
from screens.wording.words import Words


class LanguagesOverlay(Overlay):
    """Every language by its own name; the heading says "language" in each, so that nobody has to read a foreign one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding(str(digit), f"pick('{digit}')", f"digit_{digit}") for digit in range(1, 10)
    ]

    def __init__(self, words: Words, step: Step, languages: Mapping[str, Texts]) -> None:
        super().__init__(words, step)
        self.heading = " · ".join(dict.fromkeys(texts.welcome.language for texts in languages.values()))
        self.rows = [
            ChoiceRow(str(number), code, texts.name, chosen=code == words.texts.code)
            for number, (code, texts) in enumerate(languages.items(), 1)
        ]

    def page(self) -> ComposeResult:
        """Lay out the heading and a row for each language."""
        yield line(self.heading, "title")
        yield Choices(self.rows)

    def first_focus(self) -> str:
        """Begin at the language that is spoken."""
        return ".-chosen"

    def action_pick(self, digit: str) -> None:
        """Choose by digit."""
        for row in self.rows:
            if row.key == digit:
                self.post_message(LanguageChosen(row.option))

    def on_choice_row_chosen(self, event: ChoiceRow.Chosen) -> None:
        """Choose the language of the row."""
        event.stop()
        self.post_message(LanguageChosen(event.row.option))
