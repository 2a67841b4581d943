"""The proofs once more without any division: state by state, through the real functions. It takes minutes."""

from itertools import islice, product
from math import prod

import pytest

from criteria.answers import Answers
from criteria.assess import assess_context, assess_symptoms
from tests.criteria.conftest import Axes, Shut, Told
from tests.criteria.spaces import ASKED, every_context_state, joined
from tests.criteria.test_whole_symptom_space import side_by_side

MOST = 200_000
"""A seventh symptom makes more states than can be walked; then an even selection of this many is."""


@pytest.mark.slow
def test_every_symptom_state_gives_what_its_axes_give(axes: Axes) -> None:
    total = prod(map(len, axes.values()))
    step = next(step for step in range(total // MOST + 1, total) if step % 7)  # no axis stands still
    for parts in islice(product(*axes.values()), 0, None, step):
        answers = Answers.model_validate(joined(state for state, _ in parts))
        assert assess_symptoms(answers) == side_by_side(tuple(part for _, part in parts)), answers.given()


@pytest.mark.slow
def test_every_context_state_gives_what_it_gives_without_the_answers_that_nothing_rests_on(shut: Shut, told: Told) -> None:
    closed = {tuple(state.items()): part for state, part in shut}
    walked = 0
    for state in every_context_state():
        asked = tuple(state.get(question) for question in ASKED)
        without = tuple((question, answer) for question, answer in state.items() if question != "primary_site")
        part = closed.get(without) or told[asked]  # type: ignore[index] # a state that is not shut answers all of them
        assert assess_context(Answers.model_validate(state)) == part, state
        walked += 1
    assert walked > 675_000
