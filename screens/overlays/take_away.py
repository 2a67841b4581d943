"""The take-away: first a word on privacy, then a QR code that holds the summary as plain text."""

from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.widgets import Static

from criteria.journey import Step
from screens.base import KioskScreen
from screens.messages import Request, RequestMade
from screens.overlays.base import Overlay
from screens.rendering.qr import Code, codes
from screens.steps.base import line
from screens.widgets.frame import KioskButton
from screens.widgets.key_line import Hint, KeyLine
from screens.widgets.navigation import Scroller
from screens.wording.words import Words


class TakeAwayOverlay(Overlay):
    """The word on privacy, with a button for the code, and one for the printer where the site has one."""

    def __init__(self, words: Words, step: Step, summary: str, *, can_print: bool, half_blocks: bool) -> None:
        super().__init__(words, step)
        self.summary, self.can_print, self.half_blocks = summary, can_print, half_blocks

    def page(self) -> ComposeResult:
        """Lay out the words and the buttons."""
        text = self.words.texts.take_away
        yield line(text.title, "title")
        yield from (line(self.words(said), "text") for said in text.privacy)
        yield KioskButton(text.show, id="show-code", classes="wide primary")
        if self.can_print:
            yield KioskButton(text.print, id="print", classes="wide")
        yield line("", "notice")

    def first_focus(self) -> str:
        """Begin at the code."""
        return "#show-code"

    def say(self, text: str) -> None:
        """Tell how the printing went."""
        notice = self.query_one(".notice", Static)
        notice.update(text)
        notice.set_class(bool(text), "-shown")

    def on_kiosk_button_pressed(self, event: KioskButton.Pressed) -> None:
        """Show the code, print, or close."""
        if event.button.id == "show-code":
            self.app.push_screen(CodeScreen(self.words, self.step, self.summary, half_blocks=self.half_blocks))
        elif event.button.id == "print":
            self.screen.post_message(RequestMade(Request.PRINT))


class CodeScreen(KioskScreen):
    """One code at a time over the whole height of the screen, so that it is as large as it can be."""

    SIDE_COLUMNS = 16
    """What the words beside the code need at least."""

    def __init__(self, words: Words, step: Step, summary: str, *, half_blocks: bool) -> None:
        super().__init__()
        self.words, self.step, self.summary, self.half_blocks = words, step, summary, half_blocks
        self.series: tuple[Code, ...] = ()
        self.index = 0

    def compose(self) -> ComposeResult:
        """Lay out the code on the left, what to do on the right."""
        text = self.words.texts.take_away
        with Horizontal(id="code-screen"):
            yield Container(Static("", id="code", markup=False), id="code-box")
            with Vertical(id="code-side"):
                with Scroller():
                    yield line("", "part")
                    yield line(text.scan, "text scan")
                    yield line("", "text all")
                yield Static("", id="more", markup=False)
                yield KioskButton(text.next_code, id="next-code", classes="primary wide")
                yield KioskButton(self.words.texts.ui.close, id="carry_on", classes="wide -shown")
                yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Draw the first code and put the focus on the way on."""
        self._draw()
        self.watch(self.scroller(), "scroll_y", self.show_more, init=False)
        self.watch(self.scroller(), "virtual_size", self.show_more)
        self.set_focus(self.query_one("#next-code" if len(self.series) > 1 else "#carry_on"))

    def on_resize(self) -> None:
        """Draw codes that fit the window."""
        self.index = 0
        self._draw()

    def _draw(self) -> None:
        text, size = self.words.texts.take_away, self.app.size
        self.series = codes(self.summary, size.width - self.SIDE_COLUMNS, size.height, half_blocks=self.half_blocks)
        several = len(self.series) > 1
        is_last = self.index + 1 == len(self.series)
        next_code = self.query_one("#next-code", KioskButton)
        next_code.update(text.first_code if is_last else text.next_code)
        next_code.set_class(several, "-shown")
        part = self.words(text.part, code=str(self.index + 1), codes=str(len(self.series))) if several else text.title
        part = part if self.series else text.too_small
        self.query_one(".part", Static).update(part)
        self.query_one(".scan", Static).update(text.scan if self.series else self.summary)
        self.query_one(".all", Static).update(text.scan_all if several else "")
        rows = self.series[self.index].rows if self.series else ()
        self.query_one("#code", Static).update("\n".join(rows))
        self.query_one("#code").set_class(bool(self.series), "-drawn")
        self.call_after_refresh(self._show_keys)

    def _show_keys(self) -> None:
        keys, ui, line_of_keys = self.words.texts.keys, self.words.texts.ui, self.query_one(KeyLine)
        hints = [Hint(keys.help, ui.help, "request('help')", urgent=True), Hint(keys.leave, ui.leave, "request('leave')")]
        line_of_keys.show(hints, width=line_of_keys.size.width)

    def show_more(self) -> None:
        """Show an arrow where there is more to read."""
        scroller = self.scroller()
        self.query_one("#more", Static).update("↓" if scroller.scroll_y < scroller.max_scroll_y else "")

    def on_kiosk_button_pressed(self, event: KioskButton.Pressed) -> None:
        """Turn to the next code, or close."""
        if event.button.id == "next-code":
            self.index = (self.index + 1) % max(1, len(self.series))
            self._draw()
        else:
            self.action_ask_back()

    def action_ask_back(self) -> None:
        """Close, and go back to the result."""
        if self.is_current:
            self.dismiss()
