"""The PIN of the staff area: typed, or pressed on a pad of numbers. Only dots are shown."""

from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Horizontal

from criteria.steps import Step
from screens.messages import PinGiven, Request, RequestMade
from screens.overlays.base import Overlay
from screens.steps.base import line
from screens.widgets.frame import KioskButton
from screens.widgets.said import Notice, Said
from screens.wording.words import Words

LONGEST: Final = 12
PAD: Final = (("1", "2", "3"), ("4", "5", "6"), ("7", "8", "9"), ("delete", "0", "enter"))
_DIGITS: Final = frozenset("0123456789")
HIGH_FROM: Final = 19
"""Rows of the window from which on the buttons of the pad are three rows high."""


class PinScreen(Overlay):
    """Asks for the PIN. It holds the digits until Enter, and then no more."""

    def __init__(self, words: Words) -> None:
        super().__init__(words, Step.WELCOME)
        self._digits = ""
        self.busy = False

    def page(self) -> ComposeResult:
        """Lay out the dots and the pad."""
        text = self.words.texts.staff
        yield line(text.pin_title, "title")
        yield line(self._dots(), "dots")
        labels = {"delete": text.delete, "enter": text.enter}
        with Container(id="pad"):
            for row in PAD:
                with Horizontal(classes="pad-row"):
                    for name in row:
                        primary = "primary" if name == "enter" else ""
                        yield KioskButton(labels.get(name, name), id=f"pin-{name}", classes=f"digit {primary}")

    def foot(self) -> ComposeResult:
        """Lay out the line that says how it went, and the button that closes."""
        yield Notice()
        yield from super().foot()

    def first_focus(self) -> str:
        """Begin where Enter gives the PIN."""
        return "#pin-enter"

    def on_mount(self) -> None:
        """Draw the empty line, on a pad that fits."""
        self.on_resize()
        self._draw()

    def on_resize(self) -> None:
        """Make the pad high where there is room."""
        self.set_class(self.app.size.height >= HIGH_FROM, "-high-pad")

    def say(self, text: str) -> None:
        """Tell how it went; an empty text takes that away."""
        self.query_one(Notice).say(text)

    def on_key(self, event: events.Key) -> None:
        """Take digits, Backspace and Enter here, one after the other: as bindings they could pass one another in a burst.

        Backspace takes the last digit away as long as there is one; after that it goes back, as everywhere.
        """
        if not self.check_action("pick", ()):
            return
        if event.key in _DIGITS:
            # Enter then gives the PIN, wherever the focus was.
            self.set_focus(self.query_one("#pin-enter"))
            self.take(self._digits + event.key)
        elif event.key == "backspace" and self._digits:
            self.take(self._digits[:-1])
        elif event.key == "enter" and self.focused is self.query_one("#pin-enter"):
            self.action_carry_on()
        else:
            return
        event.stop()

    def on_kiosk_button_pressed(self, event: KioskButton.Pressed) -> None:
        """Take a digit from the pad, delete one, or give the PIN; the button at the foot closes."""
        name = str(event.button.id).removeprefix("pin-")
        if name == "enter":
            self.action_carry_on()
        elif name == "delete":
            self.take(self._digits[:-1])
        elif name.isdigit():
            self.take(self._digits + name)

    def action_carry_on(self) -> None:
        """Give the PIN, once."""
        if self._digits and not self.busy:
            self.busy = True
            given = PinGiven(self._digits)
            self.take("")
            self.post_message(given)

    def action_move(self, direction: int) -> None:
        """Move by a row of the pad."""
        self._go(3 * direction)

    def action_sideways(self, direction: int) -> None:
        """Move along a row of the pad."""
        self._go(direction)

    def _go(self, by: int) -> None:
        pad = [*self.query(".digit").results(KioskButton), self.query_one("#carry_on", KioskButton)]
        here = pad.index(self.focused) if isinstance(self.focused, KioskButton) and self.focused in pad else len(pad)
        if here + by >= 0:
            self.set_focus(pad[min(here + by, len(pad) - 1)])

    def action_ask_back(self) -> None:
        """Close."""
        if self.is_current:
            self.post_message(RequestMade(Request.STAFF_CLOSE))

    def take(self, digits: str) -> None:
        """Hold these digits from here on, and show as many dots; what was said of the PIN before is over."""
        if digits and str(self.query_one(Notice).content) == self.words.texts.staff.wrong:
            self.say("")
        self._digits = digits[:LONGEST]
        self._draw()

    def _draw(self) -> None:
        self.query_one(".dots", Said).update(self._dots())

    def _dots(self) -> str:
        return " ".join("●" * len(self._digits)) or "·"
