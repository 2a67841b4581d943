"""Says on the welcome page, for some seconds, that everything of the visit before was cleared."""

from collections.abc import Callable
from typing import Protocol

from textual.timer import Timer

from screens.survey import SurveyScreen
from screens.wording.words import Words
from tui.visit.timeouts import CLEARED_SECONDS


class _App(Protocol):
    words: Words
    survey: SurveyScreen

    def set_timer(self, delay: float, callback: Callable[[], object]) -> Timer:
        """Call back once."""


class ClearedNotice:
    """The notice of one app: it goes after some seconds, or with the first key or click."""

    def __init__(self, app: _App) -> None:
        self._app = app
        self._timer: Timer | None = None

    def say(self) -> None:
        """Say it from now on."""
        self._app.survey.notice(self._app.words.texts.ui.cleared)
        self._timer = self._app.set_timer(CLEARED_SECONDS, self.take_away)

    def take_away(self) -> None:
        """Say it no more."""
        timer, self._timer = self._timer, None
        if timer is not None:
            timer.stop()
            self._app.survey.notice("")
