"""Pages that are read: welcome, help card, before you begin, the card for people with cancer, goodbye."""

from textual.app import ComposeResult
from textual.containers import Horizontal, ItemGrid
from textual.geometry import Size

from assets.sections import Page
from criteria.answers import Answers
from criteria.assess import CardFinding
from criteria.journey import Step
from screens.messages import LanguageChosen, Request, RequestMade
from screens.steps.base import StepView, line
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


def help_lines(words: Words, *, is_title: bool = False) -> ComposeResult:
    """Yield when to get help now: the number in large digits, then the signs; with `is_title` in words only."""
    page = words.texts.help_card
    said = [words(text) for text in page.text]
    if is_title:
        yield line(words(page.title), "title")
        yield from page_lines(page, words)
        return
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
