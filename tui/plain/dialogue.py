"""Shows pages and reads entries, as long as somebody is there. Time never answers a question."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from screens.wording.words import Words, part_of
from tui.plain.line_io import LineIO
from tui.plain.page import Page, tidy, wrapped
from tui.plain.state import Move, PlainState
from tui.visit.idle import CLEARING, IdleAction, IdleGuard

MOST_UNCLEAR_ENTRIES: Final = 100
"""After so many in a row nobody is answering: a program writes, or something lies on the keyboard."""

FEW_LINES: Final = 2
"""A page that is longer than the terminal by so few lines is shown at once."""


class SilentError(Exception):
    """Nobody has entered anything for too long, or the visit has lasted as long as a visit may."""


class Dialogue:
    """Asks on one pair of input and output; what follows from an entry is the caller's concern.

    Args:
        io: Writes and reads lines.
        words: The words of the language in use.
        guard: Tells what silence means.
        clock: Seconds on the guard's clock.
        in_use: Whether somebody has done something already, so that the first page does not wait for ever.
    """

    def __init__(self, io: LineIO, words: Words, guard: IdleGuard, clock: Callable[[], float], *, in_use: bool) -> None:
        self.io, self.words, self.guard, self.clock, self.in_use = io, words, guard, clock, in_use
        self.notice: tuple[str, ...] = ()
        """What to say once, before the next page."""
        self.read_before = False
        """Whether the next page was read just before an overlay was opened over it."""
        self.stopped = False
        """Whether the visit was stopped, so that the number to call stays for a while."""
        self._part = "start"
        self._asked_if_there = self._end_announced = False

    def say(self, lines: Sequence[str]) -> None:
        """Write lines, each broken to the width there is."""
        self.io.say(wrapped(lines, self.io.width()))

    def ask(self, page: Page, state: PlainState) -> Move:
        """Show the page of a state until an entry is clear, and return what it does.

        Raises:
            SilentError: Nobody enters anything any more.
            GoneError: Nobody is there, or the program was asked to end.
        """
        unclear = 0
        move = self._show(page, state)
        while move is None:
            entry = self._entry(self.words.texts.plain.prompt, state)
            if entry is None:
                self.notice = (self.words.texts.plain.here, "")
                move = self._show(page, state)
                continue
            move = page.take(entry)
            if move is None:
                unclear += 1
                if unclear >= MOST_UNCLEAR_ENTRIES:
                    raise SilentError
                self.say([page.allowed(self.words)])
        return move

    def _show(self, page: Page, state: PlainState) -> Move | None:
        """Show a page, as many lines at a time as the terminal has; return what was asked for before its end, if anything."""
        lines = ["", *self.notice, *self._heading(state), *page.all_lines(self.words, read_before=self.read_before)]
        self.notice, self.read_before = (), False
        written, rows = wrapped(lines, self.io.width()), self.io.rows()
        rows = rows or len(written)
        while len(written) > rows + FEW_LINES:
            self.io.say(written[:rows])
            written = written[rows:]
            move = self._more(page, state)
            if move is not None:
                return move
        self.io.say(written)
        return None

    def _heading(self, state: PlainState) -> tuple[str, ...]:
        part = part_of(state.journey.step)
        if part == self._part or state.overlays:
            return ()
        self._part = part
        return (f"{self.words.texts.ui.parts[part]}.", "")

    def _more(self, page: Page, state: PlainState) -> Move | None:
        """Wait for Enter; what is not read yet cannot be answered, but the letters act."""
        plain = self.words.texts.plain
        letters = replace(page, answers=(), numbers=(), enter=None, several=None)
        for _ in range(MOST_UNCLEAR_ENTRIES):
            entry = self._entry(plain.next_lines, state)
            if entry is None or tidy(entry) in {"", plain.next_key}:
                return None
            move = letters.take(entry)
            if move is not None:
                return move
        raise SilentError

    def _entry(self, prompt: str, state: PlainState) -> str | None:
        """Return what was entered; None for an entry that answers "are you still there?", which does nothing else."""
        self._asked_if_there = False
        while (entry := self.io.ask(prompt, self._check_silence(state))) is None:
            pass
        # Where the machine was suspended meanwhile, whoever wakes it is somebody else.
        self._action(state)
        self.guard = self.guard.touched(self.clock())
        self.in_use = True
        return None if self._asked_if_there else entry

    def _action(self, state: PlainState) -> IdleAction:
        action = self.guard.action(state.journey.step, self.clock(), in_use=self.in_use, stopped=self.stopped)
        if action in CLEARING:
            raise SilentError
        return action

    def _check_silence(self, state: PlainState) -> float | None:
        """Say what the silence calls for; return the seconds until it may call for something else.

        Raises:
            SilentError: Nobody is there.
        """
        step, now = state.journey.step, self.clock()
        action = self._action(state)
        if action is IdleAction.ANNOUNCE_END and not self._end_announced:
            self._end_announced = True
            self._warn(self.words.texts.ui.ending, self.words.texts.ui.ending_text)
        elif action is IdleAction.ASK and not self._asked_if_there:
            self._asked_if_there = True
            ui, plain = self.words.texts.ui, self.words.texts.plain
            self._warn(ui.still_there, ui.still_there_text, plain.still_there)
        return self.guard.seconds_until_next(step, now, in_use=self.in_use, stopped=self.stopped)

    def _warn(self, *lines: str) -> None:
        words = self.words
        seconds = words.values["clear_after"]
        self.say(["", *(words(line, seconds=seconds) for line in lines), words(words.texts.ui.unwell)])
