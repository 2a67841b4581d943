"""The flow as a pure state machine: which step a person is on, and what submit, back and change do to it.

There is no history: the steps that exist follow from the answers alone, so any way of arriving at the same answers
gives the same steps, the same check page and the same result.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Self

from criteria.answers import Answers
from criteria.questions import Question
from criteria.rules import EMERGENCY_AT_ONCE
from criteria.steps import (
    CHOICES,
    INTERRUPTIONS,
    NOT_ASKED,
    NOTICES,
    Consent,
    Respondent,
    Step,
    WhatNow,
    questions_of,
    visible_steps,
)


class RefusedError(ValueError):
    """A submission that does not belong to the current step: stale, foreign, or incomplete."""


@dataclass(frozen=True)
class Journey:
    """Where one person is. A change makes a new one; nothing is shared and nothing is remembered elsewhere."""

    # A card that interrupts, or a question that only some are asked, tells what was answered: no field is in the repr.
    step: Step = field(default=Step.WELCOME, repr=False)
    answers: Answers = field(default_factory=Answers, repr=False)
    respondent: Respondent | None = field(default=None, repr=False)
    consent: Consent | None = field(default=None, repr=False)
    what_now: WhatNow | None = field(default=None, repr=False)
    seen: frozenset[Step] = field(default=frozenset(), repr=False)
    changing: Step | None = field(default=None, repr=False)

    def steps(self) -> tuple[Step, ...]:
        """Return the visible steps of this journey, in order."""
        return visible_steps(self.answers, self.respondent, self.what_now)

    def submit(self, step: Step, given: Mapping[str, Any] | None = None) -> Self:
        """Return the journey after `step` was answered with exactly what it asks; `given` is empty for a notice.

        Raises:
            RefusedError: `step` is not the current one, or `given` does not hold exactly its questions.
            pydantic.ValidationError: an option that the question does not have.
        """
        if step is not self.step or step is Step.GOODBYE:
            raise RefusedError("not the current step")
        after = self._answered(given or {})
        at_once = {Step(EMERGENCY_AT_ONCE[asked][1].value) for asked in questions_of(step) if asked in EMERGENCY_AT_ONCE}
        seen = ((self.seen | {step}) - at_once) & frozenset(NOTICES) & frozenset(after.steps())
        return after._next(seen)  # noqa: SLF001 - another Journey's own method

    def back(self) -> Self:
        """Return the journey one step back; from a change, to the check page. No answer is lost by it.

        Once something was answered there is no way back to the welcome page, where the next person could go on with it.
        """
        begun = self.respondent is not None  # the first thing that is answered
        if self.step in {Step.WELCOME, Step.GOODBYE} or (self.step is Step.HELP_CARD and begun):
            return self
        if self.step is self.changing:
            return replace(self, step=Step.CHECK, changing=None)
        steps = self.steps()
        return replace(self, step=steps[steps.index(self.step) - 1])

    def change(self, step: Step) -> Self:
        """Return the journey at `step`, from the check page, to come back there afterwards.

        Raises:
            RefusedError: this is not the check page, or `step` asks nothing or is not visible.
        """
        asks = step is Step.CONSENT or bool(questions_of(step))
        if self.step is not Step.CHECK or not asks or step not in self.steps():
            raise RefusedError("nothing to change here")
        return replace(self, step=step, changing=step)

    def finished(self) -> Self:
        """Return the journey at its last page: no answer is left, only whether they are kept, and what the person will do."""
        return type(self)(step=Step.GOODBYE, consent=self.consent, what_now=self.what_now)

    def chosen(self) -> StrEnum | None:
        """Return what was chosen on the current step, one of `CHOICES`; None where nothing was chosen yet."""
        chosen: StrEnum | None = getattr(self, self.step.value)
        return chosen

    def asked(self) -> tuple[Question, ...]:
        """Return every question that these answers leave open, in asking order."""
        return tuple(question for step in self.steps() for question in questions_of(step))

    def _answered(self, given: Mapping[str, Any]) -> Self:
        if self.step in CHOICES:
            return self._chosen(given)
        asked = questions_of(self.step)
        if set(given) != set(asked) or any(answer is None for answer in given.values()):
            raise RefusedError("not the answers that this step asks for")
        return replace(self, answers=self.answers.with_given({question: given[question] for question in asked}))

    def _chosen(self, given: Mapping[str, Any]) -> Self:
        options = CHOICES[self.step]
        if set(given) != {self.step} or given[self.step] not in tuple(options):
            raise RefusedError("not the answer that this step asks for")
        chosen: dict[str, Any] = {self.step.value: options(given[self.step])}
        here = replace(self, **chosen)
        return type(self)(step=self.step, respondent=here.respondent) if here.respondent in NOT_ASKED else here

    def _is_done(self, step: Step) -> bool:
        if step is Step.CONSENT:
            return self.consent is not None
        if step in NOTICES:
            return step in self.seen
        return all(self.answers.get(question) is not None for question in questions_of(step))

    def _next(self, seen: frozenset[Step]) -> Self:
        steps, here = self.steps(), replace(self, seen=seen)
        following = steps[steps.index(self.step) + 1]
        if self.changing is None and self.step is not Step.CHECK:
            return self.finished() if following is Step.GOODBYE else replace(here, step=following)
        if following in INTERRUPTIONS:
            return replace(here, step=following)
        undone = next((step for step in steps if not here._is_done(step)), None)  # noqa: SLF001 - the same journey
        if undone is not None:
            # The earlier of the two, so that going back always passes it and so returns to the check page.
            return replace(here, step=undone, changing=min(self.changing or undone, undone, key=steps.index))
        return replace(here, step=Step.RESULT if self.step is Step.CHECK else Step.CHECK, changing=None)
