"""Screens that the program itself lays over a visit: are you still there, something went wrong, stop and get help."""

from textual.app import ComposeResult

from criteria.journey import Step
from criteria.rules import Card, Level
from screens.overlays import Overlay
from screens.step_view import line
from screens.words import Words


class IdleOverlay(Overlay):
    """Are you still there? Any key says so, and does nothing else. With `ending`: the visit is about to end."""

    def __init__(self, words: Words, step: Step, *, ending: bool = False) -> None:
        super().__init__(words, step)
        self.ending = ending

    def page(self) -> ComposeResult:
        """Lay out the question."""
        ui = self.words.texts.ui
        yield line(ui.ending if self.ending else ui.still_there, "title")
        yield line(
            self.words(ui.ending_text if self.ending else ui.still_there_text, seconds=self.words.values["clear_after"]), "text"
        )
        yield line(self.words(ui.unwell), "text strong")

    def close_label(self) -> str:
        """Say that somebody is here."""
        return self.words.texts.ui.still_there_button


class SorryOverlay(Overlay):
    """After an error: everything is cleared, and where to get help."""

    def name_of_page(self) -> str:
        """Look like the help card."""
        return "-urgent"

    def page(self) -> ComposeResult:
        """Lay out the words."""
        ui = self.words.texts.ui
        yield line(ui.sorry, "title")
        yield line(self.words(ui.sorry_text), "text")


class StoppedOverlay(Overlay):
    """After "stop here and get help": everything is cleared, and the number to call stays on the screen for a while."""

    def name_of_page(self) -> str:
        """Look like the help card."""
        return "-urgent"

    def page(self) -> ComposeResult:
        """Lay out what to do, in the words of the emergency cards."""
        texts = self.words.texts
        yield line(texts.levels[Level.EMERGENCY], "title")
        yield line(self.words(texts.cards[Card.BLOOD_MORE].action), "text strong")
        yield line(self.words(texts.goodbye.text[0]), "text")
