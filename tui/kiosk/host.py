"""What the objects that the kiosk holds may ask of it. In tests a small class takes the kiosk's place."""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from textual.screen import Screen

from criteria.journey import Journey
from criteria.questions import Question
from screens.wording.words import Words
from tui.visit.idle import IdleGuard
from tui.visit.outcome import Outcome


class Host(Protocol):
    """One visit on one screen."""

    journey: Journey
    words: Words
    guard: IdleGuard

    @property
    def clock(self) -> Callable[[], float]:
        """Seconds on a monotonic clock."""

    @property
    def screen_stack(self) -> list[Screen[Any]]:
        """The journey's screen, and the overlays above it, topmost last."""

    async def show_step(self, journey: Journey, asked_at: Question | None = None) -> None:
        """Show the current step of a journey, with the focus on `asked_at` where it has a row."""

    async def show_words(self, words: Words) -> None:
        """Draw everything in other words; the step, the marks and the focus stay."""

    async def push_overlay(self, overlay: Screen[None], *, alone: bool = False) -> None:
        """Show a screen on top unless one of its class is there; `alone` removes the other overlays first."""

    def pop_overlay(self) -> Awaitable[None]:
        """Remove the topmost overlay."""

    async def pop_overlays(self) -> None:
        """Remove everything above the journey's screen."""

    def finish(self, outcome: Outcome) -> None:
        """Hide everything that is on the screen, and exit once every record is written."""

    def exit(self, outcome: Outcome) -> None:
        """Exit now."""

    def handle_error(self, error: BaseException) -> None:
        """Handle an error in a task as any other error of the kiosk."""
