"""Marks that were made but not submitted: going back does not lose them."""

from typing import Any

from criteria.journey import Journey
from criteria.steps import AFTER_RESULT, Step, questions_of
from screens.steps.base import StepView


class Drafts:
    """The marks of steps whose questions are visible and unanswered, and the place in a report that is finished with.

    Those of any other step are dropped.
    """

    def __init__(self) -> None:
        self.marks: dict[Step, Any] = {}

    def keep(self, before: StepView | None, journey: Journey) -> None:
        """Save the marks of the view that is removed, and drop those of steps that are answered or no longer visible."""
        if before is not None:
            self.marks[before.step] = before.marks()
        given = journey.answers
        steps = {step for step in journey.steps() if any(given.get(asked) is None for asked in questions_of(step))}
        if journey.step in AFTER_RESULT or (before is not None and before.step in AFTER_RESULT):
            steps.add(Step.RESULT)
        begins = journey.step in {Step.WELCOME, Step.GOODBYE}
        self.marks = {} if begins else {step: marks for step, marks in self.marks.items() if step in steps}

    async def give(self, view: StepView) -> None:
        """Restore the marks of a new view."""
        if view.step in self.marks:
            await view.restore_marks(self.marks[view.step])
