"""The kiosk's app: one person's visit on one screen. It connects the screens with the objects that it holds."""

import asyncio
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from textual.screen import Screen

import screens
from assets.catalog import Catalog
from criteria.journey import Journey
from criteria.questions import Question
from screens import messages
from screens.overlays.base import Overlay
from screens.overlays.notices import IdleOverlay
from screens.rendering.wrap import keep_no_break_spaces
from screens.survey import SurveyScreen
from screens.wording.words import Words
from tui.config.settings import Settings
from tui.kiosk.appearance import Appearance
from tui.kiosk.cleared_notice import ClearedNotice
from tui.kiosk.keymap import keymap
from tui.kiosk.language import LanguageSwitch
from tui.kiosk.locked_app import LockedApp
from tui.kiosk.one_frame import in_one_frame
from tui.kiosk.overlays import Overlays
from tui.kiosk.read_aloud import ReadAloud
from tui.kiosk.record_tasks import RecordTasks
from tui.kiosk.request_table import request_handlers
from tui.kiosk.site_programs import SitePrograms
from tui.kiosk.staff_call import StaffCall
from tui.kiosk.staff_session import StaffSession
from tui.kiosk.visit_flow import VisitFlow
from tui.process.begin import guard_of, languages_of
from tui.process.heartbeat import TICK
from tui.visit.clock import seconds
from tui.visit.outcome import Outcome
from tui.visit.recording import NullRecorder, VisitRecorder
from tui.visit.timeouts import RECORD_SECONDS

if TYPE_CHECKING:
    from tui.staff.service import StaffService


class Kiosk(LockedApp):
    """One person's visit; everything about the person ends with it.

    Args:
        settings: The site's settings, with an emergency number.
        catalog: Texts and sources.
        recorder: Keeps the record of the visit; None keeps nothing.
        programs: The site's printer, its way to call staff, and its voice; None where it has none.
        staff: The services of the staff area; None where the site has no PIN.
        appearance: Themes and size of text; None for a terminal of all colours.
        clock: Seconds on a clock that goes on while the machine is suspended.
        today: The day of the visit, to say that guidance is overdue.
    """

    CSS_PATH = Path(screens.__file__).with_name("kiosk.tcss")

    def __init__(  # noqa: PLR0913 - each part of a visit is named by its caller
        self,
        settings: Settings,
        catalog: Catalog,
        *,
        recorder: VisitRecorder | None = None,
        programs: SitePrograms | None = None,
        staff: "StaffService | None" = None,
        appearance: Appearance | None = None,
        clock: Callable[[], float] = seconds,
        today: date | None = None,
    ) -> None:
        super().__init__(appearance or Appearance(settings.kiosk.theme, bigger=settings.kiosk.bigger_text))
        keep_no_break_spaces()
        languages, site = languages_of(settings, catalog, today), programs or SitePrograms()
        self.journey, self.words = Journey(), languages.words(settings.language or next(iter(languages.texts)))
        self.clock, self.guard = clock, guard_of(settings, clock())
        self.survey = SurveyScreen(self.journey, self.words)
        self.records = RecordTasks(self.report_state, self.handle_error)
        self.flow = VisitFlow(self, recorder or NullRecorder(), self.records)
        self.cleared, self.language = ClearedNotice(self), LanguageSwitch(self, languages, self.words.texts.code)
        self.overlays = Overlays(self, site.print_text, half_blocks=self.appearance.half_blocks)
        self.call, self.aloud = StaffCall(self, site.calls), ReadAloud(self, site.speaker, site.spoken)
        self.staff = None if staff is None else StaffSession(self, staff, self.flow.end)
        self.requests = request_handlers(self)

    def get_default_screen(self) -> Screen[None]:
        """Begin with the journey's screen."""
        self.survey.fit(self.size, is_big=self.appearance.bigger)
        return self.survey

    async def on_mount(self) -> None:
        """Set the keys of the language, and check each second whether anybody is there."""
        self.set_keymap(keymap(self.words.texts, speaks=self.aloud.is_offered))
        self.set_interval(TICK, self.check_silence)

    async def check_silence(self) -> None:
        """Do what the silence calls for, in the staff area and in the visit."""
        if self.staff is not None:
            await self.staff.check_silence()
        self.call.show()
        self.aloud.show()
        await self.flow.check_silence(in_use=self._in_use)

    @property
    def _in_use(self) -> bool:
        return not self.with_staff and (len(self.screen_stack) > 1 or self.language.is_changed)

    @property
    def with_staff(self) -> bool:
        """Whether the staff area, or the question for the PIN, is on the screen."""
        return self.staff is not None and self.staff.is_open

    def note_input(self) -> bool:
        """Reset the idle time; input that answers "are you still there?" does nothing else."""
        # Where the machine was suspended meanwhile, whoever wakes it is somebody else: input does nothing to what is over.
        if self.flow.is_over(in_use=self._in_use) or (self.staff is not None and self.staff.is_over()):
            return False
        self.aloud.hush()
        self.guard = self.guard.touched(self.clock())
        if isinstance(self.screen, IdleOverlay):
            self.screen.dismiss()
            return False
        self.cleared.take_away()
        return True

    def on_unused_key_pressed(self) -> None:
        """Let a key without a function reset the idle time, but not in the staff area: a stuck key must not keep it open."""
        if not self.with_staff:
            self.note_input()

    def report_state(self) -> None:
        """Tell the process's parent that the state of the visit has changed; here there is none."""

    async def on_request_made(self, message: messages.RequestMade) -> None:
        """Do what a screen asks for; in the staff area "leave" closes it."""
        closes = self.with_staff and message.request is messages.Request.LEAVE
        if (handler := self.requests.get(messages.Request.STAFF_CLOSE if closes else message.request)) is not None:
            await handler()

    async def on_answered(self, message: messages.Answered) -> None:
        """Take an answer."""
        await self.flow.answer(message.step, message.given)

    async def on_back_asked(self, message: messages.BackAsked) -> None:
        """Go back a step."""
        await self.flow.back(message.step)

    async def on_change_asked(self, message: messages.ChangeAsked) -> None:
        """Go to a question from the check page."""
        await self.flow.change(message.step, message.question)

    async def on_language_chosen(self, message: messages.LanguageChosen) -> None:
        """Use a language."""
        async with in_one_frame(self):
            await self.language.choose(message.code)

    async def on_why_asked(self, message: messages.WhyAsked) -> None:
        """Show why a part of the report is there."""
        await self.overlays.why(message.title, message.reason)

    async def on_pin_given(self, message: messages.PinGiven) -> None:
        """Check the PIN, and remove it from the message."""
        pin, message.pin = message.pin, ""
        if self.staff is not None:
            self.staff.check_pin(pin)

    async def show_step(self, journey: Journey, asked_at: Question | None = None) -> None:
        """Show the current step of a journey; input counts once it is drawn."""
        self.journey = journey
        self.aloud.stop()
        self.input_guard.suspend()
        await self.survey.show(journey, self.words, asked_at)
        self.survey.call_after_refresh(self.accept_input)

    async def show_words(self, words: Words) -> None:
        """Draw everything in other words; the step, the marks and the focus stay."""
        self.words = words
        self.set_keymap(keymap(words.texts, speaks=self.aloud.is_offered))
        self.input_guard.suspend()
        async with in_one_frame(self):
            for screen in self.screen_stack:
                if isinstance(screen, SurveyScreen | Overlay):
                    await screen.set_language(words)
        self.screen.call_after_refresh(self.accept_input)
        self.report_state()

    def finish(self, outcome: Outcome) -> None:
        """Hide everything, and exit once every record is written; the parent counts one that is still on its way."""
        for part in (part for screen in self.screen_stack for part in screen.children):
            part.display = False
        self.aloud.stop()
        self.overlays.cancel_printing()
        self.finishing = asyncio.create_task(self._finish(outcome))

    async def _finish(self, outcome: Outcome) -> None:
        await asyncio.gather(self.call.wait(), self.records.wait(RECORD_SECONDS))
        self.exit(outcome)
