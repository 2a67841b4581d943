"""The codes, one at a time, each beside what to do with it."""

from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.widgets import Static

from criteria.journey import Step
from screens.base import KioskScreen
from screens.rendering.qr import Rows, codes
from screens.steps.base import line
from screens.widgets.frame import KioskButton
from screens.widgets.key_line import Hint, KeyLine
from screens.widgets.navigation import Scroller
from screens.wording.words import Words


class CodeScreen(KioskScreen):
    """A code over the height of the screen, black on white whatever the theme, with the words beside it."""

    SIDE_COLUMNS = 30
    """What the words beside the code need."""

    def __init__(self, words: Words, step: Step, texts: tuple[str, ...]) -> None:
        super().__init__()
        self.words, self.step, self.texts = words, step, texts
        self.series: tuple[Rows, ...] = ()
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
                    yield line(self.words(text.privacy[1]), "text")
                yield Static("", id="more", markup=False)
                yield KioskButton(text.next_code, key="0", id="next-code", classes="primary")
                yield KioskButton(self.words.texts.ui.close, id="carry_on", classes="-shown")
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
        self.series = codes(self.texts, size.width - self.SIDE_COLUMNS, size.height)
        several = len(self.series) > 1
        next_code = self.query_one("#next-code", KioskButton)
        next_code.show(text.first_code if self.index + 1 == len(self.series) else text.next_code, "0")
        next_code.set_class(several, "-shown")
        part = self.words(text.part, code=str(self.index + 1), codes=str(len(self.series))) if several else text.title
        self.query_one(".part", Static).update(part if self.series else text.too_small)
        self.query_one(".scan", Static).update(text.scan if self.series else "")
        self.query_one(".all", Static).update(text.scan_all if several else "")
        code = self.query_one("#code", Static)
        code.update("\n".join(self.series[self.index]) if self.series else "")
        code.set_class(bool(self.series), "-drawn")
        self.call_after_refresh(self._show_keys)

    def _show_keys(self) -> None:
        keys, ui, line_of_keys = self.words.texts.keys, self.words.texts.ui, self.query_one(KeyLine)
        hints = [Hint(keys.help, ui.help, "request('help')", urgent=True)]
        line_of_keys.show(hints, Hint(keys.leave, ui.leave, "request('leave')"), width=line_of_keys.size.width)

    def show_more(self) -> None:
        """Show an arrow where there is more to read."""
        scroller = self.scroller()
        self.query_one("#more", Static).update("↓" if scroller.scroll_y < scroller.max_scroll_y else "")

    def on_kiosk_button_pressed(self, event: KioskButton.Pressed) -> None:
        """Turn to the next code, or close."""
        if event.button.id == "next-code":
            self.action_go_on()
        else:
            self.action_ask_back()

    def action_go_on(self) -> None:
        """Turn to the next code; where there is one only, close."""
        if len(self.series) > 1:
            self.index = (self.index + 1) % len(self.series)
            self._draw()
        else:
            self.action_ask_back()

    def action_ask_back(self) -> None:
        """Close, and go back to the page to be photographed."""
        if self.is_current:
            self.dismiss()
