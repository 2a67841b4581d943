"""The kiosk in one terminal, for one person: it holds their journey, and everything about them ends with it."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import monotonic
from typing import Final

from pydantic import ValidationError
from textual.screen import Screen

import screens
from assets.catalog import Catalog
from criteria.journey import INTERRUPTIONS, Journey, RefusedError, Step
from criteria.questions import Question
from screens import messages
from screens.overlays import IdleOverlay, StoppedOverlay
from screens.survey import SurveyScreen
from screens.themes import INK
from screens.words import Words
from tui.ending import End
from tui.idle import IdleGuard, Presence
from tui.keys import keymap
from tui.over import OverApp, Print
from tui.settings import Settings

GOODBYE_SECONDS: Final = 20
"""How long the goodbye stays when nobody closes it."""


STOPPED_SECONDS: Final = 180
"""How long the number to call stays after "stop here and get help"; it holds nothing of the person."""

Keep = Callable[[Journey, End, str], Awaitable[None]]
"""Keeps the record of a journey that ended, or that shows its result, in a language."""


async def _keep_nothing(journey: Journey, end: End, language: str) -> None:
    del journey, end, language


class Kiosk(OverApp):
    """One person's visit."""

    CSS_PATH = Path(screens.__file__).with_name("kiosk.tcss")

    def __init__(
        self,
        settings: Settings,
        catalog: Catalog,
        *,
        keep: Keep = _keep_nothing,
        print_text: Print | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__()
        self.register_theme(INK)
        self.theme = INK.name
        self.settings, self.catalog, self.keep, self.print_text, self.clock = settings, catalog, keep, print_text, clock
        self.journey = Journey()
        self.has_ended = False
        self.languages = settings.languages(catalog)
        self.words = self.words_in(settings.language or next(iter(self.languages)))
        self.guard = self._new_guard()
        self.survey = SurveyScreen(self.journey, self.words)

    def words_in(self, code: str) -> Words:
        """Return the words of a language, with the site's values filled in."""
        names = {code: texts.name for code, texts in self.languages.items()}
        return Words(self.languages[code], self.catalog.sources, self.settings.values(), names)

    def get_default_screen(self) -> Screen[None]:
        """Begin with the journey's one screen; there is no other below it."""
        return self.survey

    async def on_mount(self) -> None:
        """Learn every language's letters, and watch for silence."""
        self.set_keymap(keymap(self.words.texts))
        self.set_interval(1.0, self.look_for_silence)

    def somebody_is_here(self) -> bool:
        """Count a key or a click as presence; the one that answers "are you still there?" does nothing else."""
        self.guard = self.guard.touched(self.clock())
        if isinstance(self.screen, IdleOverlay):
            self.screen.dismiss()
            return False
        return True

    async def _go(self, journey: Journey, asked_at: Question | None = None) -> None:
        self.journey = journey
        self.drop_until_seen()
        if journey.step is Step.RESULT:
            await self.keep(journey, End.FINISHED, self.words.texts.code)
        await self.survey.show(journey, self.words, asked_at)
        self.survey.call_after_refresh(self.take_from_now)

    async def on_answered(self, message: messages.Answered) -> None:
        """Take an answer to the current step; any other is stale and is dropped."""
        if self.journey.step is Step.GOODBYE:
            await self.end_visit(End.FINISHED)
            return
        if self.journey.step is Step.WELCOME:
            self.guard = self._new_guard()
        try:
            journey = self.journey.submit(message.step, message.given)
        except (RefusedError, ValidationError):
            return
        if journey.step is Step.GOODBYE:
            await self.keep(self.journey, End.FINISHED, self.words.texts.code)
        await self._go(journey)

    async def on_back_asked(self, message: messages.BackAsked) -> None:
        """Go back from the current step."""
        if message.step is self.journey.step and (journey := self.journey.back()) is not self.journey:
            await self._go(journey)

    async def on_change_asked(self, message: messages.ChangeAsked) -> None:
        """Go to a question from the check page."""
        try:
            journey = self.journey.change(message.step)
        except RefusedError:
            return
        await self._go(journey, message.question)

    async def on_leave_asked(self) -> None:
        """Leave: clear at once."""
        if self.journey.step is not Step.WELCOME:
            await self.end_visit(End.LEFT)

    async def on_stop_asked(self) -> None:
        """Clear everything, and leave the number to call on the screen."""
        await self._clear_for_help(End.LEFT)

    async def on_quit_asked(self) -> None:
        """End the program, on the welcome page only."""
        if self.journey.step is Step.WELCOME:
            self.exit(End.QUIT)

    async def on_language_chosen(self, message: messages.LanguageChosen) -> None:
        """Speak the language from here on."""
        self.words = self.words_in(message.code)
        self.set_keymap(keymap(self.words.texts))
        await self.survey.show(self.journey, self.words)

    async def end_visit(self, end: End) -> None:
        """Keep what the person agreed to, and end; nothing else of them is kept anywhere."""
        if self.has_ended:
            return
        self.has_ended = True
        journey, self.journey = self.journey, Journey(step=Step.GOODBYE)
        if end in {End.LEFT, End.IDLE} and journey.step is not Step.GOODBYE:
            await asyncio.shield(self.keep(journey, end, self.words.texts.code))
        self.exit(end)

    async def _clear_for_help(self, end: End) -> None:
        journey, self.journey = self.journey, Journey(step=Step.GOODBYE)
        self.guard = self.guard.touched(self.clock())
        await self.keep(journey, end, self.words.texts.code)
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        await self._go(self.journey)
        await self.lay_over(StoppedOverlay(self.words, Step.GOODBYE))

    def _new_guard(self) -> IdleGuard:
        kiosk = self.settings.kiosk
        return IdleGuard.start(self.clock(), kiosk.warn_after, kiosk.clear_after, 60.0 * kiosk.session_limit)

    async def look_for_silence(self) -> None:
        """Ask whether somebody is there, or end the visit, as the clock says. Time never answers a question."""
        step, now = self.journey.step, self.clock()
        if step is Step.WELCOME:
            return
        if step is Step.GOODBYE:
            stays = STOPPED_SECONDS if isinstance(self.screen, StoppedOverlay) else GOODBYE_SECONDS
            if now - self.guard.last_seen >= stays:
                await self.end_visit(End.FINISHED)
            return
        presence = self.guard.presence(now)
        if presence is Presence.GONE and step in INTERRUPTIONS:
            await self._clear_for_help(End.IDLE)
        elif presence is Presence.GONE:
            await self.end_visit(End.IDLE)
        elif presence is Presence.WARNED and not isinstance(self.screen, IdleOverlay):
            await self.lay_over(IdleOverlay(self.words, step))
