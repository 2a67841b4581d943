"""A host for the objects that the kiosk holds: it draws nothing, and notes what it is asked for."""

from typing import Any

from textual.screen import Screen

from criteria.journey import Journey
from criteria.questions import Question
from screens.wording.words import Languages, Words
from tests.screens.kiosks import CATALOG, settings
from tests.tui.kiosk.test_idle_guard import Clock
from tui.visit.idle import IdleGuard
from tui.visit.outcome import Outcome

LANGUAGES = Languages(CATALOG.languages, CATALOG.sources, settings().values())


class NotedHost:
    """One visit without a screen."""

    def __init__(self, journey: Journey | None = None) -> None:
        self.clock = Clock()
        self.journey, self.words = journey or Journey(), LANGUAGES.words("en")
        self.guard = IdleGuard.start(self.clock(), 90, 30, 1800)
        self.screen_stack: list[Screen[Any]] = [Screen()]
        self.outcomes: list[Outcome] = []
        self.errors: list[BaseException] = []

    async def show_step(self, journey: Journey, asked_at: Question | None = None) -> None:
        del asked_at
        self.journey = journey

    async def show_words(self, words: Words) -> None:
        self.words = words

    async def push_overlay(self, overlay: Screen[None], *, alone: bool = False) -> None:
        if alone:
            await self.pop_overlays()
        if type(self.screen_stack[-1]) is not type(overlay):
            self.screen_stack.append(overlay)

    async def pop_overlay(self) -> None:
        self.screen_stack.pop()

    async def pop_overlays(self) -> None:
        del self.screen_stack[1:]

    def finish(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)

    def exit(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)

    def handle_error(self, error: BaseException) -> None:
        self.errors.append(error)
