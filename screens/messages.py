"""What screens say to the app: explicit choices only, each with the step it was made on."""

from collections.abc import Mapping
from typing import Any

from textual.message import Message

from criteria.journey import Step
from criteria.questions import Question
from screens.wording.report import Reason


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


class LeaveAsked(Message):
    """The person wants to leave; everything is cleared at once."""


class StopAsked(Message):
    """The person stops at an emergency to get help."""


class HelpAsked(Message):
    """The person wants to see when to get help now."""


class BiggerAsked(Message):
    """The person wants bigger text, or the usual text again."""


class ColoursAsked(Message):
    """The person wants other colours."""


class QuitAsked(Message):
    """Whoever runs the program wants to end it; it is heard on the welcome page only."""


class PlainAsked(Message):
    """The person wants plain lines in place of screens; it is heard on the welcome page only."""


class ChangeAsked(Message):
    """The person wants to change the answer to `question` (None: their consent), which is asked on `step`."""

    def __init__(self, step: Step, question: Question | None) -> None:
        super().__init__()
        self.step = step
        self.question = question


class LanguageAsked(Message):
    """The person wants another language."""


class LanguageChosen(Message):
    """The person chose a language."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code


class Hinted(Message):
    """There is something to tell the person about what they just did; an empty text takes it away."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class WhyAsked(Message):
    """The person asks why a part of the result is there."""

    def __init__(self, title: str, reason: Reason) -> None:
        super().__init__()
        self.title = title
        self.reason = reason


class FinishAsked(Message):
    """The person has read the result and wants to finish."""


class TakeAwayAsked(Message):
    """The person wants to take the summary with them."""


class PrintAsked(Message):
    """The person wants the summary printed."""


class StaffAsked(Message):
    """Somebody asks for the staff area."""


class StaffClosed(Message):
    """The staff area, or the way into it, is to be closed."""


class PinGiven(Message):
    """Somebody gave a PIN. Whoever takes it from here leaves nothing behind."""

    def __init__(self, pin: str) -> None:
        super().__init__()
        self.pin = pin


class ExportAsked(Message):
    """Staff want the records exported."""


class SeenAsked(Message):
    """Staff have seen what failed."""


class EndAsked(Message):
    """Staff want the program to end, and were asked once more."""
