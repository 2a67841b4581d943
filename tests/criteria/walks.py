"""Ways to move through a journey at random or straight ahead, used by the tests of the journey."""

from typing import Any, Final

from hypothesis import strategies as st

from criteria.answers import OPTIONS, Answers
from criteria.journey import Journey
from criteria.questions import Matter, Question
from criteria.steps import CHOICES, NOT_ASKED, Consent, Respondent, Step, questions_of

LONGEST: Final = len(Step) - 1
"""Nobody needs to press Continue more often than there are steps after the first."""

MATTERS: Final = st.one_of(
    st.just((Matter.DECLINED,)),
    st.lists(st.sampled_from([matter for matter in Matter if matter is not Matter.DECLINED]), min_size=1, unique=True).map(
        tuple
    ),
)


def answer_to(question: Question) -> st.SearchStrategy[Any]:
    """Any answer that a question takes; yes comes first, so that failures shrink to journeys that open questions."""
    return MATTERS if question is Question.WHAT_MATTERS else st.sampled_from(list(OPTIONS[question]))


def given_for(step: Step) -> st.SearchStrategy[dict[str, Any]]:
    """Any complete answer to a step; empty for a step that is only read."""
    if step in CHOICES:
        return st.sampled_from(list(CHOICES[step])).map(lambda chosen: {step: chosen})
    return st.fixed_dictionaries({question.value: answer_to(question) for question in questions_of(step)})


def going_on(step: Step) -> st.SearchStrategy[dict[str, Any]]:
    """Any complete answer to a step after which the questions are asked."""
    return given_for(step).filter(lambda given: given.get(Step.RESPONDENT) not in NOT_ASKED)


def straight(
    journey: Journey,
    answers: Answers,
    consent: Consent | None = Consent.YES,
    respondent: Respondent | None = Respondent.MYSELF,
) -> Journey:
    """Submit what `answers` hold until the check page; each step is met at most once."""
    for _ in range(LONGEST):
        if journey.step is Step.CHECK:
            return journey
        chosen = {Step.RESPONDENT: respondent, Step.CONSENT: consent}
        given: dict[str, Any] = {question: answers.get(question) for question in questions_of(journey.step)}
        journey = journey.submit(journey.step, {journey.step: chosen[journey.step]} if journey.step in chosen else given)
    raise AssertionError("the check page was not reached")


def press_on(journey: Journey, data: st.DataObject) -> Journey:
    """Submit whatever is asked until Goodbye; fail where that takes more than `LONGEST` submissions."""
    for _ in range(LONGEST + 1):
        if journey.step is Step.GOODBYE:
            return journey
        journey = journey.submit(journey.step, data.draw(given_for(journey.step)))
    raise AssertionError("Goodbye was not reached")
