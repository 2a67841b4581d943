"""One person's visit in plain lines: what follows from an entry, what is kept, and how the visit ends."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from datetime import date
from typing import Any

from assets.catalog import Catalog
from criteria.journey import Journey
from criteria.rules import Card, Level
from criteria.steps import ALARMS, Consent, Step
from screens.wording.report_text import report_text
from screens.wording.words import Words
from tui.config.settings import Settings
from tui.plain.dialogue import Dialogue, SilentError
from tui.plain.line_io import GoneError, LineIO, no_heartbeat
from tui.plain.router import page_for
from tui.plain.site_programs import SitePrograms
from tui.plain.state import Command, Move, PlainState
from tui.process.begin import guard_of, languages_of
from tui.visit.clock import seconds
from tui.visit.outcome import Outcome
from tui.visit.recording import VisitRecorder, is_to_keep, takes_back
from tui.visit.timeouts import RECORD_SECONDS


class PlainVisit:
    """Holds the state of one visit; everything about the person ends with it.

    Args:
        settings: The site's settings, with an emergency number.
        catalog: Texts and sources.
        io: Writes and reads lines.
        recorder: Keeps the record of the visit.
        programs: The site's printer and its way to call staff; None where it has none.
        clock: Seconds on a clock that goes on while the machine is suspended.
        today: The day of the visit, to say when guidance is overdue; None says nothing about it.
        quits: Leaving the first page ends the program.
        from_screens: The person came from the welcome page of the screens, and the next one is not waited for here.
        after_error: The visit before ended with an error; this one begins with an apology.
    """

    def __init__(  # noqa: PLR0913 - each part of a visit is named by its caller
        self,
        settings: Settings,
        catalog: Catalog,
        io: LineIO,
        recorder: VisitRecorder,
        *,
        programs: SitePrograms | None = None,
        clock: Callable[[], float] = seconds,
        today: date | None = None,
        quits: bool = False,
        from_screens: bool = False,
        after_error: bool = False,
    ) -> None:
        self.io, self.recorder, self.programs = io, recorder, programs or SitePrograms()
        # The log takes its time in a thread of its own, one write after another, while the person reads on.
        self.writer, self.writes = ThreadPoolExecutor(1), list[Future[None]]()
        self.send_heartbeat: Callable[[], None] = no_heartbeat
        self.left_at_once = Outcome.QUIT if quits else Outcome.LEFT
        self.languages = languages_of(settings, catalog, today)
        self.state = PlainState(language=settings.language or next(iter(self.languages.texts)))
        words = self.languages.words(self.state.language)
        self.dialogue = Dialogue(io, words, guard_of(settings, clock()), clock, in_use=from_screens)
        if after_error:
            self.dialogue.notice = (words.texts.ui.sorry, words(words.texts.ui.sorry_text), "")

    @property
    def words(self) -> Words:
        """The words of the language in use."""
        return self.dialogue.words

    def run(self) -> Outcome:
        """Lead the person through the journey, and return how it ended once everything is kept."""
        try:
            return self._visit()
        except GoneError:
            return self._gone()
        finally:
            # With a limit: the parent counts a record that is still on its way when the process ends.
            wait(self.writes, RECORD_SECONDS)
            self.writer.shutdown(wait=False)
            self.programs.close()

    def _visit(self) -> Outcome:
        outcome = None
        while outcome is None:
            try:
                programs = self.programs
                page = page_for(self.state, self.words, can_print=programs.can_print, can_call=programs.can_call)
                move = self.dialogue.ask(page, self.state)
            except SilentError:
                outcome = self._silent()
            else:
                outcome = self._do(move)
        return outcome

    def _do(self, move: Move) -> Outcome | None:
        if isinstance(move, PlainState):
            self._go(move)
        elif move is Command.STOP:
            self._stop(Outcome.HELP)
        elif move in {Command.PRINT, Command.CALL}:
            self.dialogue.notice = (self._run_program(move), "")
        else:
            is_welcome = self.state.journey.step is Step.WELCOME
            return Outcome.FINISHED if move is Command.END else self._end(self.left_at_once if is_welcome else Outcome.LEFT)
        return None

    def _go(self, state: PlainState) -> None:
        before, self.state = self.state, state
        same_language = state.language == before.language
        self.dialogue.read_before = same_language and len(state.overlays) < len(before.overlays)
        if not same_language:
            self.dialogue.words = self.languages.words(state.language)
        if state.journey is before.journey:
            return
        journey = state.journey
        if before.journey.step is Step.WELCOME:
            self.dialogue.guard = self.dialogue.guard.restarted(self.dialogue.clock())
        if takes_back(before.journey, journey):
            self._write(self.recorder.withdraw(journey))
        if is_to_keep(before.journey, journey):
            self._write(self.recorder.keep(journey, Outcome.FINISHED, state.language))
        if journey.step is Step.GOODBYE:
            self.dialogue.notice = self._goodbye(is_kept=journey.consent is Consent.YES)

    def _goodbye(self, *, is_kept: bool) -> tuple[str, ...]:
        page, words = self.words.texts.goodbye, self.words
        unwell = words(words.texts.ui.unwell)
        further = [words(text) for text in (page.kept if is_kept else page.nothing_kept, *page.text[1:])]
        return (page.title, self._cleared(), *(text for text in further if text != unwell), unwell)

    def _stop(self, outcome: Outcome) -> None:
        """Clear everything, and leave the number to call."""
        self._keep(outcome)
        self.state = self.state.at_journey(Journey(step=Step.GOODBYE))
        dialogue, texts = self.dialogue, self.words.texts
        dialogue.guard, dialogue.stopped = dialogue.guard.touched(dialogue.clock()), True
        action = self.words(texts.cards[Card.BLOOD_MORE].action)
        dialogue.notice = (f"{texts.levels[Level.EMERGENCY]}.", action, self._cleared())

    def _end(self, outcome: Outcome) -> Outcome:
        if self.state.journey.step not in {Step.WELCOME, Step.GOODBYE}:
            self._keep(outcome)
        self.state = self.state.at_journey(Journey(step=Step.GOODBYE))
        self.dialogue.say((self._cleared(), self.words.texts.plain.ended))
        return outcome

    def _silent(self) -> Outcome | None:
        step = self.state.journey.step
        if step in ALARMS:
            self._stop(Outcome.IDLE)
            return None
        return Outcome.FINISHED if step is Step.GOODBYE else self._end(Outcome.IDLE)

    def _gone(self) -> Outcome:
        outcomes = {Step.WELCOME: Outcome.QUIT, Step.GOODBYE: Outcome.FINISHED}
        outcome = outcomes.get(self.state.journey.step, Outcome.LEFT)
        with suppress(GoneError):
            # Perhaps nobody reads any more; what was to be kept is kept before anything is said.
            self._end(Outcome.LEFT)
        return outcome

    def _cleared(self) -> str:
        """Clear what was shown, and return the sentence that says how far that goes."""
        plain = self.words.texts.plain
        sentences = {True: self.words(self.words.texts.goodbye.text[0]), False: plain.scrolled, None: plain.stays}
        return sentences[self.io.clear()]

    def _run_program(self, move: Move) -> str:
        words, beat = self.words, self.send_heartbeat
        if move is Command.CALL:
            return self.programs.call(words, beat, lambda text: self.dialogue.say(("", text)))
        return self.programs.print(report_text(self.state.journey.answers, words), words, beat)

    def _keep(self, outcome: Outcome) -> None:
        self._write(self.recorder.keep(self.state.journey, outcome, self.state.language))

    def _write(self, work: Coroutine[Any, Any, None]) -> None:
        self.writes.append(self.writer.submit(asyncio.run, work))
        self.send_heartbeat()

    def is_keeping(self) -> bool:
        """Return whether a record is on its way to the disk."""
        return not all(write.done() for write in self.writes)
