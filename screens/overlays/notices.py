"""Overlays that the program opens by itself: are you still there, something went wrong, stop and get help."""

from textual.app import ComposeResult
from textual.content import Content

from criteria.steps import Step
from screens.overlays.base import Overlay
from screens.steps.base import line
from screens.steps.pages import CALL_KEY, help_lines, unwell_block
from screens.widgets.call_row import CallRow
from screens.widgets.key_line import Hint
from screens.widgets.lines import Lines, wrapped
from screens.widgets.number import NumberBlock
from screens.wording.words import Words


class Countdown(Lines):
    """What happens when the time is over, the seconds left, and a bar that loses its last cell as they go."""

    def __init__(self, text: str, words: Words) -> None:
        super().__init__(classes="countdown")
        self.text, self.words = text, words
        self.whole = self.left = int(words.values["clear_after"])

    def lines(self, width: int) -> list[Content]:
        """Return the words and the bar."""
        said = wrapped(self.words(self.text, seconds=str(self.left)), width, "bold")
        full = width * min(self.left, self.whole) // self.whole
        bar = Content.assemble(("█" * full, "$primary on $primary-ground"), ("─" * (width - full), "$line"))
        return [*said, Content(""), bar]

    def show(self, left: int) -> None:
        """Show how many seconds are left."""
        if left != self.left:
            self.left = min(left, self.whole)
            self.refresh()


class IdleOverlay(Overlay):
    """Are you still there? Any key says so, and does nothing else. With `ending`: the visit is about to end."""

    def __init__(self, words: Words, step: Step, *, ending: bool = False) -> None:
        super().__init__(words, step)
        self.ending = ending

    def page(self) -> ComposeResult:
        """Lay out the question, the time left and whom to call."""
        ui = self.words.texts.ui
        yield line(ui.ending if self.ending else ui.still_there, "title")
        yield Countdown(ui.ending_text if self.ending else ui.still_there_text, self.words)
        yield unwell_block(self.words)

    def count_down(self, left: int) -> None:
        """Show how many seconds are left."""
        for countdown in self.query(Countdown):
            countdown.show(left)

    def hints(self) -> list[Hint]:
        """Say how to get help: any other key says that somebody is here."""
        return super().hints()[:1]

    def close_label(self) -> str:
        """Say that somebody is here."""
        return self.words.texts.ui.still_there_button


class SorryOverlay(Overlay):
    """After an error: everything is cleared, and when to get help now, as on the help card."""

    def page(self) -> ComposeResult:
        """Lay out the words."""
        ui = self.words.texts.ui
        yield line(ui.sorry, "title")
        yield line(self.words(ui.sorry_text), "text strong")
        yield from help_lines(self.words)


class StoppedOverlay(Overlay):
    """After "stop here and get help": everything is cleared, and the number to call stays on the screen for a while."""

    def page(self) -> ComposeResult:
        """Lay out what to do, in the words of the emergency cards."""
        texts = self.words.texts
        action = self.words(texts.interruption.action)
        yield NumberBlock(self.words.values["emergency_number"], action, alarm=True)
        if self.call is not None:
            yield CallRow(CALL_KEY, self.words, self.call)
        yield line(self.words(texts.goodbye.text[0]), "text strong")
