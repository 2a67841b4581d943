"""The base of every step's body: what it asks, how it is answered, and what the frame shows around it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual.geometry import Size
from textual.widget import Widget

from criteria.steps import Step
from screens.grid import NARROW
from screens.messages import Answered
from screens.widgets.navigation import Scroller
from screens.widgets.said import Notice, Said
from screens.wording.words import Words

if TYPE_CHECKING:
    from screens.wording.call import CallState


class StepView(Scroller, can_focus=False, inherit_bindings=False):
    """The body of one step. It gets all it needs, and answers with one message; it decides nothing about what follows."""

    has_back = True
    """Whether a way back is shown, where the journey has one."""
    is_alarm = False
    """Whether this is an emergency: the number has the place of the title line where the window is small."""
    has_pane = False
    """Whether a wide window shows the visit so far beside it."""
    any_key_closes = False
    """Whether a key without a use of its own does what the way on does."""
    hints_together: ClassVar[int] = 0
    """How many of the first hints are shown all or none."""

    def __init__(self, step: Step, words: Words, room: Size) -> None:
        super().__init__(id="view")
        self.step = step
        self.words = words
        self.room = room
        self.asked_at: str | None = None
        self.call: CallState | None = None
        """How a call for staff stands; None where none is offered."""
        self.turned: Callable[[], None] = lambda: None
        """Called when the step shows another page of its own: the frame has to say so."""

    @property
    def carry_on_label(self) -> str | None:
        """The label of the button that leads on, or None where the answer itself does."""
        return self.words.texts.ui.carry_on

    @property
    def extra_label(self) -> str | None:
        """The label of a second button beside it."""
        return None

    @property
    def extra_key(self) -> str:
        """The key of that button."""
        return ""

    @property
    def finish_label(self) -> str | None:
        """The label of a button that ends the visit."""
        return None

    @property
    def hints(self) -> tuple[tuple[str, str, str], ...]:
        """Further keys for the line of keys: key, what it does, action."""
        return ()

    @property
    def page_said(self) -> str:
        """Which page of the step this is, for the foot; empty where the step has one page."""
        return ""

    @property
    def foot_said(self) -> str:
        """What stands beside the buttons, where the page does not go on; in a narrow window which page this is."""
        return self.page_said if self.app.size.width < NARROW else ""

    @property
    def part_said(self) -> tuple[str, str] | None:
        """The digit and the title of the part that is open, for the title line of a small window."""
        return None

    def first_focus(self) -> Widget | None:
        """Return what has the focus at first: None leaves it nowhere, so that Enter chooses nothing."""
        return self.screen.query_one("#carry_on")

    def given(self) -> Mapping[str, Any] | None:
        """Return what was explicitly chosen, or None while a choice is missing."""
        return {}

    def missing(self) -> str:
        """Return what to say where a choice is missing."""
        return self.words.texts.ui.choose_first

    def carry_on(self) -> str | None:
        """Answer the step; return what to tell the person where that cannot be."""
        given = self.given()
        if given is None:
            return self.missing()
        self.screen.post_message(Answered(self.step, given))
        return None

    def go_on(self) -> str | None:
        """Do what 0 does wherever the focus is: by default answer the step; return what to tell the person otherwise."""
        return self.carry_on()

    def marks(self) -> Any:  # noqa: ANN401 - each step has its own
        """Return what was chosen and opened but not sent: for the same step in other words, and for coming back to it."""

    async def restore_marks(self, marks: Any) -> None:  # noqa: ANN401
        """Show what was chosen and opened before."""

    def say(self, text: str) -> None:
        """Tell the person something above the foot; an empty text takes that away."""
        self.screen.query_one(Notice).say(text)

    def extra(self) -> None:
        """Do what the second button does."""

    def back_within(self) -> bool:
        """Go back within the step, where it has pages; say whether that was so."""
        return False

    def turn_sideways(self, direction: int) -> bool:
        """Turn a page of the step where the arrows to the sides do that; say whether that was so."""
        del direction
        return False

    def size_changed(self) -> None:
        """Lay out again after the text became bigger, or as it was."""

    def pick(self, key: str) -> None:
        """Do what a digit or another key of the digit row asks for."""

    def mark_focused(self, reply: str) -> None:
        """Take a reply that was clicked on the line of keys."""

    def choose_focused(self) -> None:
        """Do what a click on the line of keys asks: choose what has the focus, or go to what can be chosen."""
        focused = self.screen.focused
        if focused is not None and self in focused.ancestors:
            self.app.simulate_key("space")
        else:
            self.screen.call_later(self.screen.run_action, "move(1)")


def line(text: str, classes: str) -> Said:
    """Return a line of words, shown exactly as they are."""
    return Said(text, classes=classes)
