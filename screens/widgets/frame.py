"""What stands around every step: title line, progress line, and the foot with its buttons."""

from typing import ClassVar, Final

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from criteria.journey import Step
from screens.base import binding
from screens.widgets.key_line import KeyHint, KeyLine
from screens.widgets.language_hint import LanguageHint
from screens.wording.words import Words, part_of

PARTS: Final = ("start", "symptoms", "history", "result")
DOT: Final = "·"
LEAST_NAME: Final = 12
"""Columns that the name of a site keeps; where there are fewer, only the part of the visit is named."""


class TitleLine(Horizontal):
    """The name of the kiosk and the part of the visit; on the right the keys for size, colours and language, where they fit."""

    def compose(self) -> ComposeResult:
        """Lay out the ends."""
        yield Static(id="name", markup=False)
        yield Static(id="part", markup=False)
        yield KeyHint("request('bigger')", id="bigger-key")
        yield KeyHint("request('colours')", id="colours-key")
        yield LanguageHint()

    def show(self, step: Step, words: Words) -> None:
        """Show the part of `step`, and the keys that fit."""
        name = words.values["site"] or words.texts.ui.app
        self.query_one("#name", Static).update(name)
        where = "" if step in {Step.WELCOME, Step.GOODBYE} else words.texts.ui.parts[part_of(step)]
        language = self.query_one(LanguageHint)
        language.show_languages(words)
        keys, ui = words.texts.keys, words.texts.ui
        bigger = ui.smaller if self.screen.has_class("-big") else ui.bigger
        offered = (("#bigger-key", keys.bigger, bigger), ("#colours-key", keys.colours, ui.colours))
        for place, key, label in offered:
            self.query_one(place, KeyHint).show(key, label)
        hints = [self.query_one(place, KeyHint) for place, _, _ in offered]
        taken = cell_len(where) + 2 * KeyLine.PADDING + len(DOT) + 2 + language.columns + KeyLine.GAP
        left = self.app.size.width - taken
        # The part of the visit comes first; of the site's name the beginning is enough, but not less.
        has_name = not where or left >= LEAST_NAME
        self.query_one("#name").display = has_name
        self.query_one("#part", Static).update(f" {DOT} {where}" if where and has_name else where)
        name_columns = min(cell_len(name), LEAST_NAME)
        for hint in hints:
            fits = left - name_columns >= hint.columns + KeyLine.GAP
            is_shown = fits and (step is not Step.WELCOME or self.screen.has_class("-big"))
            hint.set_class(is_shown, "-shown")
            left -= hint.columns + KeyLine.GAP if is_shown else 0
        self.query_one("#name").styles.max_width = max(LEAST_NAME, left)


class ProgressLine(Widget):
    """Four parts of a visit; those up to the present one are heavy. It shows parts because their number never changes."""

    reached = 0

    def show(self, step: Step) -> None:
        """Draw the line as far as the part of `step`; nothing on the welcome page."""
        self.reached = 0 if step is Step.WELCOME else PARTS.index(part_of(step)) + 1
        self.refresh()

    def render(self) -> Content:
        """Draw four pieces over the whole width."""
        width = max(0, self.size.width - len(PARTS) + 1)
        pieces = []
        for index in range(len(PARTS)):
            length = width * (index + 1) // len(PARTS) - width * index // len(PARTS)
            done = index < self.reached
            pieces.append(Content.styled("━" * length, "$primary") if done else Content.styled("─" * length, "$line"))
        return Content(" ").join(pieces)


class KioskButton(Static, can_focus=True):
    """A button with a wrapping label, pressed with Enter, space or the mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [binding("enter,space", "press", "press")]

    class Pressed(Message):
        """The button was pressed."""

        def __init__(self, button: "KioskButton") -> None:
            super().__init__()
            self.button = button

        @property
        def control(self) -> "KioskButton":
            """The button, for handlers that name it."""
            return self.button

    def __init__(self, label: str, *, id: str | None = None, classes: str = "") -> None:  # noqa: A002 - the framework's name
        super().__init__(label, id=id, classes=f"button {classes}", markup=False)

    def action_press(self) -> None:
        """Tell that it was pressed."""
        self.post_message(self.Pressed(self))

    def on_click(self, event: events.Click) -> None:
        """Press with the mouse."""
        event.stop()
        self.action_press()


class Foot(Horizontal):
    """Back on the left, the way on to the right, and between them a sign that there is more to read."""

    def compose(self) -> ComposeResult:
        """Lay out the buttons; which of them are shown depends on the step."""
        yield KioskButton("", id="back")
        yield Static(id="more", markup=False)
        yield KioskButton("", id="extra")
        yield KioskButton("", id="carry_on", classes="primary")

    def say_more(self, words: Words, *, above: bool, below: bool) -> None:
        """Say that there is more to read; where there is no room for words, with an arrow."""
        sign, said = ("↓", words.texts.ui.more_below) if below else ("↑", words.texts.ui.more_above) if above else ("", "")
        more = self.query_one("#more", Static)
        text = f"{sign} {said}".strip()
        more.update(text if cell_len(text) <= more.size.width else sign)
        more.set_class(below, "-below")

    def show(self, *, back: str | None, extra: str | None, carry_on: str | None) -> None:
        """Label the buttons; one without a label is not there."""
        for name, label in (("back", back), ("extra", extra), ("carry_on", carry_on)):
            button = self.query_one(f"#{name}", KioskButton)
            button.update(label or "")
            button.set_class(label is not None, "-shown")

    def on_click(self, event: events.Click) -> None:
        """Turn a page where the sign is clicked."""
        if event.widget is self.query_one("#more"):
            event.stop()
            self.screen.call_later(self.screen.run_action, "page(1)")
