"""What must hold on every state of the checklist and its follow-ups. Numbers are the journey's.

Every state is judged, but not one by one: each symptom's findings rest on its own answers alone (`test_5`), and the
code that joins them sees nothing but those findings (`test_1`). What holds on each axis then holds on their product.
"""

from itertools import combinations, product
from typing import Any, Final, cast

import pytest

from criteria import assess
from criteria.answers import Answers
from criteria.assess import SymptomPart, assess_symptom, assess_symptoms
from criteria.questions import Question
from tests.criteria.conftest import Axes
from tests.criteria.spaces import CLOSED, joined, symptom_axes
from tests.criteria.statements import FOLLOW_UPS, GUIDANCE, LEVEL_OF, STATEMENTS, URGENCY

MEANING: Final = {"yes": "reported", "no": "not_reported", "unsure": "unknown", "declined": "unknown"}
UNSURE: Final = ("unsure", "declined")


class Unread:
    """Answers that can be passed on but not read."""

    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401 - it never returns
        raise AssertionError(f"{name} was read")


def cards(part: SymptomPart) -> set[str]:
    return {card.id.value for card in part.cards}


def side_by_side(parts: tuple[SymptomPart, ...]) -> SymptomPart:
    """Return what the journey says of several symptoms: each finding in order, each card by its place in the table."""
    every = {card.id.value: card for part in parts for card in part.cards}
    assert every.keys() <= LEVEL_OF.keys()
    in_order = tuple(every[card] for card in LEVEL_OF if card in every)
    return SymptomPart(tuple(finding for part in parts for finding in part.symptoms), in_order)


def test_1_every_symptom_state_evaluates_and_twice_the_same(axes: Axes) -> None:
    assert list(axes) == list(FOLLOW_UPS)
    for symptom, states in axes.items():
        assert [finding.id for _, part in states for finding in part.symptoms] == [symptom] * len(states)
        for state, part in states:
            for _ in range(2):
                assert assess_symptom(Answers.model_validate(state), Question(symptom)) == part, state


def test_1_the_whole_is_each_symptom_side_by_side(axes: Axes, monkeypatch: pytest.MonkeyPatch) -> None:
    # The joining code gets the real findings, in every combination there is, and answers that it can not read.
    found: dict[str, SymptomPart] = {}
    asked: list[str] = []

    def given(_: Answers, symptom: Question) -> SymptomPart:
        asked.append(symptom.value)
        return found[symptom]

    monkeypatch.setattr(assess, "assess_symptom", given)
    for parts in product(*(dict.fromkeys(part for _, part in states) for states in axes.values())):
        found.update(zip(FOLLOW_UPS, parts, strict=True))
        asked.clear()
        assert assess_symptoms(cast("Answers", Unread())) == side_by_side(parts)
        assert asked == list(FOLLOW_UPS)


def test_1_any_three_symptoms_are_found_side_by_side_whatever_the_others_say(axes: Axes) -> None:
    # The same once more through the real functions; the other symptoms move on by one answer from state to state.
    turn = 0
    for three in combinations(axes, 3):
        for chosen in product(*(axes[symptom] for symptom in three)):
            turn += 1
            picked = {symptom: states[turn * place % len(states)] for place, (symptom, states) in enumerate(axes.items(), 1)}
            picked.update(zip(three, chosen, strict=True))
            state = joined(state for state, _ in picked.values())
            assert assess_symptoms(Answers.model_validate(state)) == side_by_side(tuple(part for _, part in picked.values()))


def test_2_every_symptom_and_card_cites_a_known_source(axes: Axes) -> None:
    parts = [part for states in axes.values() for _, part in states]
    on_symptoms = {finding.sources for part in parts for finding in part.symptoms}
    on_cards = {card.sources for part in parts for card in part.cards}
    assert all(on_symptoms)
    assert all(on_cards)
    cited, guidance = ({source for sources in found for source in sources} for found in (on_symptoms, on_cards))
    assert {"S3", "S4"} <= cited <= STATEMENTS | GUIDANCE
    assert guidance == {"G1", "G2", "G3", "G4", "G5", "G6"} <= GUIDANCE


def test_3_adding_a_symptom_never_removes_a_card(axes: Axes) -> None:
    for states in axes.values():
        without, with_it = states[: len(CLOSED)], states[len(CLOSED) :]
        for (state, less), (_, more) in product(without, with_it):
            assert cards(less) <= cards(more), state


def test_3_a_more_urgent_answer_never_removes_a_card_of_a_higher_level(axes: Axes) -> None:
    levels = {card.id: card.level for states in axes.values() for _, part in states for card in part.cards}
    assert levels == {card: level for card, level in LEVEL_OF.items() if card != "cancer_history.yes"}
    for states in axes.values():
        sure = states[len(CLOSED) : -len(UNSURE)]
        for (state, less), (_, more) in combinations(sure, 2):
            for lost in cards(less) - cards(more):
                gained = [URGENCY.index(LEVEL_OF[card]) for card in cards(more) - cards(less)]
                assert min(gained, default=len(URGENCY)) < URGENCY.index(LEVEL_OF[lost]), (state, lost)


def test_4_not_sure_or_declined_never_gives_fewer_cards_than_no(axes: Axes) -> None:
    for states in axes.values():
        (_, no), *unknown = states[: len(CLOSED)]
        assert all(cards(no) <= cards(part) for _, part in unknown)
        sure, unsure = states[len(CLOSED) : -len(UNSURE)], states[-len(UNSURE) :]
        for (_, known), (state, part) in product(sure, unsure):
            assert cards(known) <= cards(part), state


def test_4_not_sure_or_declined_is_never_reported_nor_not_reported(axes: Axes) -> None:
    for symptom, states in axes.items():
        for state, part in states:
            assert [finding.verdict for finding in part.symptoms] == [MEANING[state[symptom]]], state


def test_5_a_card_depends_on_its_own_answer_alone(axes: Axes) -> None:
    # `axes` was made where no other answer can be read; here every other answer there is stands beside it.
    for symptom, other in product(axes, axes):
        for (state, part), beside in product(axes[symptom], symptom_axes()[other]):
            if symptom != other:
                assert assess_symptom(Answers.model_validate(state | beside), Question(symptom)) == part, (state, beside)
    for symptom, (follow_up, _) in FOLLOW_UPS.items():
        for _, part in axes[symptom]:
            assert all(card.id.startswith(f"{follow_up}.") for card in part.cards)


def test_6_a_follow_up_gives_cards_only_after_yes_to_its_symptom(axes: Axes) -> None:
    for symptom, (follow_up, _) in FOLLOW_UPS.items():
        for state, part in axes[symptom]:
            assert state[symptom] == "yes" or not part.cards, state
            assert all(card.because == (follow_up,) for card in part.cards)


def test_6_closing_every_follow_up_leaves_no_answer_to_one() -> None:
    closed = dict.fromkeys(FOLLOW_UPS, "no")
    bare = Answers.model_validate(closed)
    for one, other in combinations(symptom_axes().values(), 2):
        for pair in product(one, other):
            state = joined(pair)
            left = Answers.model_validate(state).with_given({symptom: "no" for symptom in state if symptom in closed})  # type: ignore[misc] # ids are their text
            assert left.with_given(closed) == bare, state  # type: ignore[arg-type] # the same
            assert left.given() == {question: "no" for question in state if question in closed}, state


def test_a_missing_answer_counts_as_declined(axes: Axes) -> None:
    for symptom, states in axes.items():
        for state, part in states:
            said = {question: answer for question, answer in state.items() if answer != "declined"}
            assert assess_symptom(Answers.model_validate(said), Question(symptom)) == part, state
