"""The steps of a visit, in order: what each asks, what is chosen about the visit itself, and which steps the answers leave."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from criteria.answers import Answers
from criteria.questions import SYMPTOMS, Question, Reply, RulesError
from criteria.rules import EMERGENCY_AT_ONCE, Card, Level
from criteria.urgency import highest_level


class Respondent(StrEnum):
    """The answer to "for whom do you answer?". It is kept nowhere."""

    MYSELF = "myself"
    TOGETHER = "together"
    SOMEBODY_HERE = "somebody_here"
    UNDER_18 = "under_18"
    NOT_HERE = "not_here"


FOR_ANOTHER: Final = frozenset({Respondent.TOGETHER, Respondent.SOMEBODY_HERE})
"""Who is told on each question whose answers are meant; the questions are the same for all."""

NOT_ASKED: Final = (Respondent.UNDER_18, Respondent.NOT_HERE)
"""Who is told where to turn, and asked nothing."""


class Consent(StrEnum):
    """The answer to "may we keep your answers?"."""

    YES = "yes"
    NO = "no"


class WhatNow(StrEnum):
    """The answer to "what will you do now?", asked after the report. Nothing judges it."""

    CALL_NOW = "call_now"
    DOCTOR_TODAY = "doctor_today"
    APPOINTMENT = "appointment"
    CARE_TEAM = "care_team"
    NOTHING = "nothing"
    UNSURE = "unsure"
    DECLINED = "declined"


class Step(StrEnum):
    """Every step, in order. A step with one question bears its id; a card or a page that follows from a choice bears its."""

    WELCOME = "welcome"
    HELP_CARD = "help_card"
    BEFORE_YOU_BEGIN = "before_you_begin"
    RESPONDENT = "respondent"
    UNDER_18 = "under_18"
    NOT_HERE = "not_here"
    CONSENT = "consent"
    CHECKLIST = "checklist"
    COUGH_DURATION = "cough_duration"
    BLOOD_AMOUNT = "blood_amount"
    BLOOD_MORE = "blood_amount.more"
    CHEST_PAIN_KIND = "chest_pain_kind"
    PAIN_SUDDEN = "chest_pain_kind.sudden_or_severe"
    BREATHING_KIND = "breathing_kind"
    BREATHING_AT_REST = "breathing_kind.at_rest"
    WEAKNESS_KIND = "weakness_kind"
    WEAKNESS_SUDDEN = "weakness_kind.sudden_or_one_sided"
    WEIGHT_LOSS_AMOUNT = "weight_loss_amount"
    CANCER_HISTORY = "cancer_history"
    PRIMARY_SITE = "primary_site"
    TOLD_LUNG_METASTASIS = "told_lung_metastasis"
    PEOPLE_WITH_CANCER = "cancer_history.yes"
    PRIMARY_CURABLE = "primary_curable"
    PRIMARY_REMOVED = "primary_removed"
    ONLY_METASTASIS = "only_metastasis"
    WELL_DEFINED_AREA = "well_defined_area"
    GENERAL_CONDITION = "general_condition"
    WHAT_MATTERS = "what_matters"
    CHECK = "check"
    RESULT = "result"
    WHAT_NOW = "what_now"
    EMERGENCY_AGAIN = "emergency_again"
    GOODBYE = "goodbye"


_BY_ID: Final = {question.value: question for question in Question}


def questions_of(step: Step) -> tuple[Question, ...]:
    """Return the questions that `step` asks: all symptoms, one question, or none."""
    if step is Step.CHECKLIST:
        return SYMPTOMS
    return (_BY_ID[step.value],) if step.value in _BY_ID else ()


STEP_OF: Final[dict[Question, Step]] = {question: step for step in Step for question in questions_of(step)}
"""The step on which each question is asked."""

if _lacking := [
    *(f"the question {question}" for question in Question if question not in STEP_OF),
    *(f"the card {card}" for _, card in EMERGENCY_AT_ONCE.values() if card.value not in set(Step)),
]:
    raise RulesError(f"criteria/steps.py: there is no step for {', '.join(_lacking)}; add it to Step")

INTERRUPTIONS: Final = tuple(Step(card.value) for _, card in EMERGENCY_AT_ONCE.values())
"""The steps that interrupt after an answer which public guidance treats as an emergency."""

ALARMS: Final = (*INTERRUPTIONS, Step.EMERGENCY_AGAIN)
"""The pages of an emergency: after an answer, and once more for somebody who will do nothing about it."""

CHOICES: Final[Mapping[Step, type[StrEnum]]] = {
    Step.RESPONDENT: Respondent,
    Step.CONSENT: Consent,
    Step.WHAT_NOW: WhatNow,
}
"""Steps with a choice about the visit itself: it is submitted under the step's own id, which is also its field."""

REDIRECTS: Final = tuple(Step(respondent.value) for respondent in NOT_ASKED)
"""Pages that say where to turn, after which the visit ends: the language files have their words as `pages.<step>`."""

READ: Final[tuple[Step, ...]] = ()
"""Further steps that are only read, by everybody: the language files have their words as `pages.<step>`."""

NOTICES: Final = (*INTERRUPTIONS, Step.PEOPLE_WITH_CANCER)
"""Steps that follow from an answer and are read, not answered."""


_BEFORE: Final = tuple(Step)[: tuple(Step).index(Step.UNDER_18)]
"""The steps before it is known for whom the answers are."""


AFTER_RESULT: Final = tuple(Step)[tuple(Step).index(Step.RESULT) + 1 :]
"""The steps of somebody who has seen the report and has finished."""


def _is_visible(step: Step, answers: Answers, respondent: Respondent | None, what_now: WhatNow | None) -> bool:
    if respondent in NOT_ASKED:
        return step in {*_BEFORE, Step.GOODBYE} or step.value == respondent
    if step in REDIRECTS:
        return False
    if step is Step.EMERGENCY_AGAIN:
        return what_now is WhatNow.NOTHING and highest_level(answers) is Level.EMERGENCY
    if step is Step.PEOPLE_WITH_CANCER:
        return answers.cancer_history is Reply.YES
    if step in INTERRUPTIONS:
        question = Question(Card(step.value).split(".")[0])
        return bool(answers.get(question) is EMERGENCY_AT_ONCE[question][0])
    return all(answers.is_open(question) for question in questions_of(step))


def visible_steps(answers: Answers, respondent: Respondent | None = None, what_now: WhatNow | None = None) -> tuple[Step, ...]:
    """Return the steps that these answers leave in the journey, in order.

    `respondent` is for whom they are given, `what_now` what the person has said after the report.
    """
    return tuple(step for step in Step if _is_visible(step, answers, respondent, what_now))
