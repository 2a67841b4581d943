"""The page after an answer that public guidance treats as an emergency: the number, every reason, and the ways on."""

from collections.abc import Mapping
from typing import Any, Final

from textual.app import ComposeResult
from textual.geometry import Size
from textual.widget import Widget

from criteria.answers import Answers
from criteria.steps import Step
from screens.grid import LOW, NARROW, Grid
from screens.messages import Answered, Request, RequestMade
from screens.steps.base import StepView
from screens.widgets.action_row import ActionRow
from screens.widgets.call_row import CallRow
from screens.widgets.number import NumberBlock
from screens.wording.emergency import alarm_at
from screens.wording.words import Words

_CALL: Final = "1"
"""The digit of the call for staff, which comes before the ways on."""


class EmergencyView(StepView):
    """One page that grows: each further emergency answer shows it again with one reason more, the newest last.

    Nothing has the focus at first, so that a key held down does not dismiss it.
    """

    is_alarm = True

    def __init__(self, step: Step, words: Words, room: Size, answers: Answers) -> None:
        super().__init__(step, words, room)
        self.add_class("-spans")
        self.block = NumberBlock.of_alarm(alarm_at(step, answers, words))
        self.rows: list[ActionRow] = []

    def _ways(self) -> list[ActionRow]:
        text = self.words.texts.interruption
        go_on = self.words.texts.what_now.finish if self.step is Step.EMERGENCY_AGAIN else text.go_on
        call = [] if self.call is None else [CallRow(_CALL, self.words, self.call)]
        ways = (("stop", text.stop), ("go_on", go_on))
        return [
            *call,
            *(
                ActionRow(str(key), name, self.words(label), aside=text.press_enter, asides_on_focus=True)
                for key, (name, label) in enumerate(ways, 1 + len(call))
            ),
        ]

    def compose(self) -> ComposeResult:
        """Lay out the number and the ways on."""
        self.rows = self._ways()
        yield self.block
        yield from self.rows
        self._fit()

    def on_resize(self) -> None:
        """Fit the number to the window: the ways on stay in view."""
        self._fit()

    def _fit(self) -> None:
        size = self.app.size
        # There are no buttons, and in the smallest windows no title line either.
        above = 0 if size.width < NARROW and size.height < LOW else Grid.of(size).top(has_step=True, has_number=True)
        width = self.content_size.width or self.room.width
        called = sum(row.most_rows(width) - 1 for row in self.rows if isinstance(row, CallRow))
        most = size.height - above - 1 - len(self.rows) - called
        self.block.fit(most)
        taken = len(self.block.lines(width))
        # An empty row stands before each of them, where there is room.
        self.set_class(taken <= most - len(self.rows), "-airy")

    @property
    def carry_on_label(self) -> str | None:
        """There is no button to press by habit: the ways on are choices."""
        return None

    @property
    def hints(self) -> tuple[tuple[str, str, str], ...]:
        """The digits go to the ways on."""
        ui = self.words.texts.ui
        return ((f"1-{len(self.rows)}", ui.choose, "move(1)"), (ui.enter, ui.carry_on, "carry_on"))

    def first_focus(self) -> Widget | None:
        """Leave the focus nowhere: a key that is still held down cannot dismiss this."""
        return None

    def given(self) -> Mapping[str, Any] | None:
        """Return None: Enter must not skip this page."""
        return None

    def on_action_row_taken(self, event: ActionRow.Taken) -> None:
        """Go on, or stop here."""
        event.stop()
        if event.row.takes == "stop":
            self.screen.post_message(RequestMade(Request.STOP))
        else:
            self.screen.post_message(Answered(self.step, {}))

    def pick(self, key: str) -> None:
        """Go to the way on with that digit; 0 or Enter takes it."""
        for row in self.rows:
            if row.key == key:
                self.screen.set_focus(row)

    def go_on(self) -> str | None:
        """Take the way on that has the focus."""
        for row in self.rows:
            if row.has_focus:
                row.action_press()
                return None
        return self.missing()
