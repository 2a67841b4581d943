"""What lies over the journey and leaves it as it was: help, why, and the take-away."""

import asyncio
from collections.abc import Awaitable, Callable

from textual.screen import Screen

from criteria.assess import assess
from criteria.journey import Journey, Step
from screens import messages
from screens.overlays.base import HelpOverlay, WhyOverlay
from screens.overlays.notices import FinishOverlay
from screens.overlays.take_away import TakeAwayOverlay
from screens.wording.summary import summary
from screens.wording.words import Words
from tui.kiosk.locked_app import LockedApp
from tui.visit.outcome import Outcome

Print = Callable[[str], Awaitable[bool]]
"""Prints a text and says whether that worked."""


class OverlayHandlers(LockedApp):
    """Shows screens over the person's journey, one of a kind at a time."""

    journey: Journey
    words: Words
    print_text: Print | None
    printing: asyncio.Task[None] | None = None

    async def push_overlay(self, overlay: Screen[None]) -> None:
        """Show a screen over whatever is there, unless one of its kind is there already."""
        if type(self.screen) is not type(overlay):
            with self.batch_update():
                await self.push_screen(overlay)

    async def on_help_asked(self) -> None:
        """Show when to get help now, over whatever is there."""
        await self.push_overlay(HelpOverlay(self.words, self.journey.step, self.journey.answers))

    async def on_plain_asked(self) -> None:
        """End the screens before anything was answered; plain lines follow on the same terminal."""
        if self.journey.step is Step.WELCOME:
            self.exit(Outcome.PLAIN)

    async def on_why_asked(self, message: messages.WhyAsked) -> None:
        """Show why a part of the result is there."""
        await self.push_overlay(WhyOverlay(self.words, self.journey.step, message.title, message.reason, self.journey.answers))

    async def on_finish_asked(self) -> None:
        """Ask once more, because finishing clears everything."""
        await self.push_overlay(FinishOverlay(self.words, self.journey.step))

    async def on_take_away_asked(self) -> None:
        """Show the word on privacy, and then the code."""
        text = summary(self.journey.answers, assess(self.journey.answers), self.words)
        await self.push_overlay(TakeAwayOverlay(self.words, self.journey.step, text, can_print=self.print_text is not None))

    async def on_print_asked(self) -> None:
        """Print the summary, and say whether that worked; nothing waits for the printer."""
        if self.print_text is not None and (self.printing is None or self.printing.done()):
            text = summary(self.journey.answers, assess(self.journey.answers), self.words)
            self.printing = asyncio.create_task(self._print_apart(self.print_text, text))

    async def _print_apart(self, print_text: Print, text: str) -> None:
        worked = await print_text(text)
        if isinstance(self.screen, TakeAwayOverlay):
            said = self.words.texts.take_away
            self.screen.say(said.printed if worked else said.print_failed)
