"""What stands around every step: title line, progress line, the foot with its buttons, and the line of keys."""

from collections.abc import Sequence
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
from screens.base import Punctual, binding
from screens.words import Words, part_of

PARTS: Final = ("start", "symptoms", "history", "result")


class TitleLine(Horizontal):
    """The name of the kiosk on the left, where one is on the right."""

    def compose(self) -> ComposeResult:
        """Lay out the two ends."""
        yield Static(id="name", markup=False)
        yield Static(id="part", markup=False)

    def show(self, step: Step, words: Words) -> None:
        """Say where `step` is."""
        self.query_one("#name", Static).update(words.values["site"] or words.texts.ui.app)
        where = "" if step in {Step.WELCOME, Step.GOODBYE} else words.texts.ui.parts[part_of(step)]
        self.query_one("#part", Static).update(where)


class ProgressLine(Widget):
    """Four parts; those behind and the present one are heavy. Parts do not branch, so the line does not lie."""

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


class KioskButton(Punctual, Static, can_focus=True):
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


class KeyHint(Static):
    """A key with what it does; a click does the same."""

    def __init__(self, key: str, label: str, action: str, *, urgent: bool = False) -> None:
        keycap = Content.styled(f" {key} ", "bold $emergency-ink on $emergency" if urgent else "bold $keycap-ink on $keycap")
        super().__init__(Content.assemble(keycap, f" {label}"), markup=False)
        self.columns = cell_len(key) + cell_len(label) + 3
        self.does = action

    async def on_click(self, event: events.Click) -> None:
        """Do what the key does."""
        event.stop()
        if self.does:
            await self.screen.run_action(self.does)


class KeyLine(Horizontal):
    """The line of keys: always help, back and leave; more of them where there is room."""

    GAP: Final = 3
    PADDING: Final = 2

    async def show(self, hints: Sequence[KeyHint], columns: int, together: int = 0) -> None:
        """Show as many of `hints` as fit into `columns`, the first first; the last `together` of them all or none."""
        fitting: list[KeyHint] = []
        used = 2 * self.PADDING
        for hint in hints:
            if used + hint.columns > columns:
                fitting = fitting[: len(hints) - together] if together else fitting
                break
            fitting.append(hint)
            used += hint.columns + self.GAP
        await self.remove_children()
        await self.mount(*fitting)


class Foot(Horizontal):
    """Back on the left, the way on to the right, and between them a sign that there is more to read."""

    def compose(self) -> ComposeResult:
        """Lay out the buttons; which of them are shown depends on the step."""
        yield KioskButton("", id="back")
        yield Static(id="more", markup=False)
        yield KioskButton("", id="extra")
        yield KioskButton("", id="carry_on", classes="primary")

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
