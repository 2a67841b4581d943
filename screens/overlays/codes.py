"""The codes, one at a time, each beside what to do with it."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.geometry import Size

from criteria.steps import Step
from screens.base import KioskScreen, binding
from screens.grid import MEDIUM, NORMAL
from screens.rendering.qr import Rows, codes
from screens.steps.base import line
from screens.widgets.frame import KioskButton
from screens.widgets.key_line import Hint, KeyLine
from screens.widgets.more import More
from screens.widgets.navigation import Scroller
from screens.widgets.said import Said
from screens.wording.words import Words

SIDE_COLUMNS: Final = 30
"""Columns that the words beside a code need."""


def code_room(size: Size, *, half_blocks: bool) -> Size | None:
    """Return the cells that a code may take in a window; None in a small one and without half blocks: there is no code."""
    if not half_blocks or size.width < NORMAL or size.height < MEDIUM:
        return None
    return Size(size.width - SIDE_COLUMNS, size.height)


class CodeScreen(KioskScreen):
    """A code over the height of the screen, black on white whatever the theme, with the words beside it."""

    BINDINGS: ClassVar[list[BindingType]] = [binding("8", "request('finish')", "digit_8")]

    def __init__(self, words: Words, step: Step, texts: tuple[str, ...]) -> None:
        super().__init__()
        self.words, self.step, self.texts = words, step, texts
        self.series: tuple[Rows, ...] = ()
        self.index = 0

    def compose(self) -> ComposeResult:
        """Lay out the code on the left, what to do on the right."""
        text = self.words.texts.take_away
        with Horizontal(id="code-screen"):
            yield Container(Said(id="code"), id="code-box")
            with Vertical(id="code-side"):
                with Scroller():
                    yield line("", "part")
                    yield line(text.scan, "text scan")
                    yield line("", "text all")
                    yield line(self.words(text.privacy[1]), "text")
                yield More()
                yield KioskButton(text.next_code, key="0", id="next-code", classes="primary")
                yield KioskButton("", id="carry_on", classes="-shown")
                yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Draw the first code and put the focus on the way on."""
        self._draw()

    def on_resize(self) -> None:
        """Draw codes that fit the window."""
        self.index = 0
        self._draw()

    def _draw(self) -> None:
        text, room = self.words.texts.take_away, code_room(self.app.size, half_blocks=True)
        self.series = codes(self.texts, *room) if room else ()
        several, has_next = len(self.series) > 1, self.index + 1 < len(self.series)
        self.query_one("#next-code", KioskButton).set_class(has_next, "-shown")
        close = self.words.texts.keys.back if has_next else "0"
        self.query_one("#carry_on", KioskButton).show(self.words.texts.ui.close, close)
        part = self.words(text.part, code=str(self.index + 1), codes=str(len(self.series))) if several else text.title
        self.query_one(".part", Said).update(part if self.series else text.too_small)
        self.query_one(".scan", Said).update(text.scan if self.series else "")
        self.query_one(".all", Said).update(text.scan_all if several else "")
        code = self.query_one("#code", Said)
        code.update("\n".join(self.series[self.index]) if self.series else "")
        code.set_class(bool(self.series), "-drawn")
        self.set_focus(self.query_one("#next-code" if has_next else "#carry_on"))
        self.call_after_refresh(self._show_keys)

    def _show_keys(self) -> None:
        keys, ui, line_of_keys = self.words.texts.keys, self.words.texts.ui, self.query_one(KeyLine)
        hints = [Hint(keys.help, ui.help, "request('help')", urgent=True)]
        line_of_keys.show(hints, Hint(keys.leave, ui.leave, "request('leave')"), width=line_of_keys.size.width)

    def on_kiosk_button_pressed(self, event: KioskButton.Pressed) -> None:
        """Turn to the next code, or close."""
        if event.button.id == "next-code":
            self.action_go_on()
        else:
            self.action_ask_back()

    def action_go_on(self) -> None:
        """Turn to the next code; after the last one close."""
        if self.index + 1 < len(self.series):
            self.index += 1
            self._draw()
        else:
            self.action_ask_back()

    def action_ask_back(self) -> None:
        """Close, and go back to the page to be photographed."""
        if self.is_current:
            self.dismiss()
