"""The kiosk in one terminal, for one person: it holds their journey, and everything about them ends with it."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import monotonic

from pydantic import ValidationError
from textual.screen import Screen

import screens
from assets.catalog import Catalog
from criteria.journey import INTERRUPTIONS, Consent, Journey, RefusedError, Step
from criteria.questions import Question
from screens import messages
from screens.overlays.notices import IdleOverlay, StoppedOverlay
from screens.rendering.wrap import keep_no_break_spaces
from screens.survey import SurveyScreen
from tui.config.settings import Settings
from tui.kiosk.appearance import Appearance
from tui.kiosk.keymap import keymap
from tui.kiosk.language import LanguageSwitch
from tui.kiosk.overlay_handlers import Print
from tui.kiosk.staff_handlers import StaffApp
from tui.visit.idle import IdleGuard, Presence
from tui.visit.outcome import Outcome
from tui.visit.recording import NullRecorder, VisitRecorder
from tui.visit.timeouts import GOODBYE_SECONDS, STOPPED_SECONDS


class Kiosk(StaffApp, Appearance, LanguageSwitch):
    """One person's visit."""

    CSS_PATH = Path(screens.__file__).with_name("kiosk.tcss")

    def __init__(
        self,
        settings: Settings,
        catalog: Catalog,
        *,
        keeper: VisitRecorder | None = None,
        print_text: Print | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__()
        keep_no_break_spaces()
        self.see(settings.kiosk.theme, bigger=settings.kiosk.bigger_text)
        self.settings, self.catalog, self.clock = settings, catalog, clock
        self.keeper, self.print_text = keeper or NullRecorder(), print_text
        self.keeping: list[asyncio.Future[None]] = []
        self.journey = Journey()
        self.has_ended = self.said_ending = False
        self.languages = settings.languages(catalog)
        self.words = self.words_in(settings.language or next(iter(self.languages)))
        self.first_language = self.words.texts.code
        self.guard = self._new_guard()
        self.survey = SurveyScreen(self.journey, self.words)

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
            self._keep_apart(self.keeper.keep(journey, Outcome.FINISHED, self.words.texts.code))
        await self.survey.show(journey, self.words, asked_at)
        self.survey.call_after_refresh(self.take_from_now)

    async def on_answered(self, message: messages.Answered) -> None:
        """Take an answer to the current step; any other is stale and is dropped."""
        if self.journey.step is Step.GOODBYE:
            await self.end_visit(Outcome.FINISHED)
            return
        if self.journey.step is Step.WELCOME:
            self.guard = self._new_guard()
        try:
            journey = self.journey.submit(message.step, message.given)
        except (RefusedError, ValidationError):
            return
        if message.step is Step.CONSENT and journey.consent is Consent.NO:
            self._keep_apart(self.keeper.withdraw(journey))
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
            await self.end_visit(Outcome.LEFT)

    async def on_stop_asked(self) -> None:
        """Clear everything, and leave the number to call on the screen."""
        await self._clear_for_help(Outcome.LEFT)

    async def on_quit_asked(self) -> None:
        """End the program, on the welcome page only, and in a locked kiosk not even there."""
        if self.journey.step is Step.WELCOME and not self.locked:
            self.exit(Outcome.QUIT)

    async def end_visit(self, end: Outcome) -> None:
        """Blank the screen at once, then keep what the person agreed to, and end; nothing else of them is kept anywhere."""
        if self.has_ended:
            return
        self.has_ended = True
        journey, self.journey = self.journey, Journey(step=Step.GOODBYE)
        for screen in self.screen_stack:
            screen.query("*").set(display=False)
        if end in {Outcome.LEFT, Outcome.IDLE} and journey.step is not Step.GOODBYE:
            self._keep_apart(self.keeper.keep(journey, end, self.words.texts.code))
        self.leaving = asyncio.create_task(self._leave(end))

    async def _leave(self, end: Outcome) -> None:
        await asyncio.gather(*self.keeping, return_exceptions=True)
        self.exit(end)

    def _keep_apart(self, work: Awaitable[None]) -> None:
        """Let the log take its time while the person reads on; the visit's process waits for it before it ends."""
        self.keeping.append(asyncio.ensure_future(work))

    async def _clear_for_help(self, end: Outcome) -> None:
        journey, self.journey = self.journey, Journey(step=Step.GOODBYE)
        self.guard = self.guard.touched(self.clock())
        self._keep_apart(self.keeper.keep(journey, end, self.words.texts.code))
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        await self._go(self.journey)
        await self.push_overlay(StoppedOverlay(self.words, Step.GOODBYE))

    def _new_guard(self) -> IdleGuard:
        kiosk = self.settings.kiosk
        return IdleGuard.start(self.clock(), kiosk.warn_after, kiosk.clear_after, 60.0 * kiosk.session_limit)

    async def look_for_silence(self) -> None:
        """Ask whether somebody is there, or end the visit, as the clock says. Time never answers a question."""
        step, now = self.journey.step, self.clock()
        silence = now - self.guard.last_seen
        if step is Step.WELCOME:
            # Nobody has begun; but a language or the help that somebody left behind does not wait for the next person.
            touched = not self.with_staff and (len(self.screen_stack) > 1 or self.words.texts.code != self.first_language)
            if touched and silence >= self.guard.warn_after + self.guard.clear_after:
                await self.end_visit(Outcome.IDLE)
            return
        if step is Step.GOODBYE:
            if silence >= (STOPPED_SECONDS if isinstance(self.screen, StoppedOverlay) else GOODBYE_SECONDS):
                await self.end_visit(Outcome.FINISHED)
            return
        presence = self.guard.presence(now)
        if presence is Presence.GONE and step in INTERRUPTIONS:
            await self._clear_for_help(Outcome.IDLE)
        elif presence is Presence.GONE:
            await self.end_visit(Outcome.IDLE)
        elif presence is Presence.ENDING and not self.said_ending:
            self.said_ending = True
            await self.push_overlay(IdleOverlay(self.words, step, ending=True))
        elif presence is Presence.WARNED:
            await self.push_overlay(IdleOverlay(self.words, step))
