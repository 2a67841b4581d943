"""Pages that are read: welcome, help card, before you begin, the card for people with cancer, goodbye."""

from typing import Final

from textual.app import ComposeResult
from textual.geometry import Size

from assets.sections import Page
from criteria.answers import Answers
from criteria.assess import CardFinding
from criteria.steps import Step
from screens.steps.base import StepView, line
from screens.widgets.blocks import BlockView
from screens.widgets.call_row import CallRow
from screens.widgets.large import Title
from screens.widgets.lines import Points
from screens.widgets.more import More
from screens.widgets.number import NumberBlock
from screens.widgets.page_head import PageHead
from screens.widgets.said import Said
from screens.wording.call import CallState
from screens.wording.report import card_block
from screens.wording.words import Words


def page_lines(page: Page, words: Words) -> ComposeResult:
    """Yield the lines of a page below its title."""
    for text in page.text:
        yield line(words(text), "text")
    yield from _points(page, words)


CALL_KEY: Final = "1"
"""The digit of the call for staff on a help card."""


def help_lines(words: Words, *, is_title: bool = False, call: CallState | None = None) -> ComposeResult:
    """Yield when to get help now: the number in large digits, the call for staff, the signs; with `is_title` in words only."""
    row = () if call is None else (CallRow(CALL_KEY, words, call),)
    page = words.texts.help_card
    said = [words(text) for text in page.text]
    if is_title:
        yield line(words(page.title), "title")
        yield from row
        yield from page_lines(page, words)
        return
    yield NumberBlock(words.values["emergency_number"], words(page.title), said=said, on_page=True)
    yield from row
    yield from _points(page, words)


def unwell_block(words: Words) -> NumberBlock:
    """Return whom to call when very unwell, as it stands below the words of a page."""
    return NumberBlock(words.values["emergency_number"], words.texts.help_card.title, said=[words(words.texts.ui.unwell)])


def _points(page: Page, words: Words) -> ComposeResult:
    if page.points:
        yield Points([words(point) for point in page.points])
    for text in page.after:
        yield line(words(text), "text strong")


class PageView(StepView):
    """A page with one way on."""

    def __init__(self, step: Step, words: Words, room: Size, page: Page, label: str) -> None:
        super().__init__(step, words, room)
        self.page, self.label = page, label

    def compose(self) -> ComposeResult:
        """Lay out the title and the lines."""
        if self.step is Step.HELP_CARD:
            yield from help_lines(self.words, call=self.call)
            return
        yield Title(self.words(self.page.title))
        yield from page_lines(self.page, self.words)

    @property
    def carry_on_label(self) -> str | None:
        """The page's own word for going on."""
        return self.label

    def pick(self, key: str) -> None:
        """Go to the call for staff; 0 goes on, as on every page."""
        for row in self.query(CallRow) if key == CALL_KEY else ():
            self.screen.set_focus(row)


class GoodbyeView(StepView):
    """The last page: whether something is kept, and whom to call. There is no way back from it."""

    has_back = False
    any_key_closes = True

    def __init__(self, words: Words, room: Size, *, is_kept: bool) -> None:
        super().__init__(Step.GOODBYE, words, room)
        self.is_kept, self.left = is_kept, int(words.values["closes_after"])
        self.add_class("-spans")

    def compose(self) -> ComposeResult:
        """Lay out the words and the number."""
        page, words = self.words.texts.goodbye, self.words
        cleared, *further = map(words, page.text)
        kept = words(page.kept if self.is_kept else page.nothing_kept)
        yield line(self.foot_said, "closing")
        yield PageHead(words(page.title), [f"{cleared} {kept}", *further])
        yield unwell_block(words)

    @property
    def foot_said(self) -> str:
        """How many seconds the page stays: beside the button, and in a small window above the words."""
        return self.words(self.words.texts.goodbye.closes, seconds=str(self.left))

    def count_down(self, left: int) -> None:
        """Show how many seconds are left until the page closes by itself."""
        if left != self.left:
            self.left = left
            self.query_one(".closing", Said).update(self.foot_said)
            self.screen.query_one(More).look()

    @property
    def carry_on_label(self) -> str | None:
        """Close."""
        return self.words.texts.ui.close


class CardView(StepView):
    """The card for people with cancer: fixed, and shown whatever else was answered."""

    def __init__(self, step: Step, words: Words, room: Size, card: CardFinding, answers: Answers) -> None:
        super().__init__(step, words, room)
        self.block = card_block(card, answers, words)

    def compose(self) -> ComposeResult:
        """Lay out the card."""
        yield BlockView(self.block, can_focus=False)
