"""What screens say to the app: explicit choices only, each with the step it was made on."""

from collections.abc import Mapping
from typing import Any

from textual.message import Message

from criteria.journey import Step
from criteria.questions import Question
from screens.letter import Reason


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


class QuitAsked(Message):
    """Whoever runs the program wants to end it; it is heard on the welcome page only."""


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


class TakeAwayAsked(Message):
    """The person wants to take the summary with them."""


class PrintAsked(Message):
    """The person wants the summary printed."""
