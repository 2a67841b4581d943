"""What silence does in plain lines: it is asked about, it clears, it never answers."""

from collections.abc import Sequence
from typing import Final

from criteria.answers import Answers
from criteria.steps import Step
from store.record import Channel
from tests.screens.kiosks import BLOOD
from tests.tui.plain.lines import CATALOG, Kept, settings, to_goodbye, walked
from tui.plain.controller import PlainVisit
from tui.visit.outcome import Outcome
from tui.visit.recorder import Recorder

SILENCE: Final = None
"""An entry that does not come."""


class ScriptedIO:
    """Input, output and a clock made of lists: where an entry is missing, the time passes that was waited for."""

    def __init__(self, entries: Sequence[str | float | None]) -> None:
        self.now, self.entries, self.lines = 1000.0, list(entries), list[str]()
        self.cleared = 0

    def width(self) -> int:
        return 1000

    def rows(self) -> int | None:
        return None

    def say(self, lines: Sequence[str]) -> None:
        self.lines += lines

    def ask(self, prompt: str, timeout: float | None) -> str | None:
        self.lines.append(prompt)
        entry = self.entries.pop(0) if self.entries else SILENCE
        if isinstance(entry, str):
            return entry
        assert timeout is not None, "would wait for ever"
        passed = timeout if entry is None else min(entry, timeout)
        self.now += passed
        if entry is not None and passed < entry:
            self.entries.insert(0, entry - passed)
        return None

    def clear(self) -> bool | None:
        self.cleared += 1
        self.lines.clear()
        return True


def visit(io: ScriptedIO, log: Kept, *, from_screens: bool = False) -> Outcome:
    return PlainVisit(
        settings(), CATALOG, io, Recorder(log, Channel.PLAIN), clock=lambda: io.now, from_screens=from_screens
    ).run()


def at(step: Step) -> list[str]:
    return walked(BLOOD, until=step)[1]


def test_silence_is_asked_about_at_90_seconds_and_clears_30_later_without_an_answer() -> None:
    log, io = Kept(), ScriptedIO([*at(Step.BLOOD_AMOUNT), SILENCE])
    began = io.now
    shown = io.lines
    assert visit(io, log) is Outcome.IDLE
    assert io.now - began == 120
    assert io.cleared == 1
    assert shown is io.lines
    (record,) = log.records.values()
    assert (record.ended, record.left_at) == ("idle", Step.BLOOD_AMOUNT)
    assert record.answers is not None
    assert record.answers.blood_amount is None


def test_an_entry_after_the_warning_extends_and_answers_nothing() -> None:
    log, io = Kept(), ScriptedIO([*at(Step.BLOOD_AMOUNT), 100.0, "2", 100.0, "l", "l"])
    assert visit(io, log) is Outcome.LEFT
    (record,) = log.records.values()
    assert record.left_at is Step.BLOOD_AMOUNT


def test_the_warning_says_how_long_and_where_to_get_help_and_the_question_is_asked_again() -> None:
    io = ScriptedIO([*at(Step.BLOOD_AMOUNT), 100.0, "2"])
    io.clear = lambda: True  # type: ignore[method-assign]
    visit(io, Kept())
    warned = io.lines.index("Are you still there?")
    assert "30\u00a0seconds" in io.lines[warned + 1]
    assert "call 112" in io.lines[warned + 3]
    assert io.lines.count("How much blood have you coughed up?") == 2


def test_entries_extend_without_limit_but_the_visit_has_an_end_that_is_told_before() -> None:
    log = Kept()
    io = ScriptedIO([*at(Step.BLOOD_AMOUNT), *(entry for _ in range(40) for entry in (60.0, "x"))])
    said = io.lines
    io.clear = lambda: True  # type: ignore[method-assign]
    began = io.now
    assert visit(io, log) is Outcome.IDLE
    assert io.now - began == 1800
    assert "This visit will end soon" in said


def test_silence_at_an_emergency_clears_but_leaves_the_number_to_call() -> None:
    log, io = Kept(), ScriptedIO([*at(Step.BLOOD_MORE), SILENCE, SILENCE])
    began = io.now
    assert visit(io, log) is Outcome.FINISHED
    assert (
        "Call 112 or tell a member of staff now. If you cannot speak, ask somebody to call. Do not drive yourself." in io.lines
    )
    assert io.now - began == 120 + 180
    (record,) = log.records.values()
    assert record.ended == "idle"


def test_nobody_is_waited_for_without_limit_but_a_language_left_behind_is_not() -> None:
    io = ScriptedIO(["2", SILENCE])
    assert visit(io, Kept()) is Outcome.IDLE
    assert io.now == 1120
    io = ScriptedIO([SILENCE])
    assert visit(io, Kept(), from_screens=True) is Outcome.IDLE


def test_goodbye_holds_nothing_and_ends_by_itself() -> None:
    io = ScriptedIO([*walked(BLOOD)[1], *to_goodbye(Answers.model_validate(BLOOD))[:-1], SILENCE])
    log = Kept()
    began = io.now
    assert visit(io, log) is Outcome.FINISHED
    assert io.cleared == 1
    assert io.now - began == 20
    assert not [line for line in io.lines if "blood" in line]
