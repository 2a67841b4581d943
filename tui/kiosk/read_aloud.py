"""Reads the page aloud when the person asks for it, and falls silent with the next key, click or page."""

from collections.abc import Callable, Iterator
from typing import Any, Protocol

from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from criteria.journey import Journey
from screens.base import KioskScreen
from screens.overlays.base import HelpOverlay, Overlay
from screens.steps.result import ResultView
from screens.survey import SurveyScreen
from screens.widgets.action_row import ActionRow
from screens.widgets.choices import ChoiceRow
from screens.widgets.frame import KioskButton
from screens.widgets.key_line import KeyLine
from screens.wording.words import Words
from tui.visit.speech import Speaker


class Spoken(Protocol):
    """Returns the lines that are read of a page."""

    def __call__(self, journey: Journey, words: Words, *, part: int = 0, helping: bool = False) -> tuple[str, ...]:
        """Return them."""


class _App(Protocol):
    survey: SurveyScreen
    journey: Journey
    words: Words
    speaks: bool | None

    @property
    def screen_stack(self) -> list[Screen[Any]]:
        """The screens, topmost last."""


class ReadAloud:
    """Reads the page on top, and then what has the focus. `speaker` and `spoken`: None where the site has no voice."""

    def __init__(self, app: _App, speaker: Speaker | None, spoken: Spoken | None) -> None:
        self._app, self._speaker, self._spoken = app, speaker, spoken
        self._stopping = 0
        if self.is_offered:
            app.speaks = app.survey.speaks = False

    @property
    def is_offered(self) -> bool:
        """Whether there is a voice."""
        return self._speaker is not None and self._spoken is not None

    async def ask(self) -> None:
        """Read the page; a key that has just stopped the voice does nothing else."""
        stopping, self._stopping = self._stopping, 0
        if self._speaker is None or self._spoken is None or stopping:
            return
        self._speaker.speak("\n".join(self.lines(self._spoken)), self._app.words.texts.code)
        self.show()

    def lines(self, spoken: Callable[..., tuple[str, ...]]) -> list[str]:
        """Return what is read now."""
        app, top = self._app, self._app.screen_stack[-1]
        focused = _label(top.focused)
        if top is app.survey or isinstance(top, HelpOverlay):
            view, helping = app.survey.view, isinstance(top, HelpOverlay)
            part = view.reader.place.part if isinstance(view, ResultView) else 0
            return [*spoken(app.journey, app.words, part=part, helping=helping), *focused]
        return [*_words_on(top), *focused]

    def hush(self) -> None:
        """Stop at once: somebody pressed a key."""
        # A key arrives twice: the second time when no widget took it, and just before it acts.
        self._stopping = max(0, self._stopping - 1)
        if self._speaker is not None and self._speaker.stop():
            self._stopping = 2
            self.show()

    def stop(self) -> None:
        """Stop at once: another page is shown, or the person is gone."""
        if self._speaker is not None:
            self._speaker.stop()

    def show(self) -> None:
        """Say on every page whether the key reads or stops."""
        if self._speaker is None or not self.is_offered or self._app.speaks is self._speaker.is_speaking:
            return
        self._app.speaks = self._speaker.is_speaking
        for screen in self._app.screen_stack:
            if isinstance(screen, KioskScreen):
                screen.speaks = self._app.speaks
            if isinstance(screen, Overlay) and screen.query(KeyLine):
                screen.show_keys()
        if (view := self._app.survey.view) is not None:
            self._app.survey.show_keys(view)


def _label(widget: Widget | None) -> list[str]:
    return [widget.label] if isinstance(widget, ActionRow | ChoiceRow | KioskButton) else []


def _words_on(screen: Screen[Any]) -> Iterator[str]:
    """Yield the words of a page that has no plain lines of its own."""
    for widget in screen.query("#view Static, #view ActionRow"):
        text = widget.label if isinstance(widget, ActionRow) else str(widget.content) if isinstance(widget, Static) else ""
        if text and widget.display:
            yield text
