"""What comes out of each axis of the symptoms and of each gate of the context, evaluated once for all tests."""

from typing import TypeAlias

import pytest

from criteria.answers import Answers
from criteria.assess import ContextPart, SymptomPart, assess_context, assess_symptom
from criteria.questions import Question
from tests.criteria.spaces import ASKED, GATES, State, only, shut_states, symptom_axes, told_states
from tests.criteria.statements import FOLLOW_UPS

Axes: TypeAlias = dict[str, list[tuple[State, SymptomPart]]]
Shut: TypeAlias = list[tuple[State, ContextPart]]
Told: TypeAlias = dict[tuple[str, ...], ContextPart]


@pytest.fixture(scope="session")
def axes() -> Axes:
    """For each symptom, every state of its axis with what comes out, evaluated where no other answer can be read."""
    return {
        symptom: [
            (state, assess_symptom(only(Answers.model_validate(state), (symptom, FOLLOW_UPS[symptom][0])), Question(symptom)))
            for state in states
        ]
        for symptom, states in symptom_axes().items()
    }


def _context(state: State) -> ContextPart:
    return assess_context(only(Answers.model_validate(state), (*GATES, *ASKED)))


@pytest.fixture(scope="session")
def shut() -> Shut:
    """Every state in which no doctor has told the person of a lung metastasis."""
    return [(state, _context(state)) for state in shut_states()]


@pytest.fixture(scope="session")
def told() -> Told:
    """Every other state, by what it answers to `ASKED`; where the cancer began and what matters can not be read."""
    return {tuple(state[question] for question in ASKED): _context(state) for state in told_states()}
