"""Messages from the screens to the app: explicit choices, each with the step that it was made on, and requests."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from textual.message import Message

from criteria.questions import Question
from criteria.steps import Step
from screens.wording.report import Reason


class Request(StrEnum):
    """What somebody can ask for without giving an answer. Bindings name a request by its value."""

    HELP = "help"
    """When to get help now."""
    LANGUAGE = "language"
    """Another language."""
    BIGGER = "bigger"
    """Bigger text, or the usual text again."""
    COLOURS = "colours"
    """The next theme."""
    PLAIN = "plain"
    """Plain lines in place of screens; acts on the welcome page only."""
    LEAVE = "leave"
    """End the visit and clear everything."""
    STOP = "stop"
    """Stop at an emergency to get help."""
    FINISH = "finish"
    """Finish after the report was read."""
    CALL = "call"
    """Call staff to the kiosk."""
    SPEAK = "speak"
    """Read the page aloud, or stop."""
    TAKE_AWAY = "take_away"
    """Take the summary along."""
    PRINT = "print"
    """Print the summary."""
    QUIT = "quit"
    """End the program; acts on the welcome page only, and not in a locked kiosk."""
    STAFF = "staff"
    """Open the staff area."""
    STAFF_CLOSE = "staff_close"
    """Close the staff area, or the question for the PIN."""
    EXPORT = "export"
    """Export the records; staff ask for it."""
    TEST_CALL = "test_call"
    """Try the call for staff; staff ask for it."""
    SEEN = "seen"
    """Mark the incidents as seen; staff ask for it."""
    END_KIOSK = "end_kiosk"
    """End the program; staff ask for it, after a confirmation."""


class RequestMade(Message):
    """Somebody asks for something."""

    def __init__(self, request: Request) -> None:
        super().__init__()
        self.request = request


class Answered(Message):
    """The person answered `step`, or read it, and wants to carry on."""

    def __init__(self, step: Step, given: Mapping[str, Any]) -> None:
        super().__init__()
        self.step = step
        self.given = given


class BackAsked(Message):
    """The person wants to go one step back from `step`."""

    def __init__(self, step: Step) -> None:
        super().__init__()
        self.step = step


class ChangeAsked(Message):
    """The person wants to change the answer to `question` (None: their consent), which is asked on `step`."""

    def __init__(self, step: Step, question: Question | None) -> None:
        super().__init__()
        self.step = step
        self.question = question


class LanguageChosen(Message):
    """The person chose a language."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code


class WhyAsked(Message):
    """The person asks why a part of the result is there."""

    def __init__(self, title: str, reason: Reason) -> None:
        super().__init__()
        self.title = title
        self.reason = reason


class PinGiven(Message):
    """Somebody gave a PIN. Whoever takes it from here leaves nothing behind."""

    def __init__(self, pin: str) -> None:
        super().__init__()
        self.pin = pin
