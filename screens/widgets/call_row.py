"""The row that calls staff: it tells in its own place how that went, and does nothing while a call stands."""

from typing import Final

from screens.messages import Request, RequestMade
from screens.widgets.action_row import ActionRow
from screens.wording.call import CallState, call_said
from screens.wording.words import Words

_ACTS: Final = frozenset({CallState.READY, CallState.FAILED})


class CallRow(ActionRow):
    """Calls staff, on Enter, space or a click while it has the focus.

    It loses the focus when it can call again, so that a key held down never makes a second call.
    """

    def __init__(self, key: str, words: Words, state: CallState) -> None:
        aside = words.texts.interruption.press_enter
        super().__init__(key, Request.CALL, call_said(state, words), aside=aside, asides_on_focus=True)
        self.words, self.state, self.offer_aside = words, state, aside
        self._say()

    def _say(self) -> None:
        self.label, self.aside = call_said(self.state, self.words), self.offer_aside if self.state in _ACTS else ""

    def show(self, state: CallState) -> None:
        """Say how the call stands."""
        if state is self.state:
            return
        if state in _ACTS and self.has_focus:
            self.screen.set_focus(None)
        self.state = state
        self._say()
        self.refresh(layout=True)

    def most_rows(self, width: int) -> int:
        """Return how many rows it takes at a width, whatever it says."""
        before, rows = self.label, []
        for state in CallState:
            self.label = call_said(state, self.words)
            rows.append(len(self.lines(width)))
        self.label = before
        return max(rows)

    def action_press(self) -> None:
        """Ask for the call."""
        if self.state in _ACTS:
            self.screen.post_message(RequestMade(Request.CALL))
