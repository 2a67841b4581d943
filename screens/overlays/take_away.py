"""The take-away: a page to be photographed, and on request the same in fewer words as codes, after a word on privacy."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size

from criteria.answers import Answers
from criteria.steps import Step
from screens.base import binding
from screens.grid import Grid
from screens.messages import Request, RequestMade
from screens.overlays.base import Overlay
from screens.overlays.codes import CodeScreen, code_room
from screens.phone.code import encode
from screens.rendering.qr import codes
from screens.steps.base import line
from screens.widgets.frame import Frame, KioskButton
from screens.widgets.key_line import Hint, KeyLine
from screens.widgets.navigation import Scroller
from screens.widgets.said import Notice, Said
from screens.widgets.sheet_rows import SheetRows, sheet_pages
from screens.wording.code_text import code_texts
from screens.wording.sheet import sheets
from screens.wording.words import Words

WIDEST: Final = 76
"""Columns of the page, however wide the window is."""


def texts_of_codes(answers: Answers, words: Words) -> tuple[str, ...]:
    """Return what the codes say: the address of the site's page for phones, where it has one, with the answers behind it."""
    address = words.values.get("take_away_address")
    return (f"{address}#{encode(answers, words.texts.code)}",) if address else code_texts(answers, words)


def _columns(size: Size) -> int:
    return min(Grid.of(size).width, WIDEST)


class TakeAwayOverlay(Overlay):
    """The page to be photographed: black on white, all that matters, as few windows as that takes.

    `half_blocks`: whether the terminal's font has them; without them, and in small windows, there is no code.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("1", "pick('1')", "digit_1"),
        binding("2", "pick('2')", "digit_2"),
        binding("8", "request('finish')", "digit_8"),
    ]

    def __init__(self, words: Words, step: Step, answers: Answers, *, can_print: bool, half_blocks: bool) -> None:
        super().__init__(words, step)
        self.answers, self.can_print, self.half_blocks = answers, can_print, half_blocks
        self.index = 0

    def compose(self) -> ComposeResult:
        """Lay out the page over the whole window, with the keys below."""
        yield Said(self.words(self.words.texts.ui.too_small), id="too-small")
        with Frame(id="frame"):
            with Scroller(id="view", classes="-paper"):
                yield SheetRows()
            yield Notice()
            yield KeyLine(id="keys")

    def first_focus(self) -> str | None:
        """There is nothing to be focused: the page is to be photographed as it is."""
        return None

    @property
    def has_code(self) -> bool:
        """Whether the words can be shown as at most two codes here."""
        room = code_room(self.app.size, half_blocks=self.half_blocks)
        return room is not None and bool(codes(texts_of_codes(self.answers, self.words), *room))

    def hints(self) -> list[Hint]:
        """Return what the digits do."""
        keys, ui, text = self.words.texts.keys, self.words.texts.ui, self.words.texts.take_away
        close = self.words.texts.result.next_page if self.index + 1 < len(self._pages()) else ui.close
        found = [Hint(keys.help, ui.help, "request('help')", urgent=True), Hint("0", close, "go_on")]
        found += [Hint("1", text.make, "pick('1')")] if self.has_code else []
        found += [Hint("2", text.print, "pick('2')")] if self.can_print else []
        return [*found, Hint(keys.back, ui.back, "ask_back")]

    @property
    def has_more(self) -> bool:
        """Whether a further window of the page follows."""
        return self.index + 1 < len(self._pages())

    def _pages(self) -> list[list[Content]]:
        return sheet_pages(sheets(self.answers, self.words), _columns(self.app.size), self.app.size.height - 1)

    def on_mount(self) -> None:
        """Show the first window of the page."""
        self._label()

    def on_resize(self) -> None:
        """Fit the page to the window."""
        self._label()

    def _label(self) -> None:
        pages, size = self._pages(), self.app.size
        self.index = min(self.index, len(pages) - 1)
        self.query_one(SheetRows).show(pages[self.index], _columns(size), size.height - 1)
        self.query_one(KeyLine).show(self.hints(), self.last_hint())

    def say(self, text: str) -> None:
        """Tell how the printing went."""
        self.query_one(Notice).say(text)

    def action_go_on(self) -> None:
        """Turn to the next window of the page; after the last one close it."""
        self.say("")
        if self.index + 1 < len(self._pages()):
            self.index += 1
            self._label()
        else:
            self.dismiss()

    def action_carry_on(self) -> None:
        """Do the same with Enter."""
        self.action_go_on()

    def action_ask_back(self) -> None:
        """Go back a window, or close."""
        if self.index:
            self.index -= 1
            self._label()
        else:
            super().action_ask_back()

    def action_page(self, direction: int) -> None:
        """Turn to the next window of the page, or back."""
        self.index = max(0, min(self.index + direction, len(self._pages()) - 1))
        self._label()

    def action_pick(self, digit: str) -> None:
        """Make a code, after a word on privacy; or print."""
        if digit == "1" and self.has_code:
            self.app.push_screen(PrivacyOverlay(self.words, self.step, self.answers))
        elif digit == "2" and self.can_print:
            self.screen.post_message(RequestMade(Request.PRINT))


class PrivacyOverlay(Overlay):
    """The word on privacy that stands before a code."""

    BINDINGS: ClassVar[list[BindingType]] = [binding("8", "request('finish')", "digit_8")]

    def __init__(self, words: Words, step: Step, answers: Answers) -> None:
        super().__init__(words, step)
        self.answers = answers

    def page(self) -> ComposeResult:
        """Lay out the words."""
        text = self.words.texts.take_away
        privacy = text.phone.before if self.words.values.get("take_away_address") else text.privacy
        yield line(text.make, "title")
        yield from (line(self.words(said), "text") for said in privacy)

    def close_label(self) -> str | None:
        """Go on to the code."""
        return self.words.texts.take_away.show

    def hints(self) -> list[Hint]:
        """Return help, and the way back."""
        keys, ui = self.words.texts.keys, self.words.texts.ui
        return [Hint(keys.help, ui.help, "request('help')", urgent=True), Hint(keys.back, ui.back, "ask_back")]

    def on_kiosk_button_pressed(self, event: KioskButton.Pressed) -> None:
        """Show the code."""
        event.stop()
        self.action_go_on()

    def action_go_on(self) -> None:
        """Show the code in place of this page."""
        self.app.switch_screen(CodeScreen(self.words, self.step, texts_of_codes(self.answers, self.words)))
