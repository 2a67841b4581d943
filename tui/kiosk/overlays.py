"""Screens that a person opens over the journey, which stays as it is: help, reasons, the take-away, its printout."""

import asyncio

from criteria.steps import Step
from screens.overlays.base import HelpOverlay
from screens.overlays.take_away import TakeAwayOverlay
from screens.overlays.why import WhyOverlay
from screens.wording.report import Reason
from screens.wording.report_text import report_text
from tui.kiosk.host import Host
from tui.kiosk.site_programs import PrintText


class Overlays:
    """Opens the overlays of one visit, one of a kind at a time.

    `print_text`: None where the site has no printer. `half_blocks`: whether the terminal's font has them.
    """

    def __init__(self, host: Host, print_text: PrintText | None, *, half_blocks: bool) -> None:
        self._host, self._print_text, self.half_blocks = host, print_text, half_blocks
        self._printing: asyncio.Task[None] | None = None

    def report(self) -> str:
        """Return the whole report as plain text, for the printer."""
        return report_text(self._host.journey.answers, self._host.words)

    async def help(self) -> None:
        """Show when to get help now, over whatever is there."""
        journey = self._host.journey
        await self._host.push_overlay(HelpOverlay(self._host.words, journey.step, journey.answers))

    async def why(self, title: str, reason: Reason) -> None:
        """Show why a part of the report is there."""
        journey = self._host.journey
        await self._host.push_overlay(WhyOverlay(self._host.words, journey.step, title, reason, journey.answers))

    async def take_away(self) -> None:
        """Show the page to be photographed, which leads to codes and to the printer."""
        words, step = self._host.words, self._host.journey.step
        if step is not Step.RESULT:
            return
        can_print = self._print_text is not None
        overlay = TakeAwayOverlay(words, step, self._host.journey.answers, can_print=can_print, half_blocks=self.half_blocks)
        await self._host.push_overlay(overlay)

    async def print_report(self) -> None:
        """Print the report in a task of its own, one at a time; the page then tells how it went."""
        if self._print_text is not None and (self._printing is None or self._printing.done()):
            self._printing = asyncio.create_task(self._print(self._print_text, self.report()))

    async def _print(self, print_text: PrintText, text: str) -> None:
        try:
            worked = await print_text(text)
            top = self._host.screen_stack[-1]
            if isinstance(top, TakeAwayOverlay):
                texts = self._host.words.texts.take_away
                top.say(texts.printed if worked else texts.print_failed)
        except Exception as error:  # noqa: BLE001 - a task's error is seen by nobody else
            self._host.handle_error(error)

    def cancel_printing(self) -> None:
        """Stop a printout that is in progress; the printing process ends with its task."""
        if self._printing is not None:
            self._printing.cancel()
