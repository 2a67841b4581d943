"""Shows pages and reads entries on one wire, as long as somebody is there. Time never answers a question."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from criteria.journey import Step
from screens.wording.words import Words, part_of
from tui.plain.line_io import LineIO
from tui.plain.page import Page, tidy, wrapped
from tui.plain.state import Move, PlainState
from tui.visit.idle import IdleGuard, Presence
from tui.visit.timeouts import GOODBYE_SECONDS, STOPPED_SECONDS

UNCLEAR_IN_A_ROW: Final = 100
"""After so many nobody is answering: a program writes, or something lies on the keyboard."""


A_FEW_MORE: Final = 2
"""Nobody is asked to read on for so few lines."""


class SilentError(Exception):
    """Nobody has entered anything for too long, or the visit has lasted as long as one can."""


class Dialogue:
    """What is said and asked; what follows from it is the visit's business."""

    wire: LineIO
    words: Words
    place: PlainState
    guard: IdleGuard
    clock: Callable[[], float]
    notice: tuple[str, ...] = ()
    """What to tell once, before the next page."""
    read_before = False
    """Whether the page that comes was read just before something lay over it."""
    part = "start"
    was_touched = was_warned = was_stopped = said_ending = False

    def say(self, lines: Sequence[str]) -> None:
        """Write lines, each broken to the width there is."""
        self.wire.say(wrapped(lines, self.wire.width()))

    def ask(self, page: Page) -> Move:
        """Show a page until an entry is clear, and return what it does.

        Raises:
            SilentError: nobody enters anything any more.
            GoneError: nobody is there, or the program was asked to end.
        """
        unclear = 0
        move = self._show(page)
        while move is None:
            entry = self._entry(self.words.texts.plain.prompt)
            if entry is None:
                self.notice = (self.words.texts.plain.here, "")
                move = self._show(page)
                continue
            move = page.take(entry)
            if move is None:
                unclear += 1
                if unclear >= UNCLEAR_IN_A_ROW:
                    raise SilentError
                self.say([page.allowed(self.words)])
        return move

    def _show(self, page: Page) -> Move | None:
        """Show a page, so many lines at a time; return what was asked for before its end, if anything was."""
        lines = ["", *self.notice, *self._heading(), *page.all_lines(self.words, read_before=self.read_before)]
        self.notice, self.read_before = (), False
        written, rows = wrapped(lines, self.wire.width()), self.wire.rows()
        rows = rows or len(written)
        while len(written) > rows + A_FEW_MORE:
            self.wire.say(written[:rows])
            written = written[rows:]
            move = self._more(page)
            if move is not None:
                return move
        self.wire.say(written)
        return None

    def _heading(self) -> tuple[str, ...]:
        part = part_of(self.place.journey.step)
        if part == self.part or self.place.over:
            return ()
        self.part = part
        return (f"{self.words.texts.ui.parts[part]}.", "")

    def _more(self, page: Page) -> Move | None:
        """Wait for Enter; what is not read yet cannot be answered, but the letters act."""
        plain = self.words.texts.plain
        letters = replace(page, answers=(), numbers=(), enter=None, several=None)
        for _ in range(UNCLEAR_IN_A_ROW):
            entry = self._entry(plain.next_lines)
            if entry is None or tidy(entry) in {"", plain.next_key}:
                return None
            move = letters.take(entry)
            if move is not None:
                return move
        raise SilentError

    def _entry(self, prompt: str) -> str | None:
        """Return what was entered; None for the entry that answers "are you still there?": it does nothing else."""
        self.was_warned = False
        while (entry := self.wire.ask(prompt, self._patience())) is None:
            pass
        self.guard = self.guard.touched(self.clock())
        self.was_touched = True
        return None if self.was_warned else entry

    def _patience(self) -> float | None:
        """Return the seconds until silence means something else; say what it means now.

        Raises:
            SilentError: it means that nobody is there.
        """
        now, guard, limit = self.clock(), self.guard, self._limit()
        if limit is not None and now - guard.last_seen >= limit:
            raise SilentError
        if self.place.journey.step in {Step.WELCOME, Step.GOODBYE}:
            return None if limit is None else guard.last_seen + limit - now
        presence = guard.presence(now)
        if presence is Presence.GONE:
            raise SilentError
        if presence is Presence.ENDING and not self.said_ending:
            self.said_ending = True
            self._warn(self.words.texts.ui.ending, self.words.texts.ui.ending_text)
        elif presence is Presence.WARNED and not self.was_warned:
            self.was_warned = True
            ui, plain = self.words.texts.ui, self.words.texts.plain
            self._warn(ui.still_there, ui.still_there_text, plain.still_there)
        changes = (
            guard.last_seen + guard.warn_after,
            guard.last_seen + guard.warn_after + guard.clear_after,
            guard.began + guard.session_limit - guard.clear_after,
            guard.began + guard.session_limit,
        )
        return min(moment for moment in changes if moment > now) - now

    def _limit(self) -> float | None:
        """Return how long the first and the last page wait: nobody has begun, or nothing is left to wait for."""
        step, guard = self.place.journey.step, self.guard
        if step is Step.GOODBYE:
            return STOPPED_SECONDS if self.was_stopped else GOODBYE_SECONDS
        # Nobody has begun; but a language that somebody chose and left behind does not wait for the next person.
        return guard.warn_after + guard.clear_after if step is Step.WELCOME and self.was_touched else None

    def _warn(self, *lines: str) -> None:
        words = self.words
        seconds = words.values["clear_after"]
        self.say(["", *(words(line, seconds=seconds) for line in lines), words(words.texts.ui.unwell)])
