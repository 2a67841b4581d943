"""Pages that are read: welcome, help card, before you begin, the card for people with cancer, an emergency, goodbye."""

from collections.abc import Mapping
from typing import Any, Final

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, ItemGrid
from textual.geometry import Size
from textual.widget import Widget

from assets.sections import Page
from criteria.answers import Answers
from criteria.assess import CardFinding
from criteria.journey import Step
from screens.messages import Answered, LanguageChosen, NoticeGiven, Request, RequestMade
from screens.steps.base import StepView, line
from screens.steps.choice import ChoiceRow
from screens.widgets.blocks import BlockView
from screens.widgets.frame import KioskButton
from screens.widgets.lines import Point
from screens.widgets.number import NumberBlock
from screens.wording.report import card_block
from screens.wording.words import Words


def page_lines(page: Page, words: Words) -> ComposeResult:
    """Yield the lines of a page below its title."""
    for text in page.text:
        yield line(words(text), "text")
    yield from _points(page, words)


def help_lines(words: Words) -> ComposeResult:
    """Yield when to get help now: the number in large digits, then the signs."""
    page = words.texts.help_card
    said = [words(text) for text in page.text]
    yield NumberBlock(words.values["emergency_number"], words(page.title), said=said, on_page=True)
    yield from _points(page, words)


def unwell_block(words: Words) -> NumberBlock:
    """Return whom to call when very unwell, as it stands below the words of a page."""
    return NumberBlock(words.values["emergency_number"], words.texts.help_card.title, said=[words(words.texts.ui.unwell)])


def _points(page: Page, words: Words) -> ComposeResult:
    for point in page.points:
        yield Point(words(point))
    for text in page.after:
        yield line(words(text), "text strong")


class PageView(StepView):
    """A page with one way on. The last page also says whom to call, and there is no way back from it."""

    def __init__(self, step: Step, words: Words, room: Size, page: Page, label: str) -> None:
        super().__init__(step, words, room)
        self.page, self.label = page, label
        self.has_back = step is not Step.GOODBYE

    def compose(self) -> ComposeResult:
        """Lay out the title and the lines."""
        if self.step is Step.HELP_CARD:
            yield from help_lines(self.words)
            return
        yield line(self.words(self.page.title), "title")
        yield from page_lines(self.page, self.words)
        if self.step is Step.GOODBYE:
            yield unwell_block(self.words)

    @property
    def carry_on_label(self) -> str | None:
        """The page's own word for going on."""
        return self.label


class WelcomeView(StepView):
    """The first page: what this is, the languages, Begin."""

    has_back = False

    def compose(self) -> ComposeResult:
        """Lay out what this is, and a button for each language."""
        welcome = self.words.texts.welcome
        yield line(self.words(welcome.title), "title big")
        yield from page_lines(welcome, self.words)
        yield from (line(text, "text") for text in self.words.overdue())
        with ItemGrid(id="languages", min_column_width=25):
            for index, (code, name) in enumerate(self.words.languages.items(), 1):
                chosen = code == self.words.texts.code
                label = f"{index} ({'●' if chosen else ' '}) {name}"
                yield KioskButton(label, id=f"language-{code}", classes=f"language {'-chosen' if chosen else ''}")
        keys, ui = self.words.texts.keys, self.words.texts.ui
        with Horizontal(id="appearance"):
            yield KioskButton(f"{keys.bigger}  {self._size_label()}", id="bigger", classes="appearance")
            yield KioskButton(f"{keys.colours}  {ui.colours}", id="colours", classes="appearance")

    def _size_label(self) -> str:
        ui = self.words.texts.ui
        return ui.smaller if self.screen.has_class("-big") else ui.bigger

    def size_changed(self) -> None:
        """Say what the key for the size does now."""
        self.query_one("#bigger", KioskButton).update(f"{self.words.texts.keys.bigger}  {self._size_label()}")

    @property
    def carry_on_label(self) -> str | None:
        """Begin."""
        return self.words.texts.welcome.begin

    @property
    def hints(self) -> tuple[tuple[str, str, str], ...]:
        """The key for plain lines: whoever cannot use a screen has to find it before anything else."""
        return ((self.words.texts.keys.plain, self.words.texts.plain.offer, "request('plain')"),)

    def on_kiosk_button_pressed(self, event: KioskButton.Pressed) -> None:
        """Choose a language, bigger text or other colours."""
        event.stop()
        if event.button.id in {Request.BIGGER, Request.COLOURS}:
            self.screen.post_message(RequestMade(Request(str(event.button.id))))
        else:
            self.screen.post_message(LanguageChosen(str(event.button.id).removeprefix("language-")))

    def pick(self, key: str) -> None:
        """Choose the language with that digit."""
        codes = list(self.words.languages)
        if key.isdigit() and 1 <= int(key) <= len(codes):
            # The button that had the focus would take Enter back to its own language.
            self.screen.set_focus(self.screen.query_one("#carry_on"))
            self.screen.post_message(LanguageChosen(codes[int(key) - 1]))


class CardView(StepView):
    """The card for people with cancer: fixed, and shown whatever else was answered."""

    def __init__(self, step: Step, words: Words, room: Size, card: CardFinding, answers: Answers) -> None:
        super().__init__(step, words, room)
        self.block = card_block(card, answers, words)

    def compose(self) -> ComposeResult:
        """Lay out the card."""
        yield BlockView(self.block, can_focus=False)


WIDEST: Final = 76
"""Columns of a page, however wide the window is."""


class InterruptionView(StepView):
    """A page of its own after an answer that public guidance treats as an emergency. Nothing has the focus at first."""

    def __init__(self, step: Step, words: Words, room: Size, card: CardFinding, answers: Answers) -> None:
        super().__init__(step, words, room)
        self.block = card_block(card, answers, words)
        text = words.texts.interruption
        question = card.because[0]
        said = words.answer(question, answers.get(question))
        self.because = words(text.because, question=words.name_of(question), answer=said)
        self.rows = [
            ChoiceRow("1", "stop", words(text.stop), many=False, chosen=False),
            ChoiceRow("2", "go_on", words(text.go_on), many=False, chosen=False),
        ]
        self.add_class("-urgent")

    def compose(self) -> ComposeResult:
        """Lay out the answer, the card and the two ways on."""
        yield BlockView(self.block, can_focus=False, chip="bold reverse")
        if cell_len(self.because) <= min(self.room.width, WIDEST):
            # A long answer would push the two ways on out of view; the card's title says the same in short.
            yield line(self.because, "hint")
        yield from self.rows
        self.add_class("-airy")

    @property
    def carry_on_label(self) -> str | None:
        """There is no button to press by habit: the two ways on are choices."""
        return None

    @property
    def hints(self) -> tuple[tuple[str, str, str], ...]:
        """The digits go to the two ways on."""
        return (("1-2", self.words.texts.ui.choose, "move(1)"),)

    def on_descendant_focus(self) -> None:
        """Say what does it: here a digit only goes to a row."""
        self.screen.post_message(NoticeGiven(self.words.texts.interruption.press_enter))

    def first_focus(self) -> Widget | None:
        """Leave the focus nowhere: a key that is still held down cannot dismiss this."""
        return None

    def given(self) -> Mapping[str, Any] | None:
        """Return None: Enter must not skip this page."""
        return None

    def on_choice_row_chosen(self, event: ChoiceRow.Chosen) -> None:
        """Go on, or stop here."""
        event.stop()
        if event.row.option == "stop":
            self.screen.post_message(RequestMade(Request.STOP))
        else:
            self.screen.post_message(Answered(self.step, {}))

    def pick(self, key: str) -> None:
        """Go to the way on with that digit; Enter takes it."""
        for row in self.rows:
            if row.key == key:
                row.focus()
