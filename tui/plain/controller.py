"""One person's visit in plain lines: what follows from an entry, what is kept, and how it ends."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from datetime import date
from time import monotonic
from typing import Any

from assets.catalog import Catalog
from criteria.journey import INTERRUPTIONS, Consent, Journey, Step
from criteria.rules import Card, Level
from screens.wording.words import Words
from tui.config.settings import Settings
from tui.plain.dialogue import Dialogue, SilentError
from tui.plain.line_io import PULSE_SECONDS, GoneError, LineIO, nothing
from tui.plain.result_pages import text_of
from tui.plain.router import page_for
from tui.plain.state import Command, Move, PlainState
from tui.visit.idle import IdleGuard
from tui.visit.outcome import Outcome
from tui.visit.recording import VisitRecorder
from tui.visit.timeouts import RECORD_SECONDS

Print = Callable[[str], bool]
"""Prints a text and says whether that worked."""


class PlainVisit(Dialogue):
    """Holds one person's place; everything about them ends with it.

    `quits`: leaving the first page ends the program. `from_screens`: the person came from the welcome page of the
    screens, and the next one is not waited for here.
    """

    def __init__(  # noqa: PLR0913 - a visit has these parts, and each is named by its caller
        self,
        settings: Settings,
        catalog: Catalog,
        wire: LineIO,
        keeper: VisitRecorder,
        *,
        print_text: Print | None = None,
        clock: Callable[[], float] = monotonic,
        today: date | None = None,
        quits: bool = False,
        from_screens: bool = False,
        after_error: bool = False,
    ) -> None:
        self.settings, self.catalog, self.wire, self.keeper = settings, catalog, wire, keeper
        self.print_text, self.clock, self.was_touched = print_text, clock, from_screens
        # The log takes its time in a thread of its own, one after another, while the person reads on.
        self.pen, self.keeping = ThreadPoolExecutor(1), list[Future[None]]()
        self.pulse: Callable[[], None] = nothing
        self.left_at_once = Outcome.QUIT if quits else Outcome.LEFT
        self.languages = settings.languages(catalog)
        self.read_on = catalog.sources.stale_since(today) if today else None
        self.place = PlainState(language=settings.language or next(iter(self.languages)))
        self.words = self._words_in(self.place.language)
        self.guard = self._new_guard()
        ui = self.words.texts.ui
        self.notice = (ui.sorry, self.words(ui.sorry_text), "") if after_error else ()

    def run(self) -> Outcome:
        """Lead the person through the journey, and say how it ended once everything is kept."""
        try:
            return self._visit()
        except GoneError:
            return self._gone()
        finally:
            # Not for ever: the parent counts a record that is still on its way when the process ends.
            wait(self.keeping, RECORD_SECONDS)
            self.pen.shutdown(wait=False)

    def _visit(self) -> Outcome:
        end = None
        while end is None:
            try:
                move = self.ask(page_for(self.place, self.words, can_print=self.print_text is not None))
            except SilentError:
                end = self._silent()
            else:
                end = self._do(move)
        return end

    def _do(self, move: Move) -> Outcome | None:
        if isinstance(move, PlainState):
            self._go(move)
        elif move is Command.STOP:
            self._stop(Outcome.LEFT)
        elif move is Command.PRINT:
            self._print()
        else:
            nobody = self.place.journey.step is Step.WELCOME
            return Outcome.FINISHED if move is Command.END else self._end(self.left_at_once if nobody else Outcome.LEFT)
        return None

    def _go(self, place: PlainState) -> None:
        before, self.place = self.place, place
        self.read_before = place.language == before.language and len(place.over) < len(before.over)
        if place.language != before.language:
            self.words = self._words_in(place.language)
        if place.journey is before.journey:
            return
        journey = place.journey
        if before.journey.step is Step.WELCOME:
            self.guard = self._new_guard()
        if journey.consent is Consent.NO and before.journey.consent is not Consent.NO:
            self._write(self.keeper.withdraw(journey))
        if journey.step is Step.RESULT:
            self._write(self.keeper.keep(journey, Outcome.FINISHED, place.language))
        if journey.step is Step.GOODBYE:
            self.notice = self._goodbye()

    def _goodbye(self) -> tuple[str, ...]:
        page, words = self.words.texts.goodbye, self.words
        unwell = words(words.texts.ui.unwell)
        further = [words(text) for text in page.text[1:]]
        return (page.title, self._cleared(), *(text for text in further if text != unwell), unwell)

    def _stop(self, end: Outcome) -> None:
        """Clear everything, and leave the number to call."""
        self._keep(end)
        self.place = self.place.at(Journey(step=Step.GOODBYE))
        self.guard, self.was_stopped = self.guard.touched(self.clock()), True
        texts = self.words.texts
        self.notice = (f"{texts.levels[Level.EMERGENCY]}.", self.words(texts.cards[Card.BLOOD_MORE].action), self._cleared())

    def _end(self, end: Outcome) -> Outcome:
        if self.place.journey.step not in {Step.WELCOME, Step.GOODBYE}:
            self._keep(end)
        self.place = self.place.at(Journey(step=Step.GOODBYE))
        self.say((self._cleared(), self.words.texts.plain.ended))
        return end

    def _silent(self) -> Outcome | None:
        step = self.place.journey.step
        if step in INTERRUPTIONS:
            self._stop(Outcome.IDLE)
            return None
        return Outcome.FINISHED if step is Step.GOODBYE else self._end(Outcome.IDLE)

    def _gone(self) -> Outcome:
        ends = {Step.WELCOME: Outcome.QUIT, Step.GOODBYE: Outcome.FINISHED}
        end = ends.get(self.place.journey.step, Outcome.LEFT)
        with suppress(GoneError):
            # Perhaps nobody is there to be told any more; what was to be kept is kept before anything is said.
            self._end(Outcome.LEFT)
        return end

    def _cleared(self) -> str:
        """Clear what was shown, and say how far that goes."""
        plain = self.words.texts.plain
        said = {True: self.words(self.words.texts.goodbye.text[0]), False: plain.scrolled, None: plain.stays}
        return said[self.wire.clear()]

    def _print(self) -> None:
        text = self.words.texts.take_away
        if self.print_text is not None:
            printing = self.pen.submit(self.print_text, text_of(self.place, self.words))
            while not wait([printing], PULSE_SECONDS).done:
                self.pulse()
            worked = printing.result()
            self.notice = (text.printed if worked else text.print_failed, "")

    def _keep(self, end: Outcome) -> None:
        self._write(self.keeper.keep(self.place.journey, end, self.place.language))

    def _write(self, work: Coroutine[Any, Any, None]) -> None:
        self.keeping.append(self.pen.submit(asyncio.run, work))
        self.pulse()

    def is_keeping(self) -> bool:
        """Say whether a record is on its way to the disk."""
        return not all(kept.done() for kept in self.keeping)

    def _words_in(self, code: str) -> Words:
        names = {code: texts.name for code, texts in self.languages.items()}
        return Words(self.languages[code], self.catalog.sources, self.settings.values(), names, self.read_on)

    def _new_guard(self) -> IdleGuard:
        kiosk = self.settings.kiosk
        return IdleGuard.start(self.clock(), kiosk.warn_after, kiosk.clear_after, 60.0 * kiosk.session_limit)
