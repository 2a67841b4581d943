"""The first page: what this is, the languages, how it looks, Begin."""

from textual.app import ComposeResult

from screens.messages import LanguageChosen, Request, RequestMade
from screens.steps.base import StepView
from screens.widgets.action_row import ActionRow
from screens.widgets.choices import ChoiceRow, Choices
from screens.widgets.page_head import PageHead

_ACROSS = 3
_LANGUAGES = 6
"""Languages with a digit of their own; 7, 8 and 9 are for size, colours and plain lines."""


class WelcomeView(StepView):
    """Says what this is. A digit chooses a language, or how the pages look; 0 begins."""

    has_back = False

    def compose(self) -> ComposeResult:
        """Lay out the words, a row of languages, and a row of what changes the pages."""
        self.add_class("-spans")
        words, welcome = self.words, self.words.texts.welcome
        # Last, and as a point: it must push neither the languages nor Begin out of a window of 80x24.
        points = [*map(words, (*welcome.points, *welcome.after)), *words.overdue()]
        yield PageHead(words(welcome.title), [*map(words, welcome.text)], points)
        rows = [
            ChoiceRow(str(index) if index <= _LANGUAGES else " ", code, name, chosen=code == words.texts.code)
            for index, (code, name) in enumerate(words.languages.items(), 1)
        ]
        yield Choices(rows, across=_ACROSS)
        ui = words.texts.ui
        looks = (
            ("7", Request.BIGGER, self._size_label()),
            ("8", Request.COLOURS, ui.colours),
            ("9", Request.PLAIN, words.texts.plain.offer),
        )
        yield Choices([ActionRow(key, request, label) for key, request, label in looks], across=_ACROSS)

    def _size_label(self) -> str:
        ui = self.words.texts.ui
        return ui.smaller if self.screen.has_class("-big") else ui.bigger

    def size_changed(self) -> None:
        """Say what the key for the size does now."""
        for row in self.query(ActionRow):
            if row.takes == Request.BIGGER:
                row.label = self._size_label()
                row.refresh(layout=True)

    @property
    def carry_on_label(self) -> str | None:
        """Begin."""
        return self.words.texts.welcome.begin

    @property
    def hints(self) -> tuple[tuple[str, str, str], ...]:
        """The digits of the languages, and how to begin."""
        welcome = self.words.texts.welcome
        languages = min(len(self.words.languages), _LANGUAGES)
        digits = ((f"1-{languages}", welcome.language, "request('language')"),) if languages > 1 else ()
        return (*digits, (self.words.texts.ui.enter, welcome.begin, "go_on"))

    def on_choice_row_chosen(self, event: ChoiceRow.Chosen) -> None:
        """Use a language."""
        event.stop()
        self.screen.post_message(LanguageChosen(event.row.option))

    def on_action_row_taken(self, event: ActionRow.Taken) -> None:
        """Change the size or the colours, or go over to plain lines."""
        event.stop()
        self.screen.post_message(RequestMade(Request(event.row.takes)))

    def pick(self, key: str) -> None:
        """Choose what has that digit. The focus goes to Begin: Enter after a language does not take that back."""
        for row in self.query(ChoiceRow):
            if row.key == key:
                self.screen.set_focus(self.screen.query_one("#carry_on"))
                self.screen.post_message(LanguageChosen(row.option))
        for looks in self.query(ActionRow):
            if looks.key == key:
                looks.action_press()
