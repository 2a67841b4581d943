"""What must hold on every one of the 134,456 states of the checklist and its follow-ups. Numbers are the journey's."""

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

import pytest

from criteria.answers import Answers
from criteria.assess import SymptomPart, assess_symptoms
from tests.criteria.spaces import CLOSED, FOLLOW_UPS, Walk, symptom_axes
from tests.criteria.statements import GUIDANCE, LEVEL_OF, STATEMENTS, URGENCY

Note: TypeAlias = Callable[[int, str], None]

STATES: Final = 134_456
BITS: Final = {card: 1 << place for place, card in enumerate(LEVEL_OF)}
ABOVE: Final = {
    level: sum(BITS[card] for card, its in LEVEL_OF.items() if URGENCY.index(its) < place)
    for place, level in enumerate(URGENCY)
}
"""For each level, the cards of every higher level."""

UNSURE: Final = ("unsure", "declined")


@pytest.fixture(scope="module")
def cards(symptoms: Walk[SymptomPart]) -> list[int]:
    """For each state, its cards as a bit mask."""
    masks = [sum(BITS[card.id] for card in part.cards) for part in symptoms.outcomes]
    return [masks[number] for number in symptoms.outcome_of]


def _places(axis: int) -> Iterator[tuple[int, int]]:
    """Yield, for the axis of one symptom, each state with its first choice there, and the step to its next choice."""
    sizes = [len(choices) for choices in symptom_axes()]
    step = 1
    for size in sizes[axis + 1 :]:
        step *= size
    for block in range(0, STATES, step * sizes[axis]):
        for state in range(block, block + step):
            yield state, step


def test_1_every_symptom_state_evaluates_and_twice_the_same(symptoms: Walk[SymptomPart], counted: Note) -> None:
    assert len(symptoms) == STATES
    assert [symptoms.state(number) for number in symptoms.changed_its_mind[:1]] == []
    for part in symptoms.outcomes:
        assert [finding.id for finding in part.symptoms] == list(FOLLOW_UPS)
        assert [card.id for card in part.cards] == [card for card in LEVEL_OF if card in {found.id for found in part.cards}]
    counted(len(symptoms), "symptom states")


def test_2_every_symptom_and_card_cites_a_known_source(symptoms: Walk[SymptomPart], counted: Note) -> None:
    on_symptoms = {finding.sources for part in symptoms.outcomes for finding in part.symptoms}
    on_cards = {card.sources for part in symptoms.outcomes for card in part.cards}
    assert all(on_symptoms)
    assert all(on_cards)
    cited, guidance = ({source for sources in found for source in sources} for found in (on_symptoms, on_cards))
    assert cited == {"S3", "S4"} <= STATEMENTS
    assert guidance == {"G1", "G2", "G3", "G4", "G5", "G6"} <= GUIDANCE
    counted(len(symptoms), "symptom states")


def test_3_adding_a_symptom_never_removes_a_card(cards: list[int], counted: Note) -> None:
    compared = 0
    for axis, (_, options) in enumerate(FOLLOW_UPS.values()):
        for state, step in _places(axis):
            with_it = [cards[state + step * place] for place in range(len(CLOSED), len(CLOSED) + len(options))]
            for place in range(len(CLOSED)):
                assert not any(cards[state + step * place] & ~more for more in with_it), state
                compared += len(with_it)
    counted(compared, f"pairs among {len(cards):,} symptom states")


def test_3_a_more_urgent_answer_never_removes_a_card_of_a_higher_level(
    symptoms: Walk[SymptomPart], cards: list[int], counted: Note
) -> None:
    levels = {card: level for part in symptoms.outcomes for card, level in ((found.id, found.level) for found in part.cards)}
    assert levels == {card: level for card, level in LEVEL_OF.items() if card != "cancer_history.yes"}
    compared = 0
    for axis, (_, options) in enumerate(FOLLOW_UPS.values()):
        sure = range(len(CLOSED), len(CLOSED) + len(options) - len(UNSURE))
        for state, step in _places(axis):
            for low in sure:
                for high in range(low + 1, sure.stop):
                    less, more = cards[state + step * low], cards[state + step * high]
                    lost = [card for card, bit in BITS.items() if less & ~more & bit]
                    assert all(more & ~less & ABOVE[LEVEL_OF[card]] for card in lost), (state, lost)
                    compared += 1
    counted(compared, f"pairs among {len(cards):,} symptom states")


def test_4_not_sure_or_declined_never_gives_fewer_cards_than_no(cards: list[int], counted: Note) -> None:
    compared = 0
    for axis, (_, options) in enumerate(FOLLOW_UPS.values()):
        sure = range(len(CLOSED), len(CLOSED) + len(options) - len(UNSURE))
        for state, step in _places(axis):
            no, *unknown = (cards[state + step * place] for place in range(len(CLOSED)))
            assert not any(no & ~mask for mask in unknown), state
            for place in range(sure.stop, sure.stop + len(UNSURE)):
                mask = cards[state + step * place]
                assert not any(cards[state + step * known] & ~mask for known in sure), state
            compared += len(unknown) + len(UNSURE) * len(sure)
    counted(compared, f"pairs among {len(cards):,} symptom states")


def test_4_not_sure_or_declined_is_never_reported_nor_not_reported(symptoms: Walk[SymptomPart], counted: Note) -> None:
    meaning = {"yes": "reported", "no": "not_reported", "unsure": "unknown", "declined": "unknown"}
    verdicts = [[finding.verdict for finding in part.symptoms] for part in symptoms.outcomes]
    for state, number in zip(symptoms.states(), symptoms.outcome_of, strict=True):
        assert verdicts[number] == [meaning[state[symptom]] for symptom in FOLLOW_UPS], state
    counted(len(symptoms), "symptom states")


def test_5_a_card_depends_on_its_own_answer_alone(cards: list[int], counted: Note) -> None:
    for axis, (follow_up, options) in enumerate(FOLLOW_UPS.values()):
        own = sum(bit for card, bit in BITS.items() if card.startswith(f"{follow_up}."))
        for place in range(len(CLOSED) + len(options)):
            assert len({cards[state + step * place] & own for state, step in _places(axis)}) == 1, follow_up
    counted(len(cards), "symptom states")


def test_6_a_follow_up_gives_cards_only_after_yes_to_its_symptom(
    symptoms: Walk[SymptomPart], cards: list[int], counted: Note
) -> None:
    own = {
        symptom: sum(bit for card, bit in BITS.items() if card.startswith(f"{follow_up}."))
        for symptom, (follow_up, _) in FOLLOW_UPS.items()
    }
    for state, mask in zip(symptoms.states(), cards, strict=True):
        for symptom, its in own.items():
            assert state[symptom] == "yes" or not mask & its, state
    because = {(card.because, card.id) for part in symptoms.outcomes for card in part.cards}
    assert all(asked == (card.split(".", maxsplit=1)[0],) for asked, card in because)
    counted(len(symptoms), "symptom states")


def test_6_closing_every_follow_up_leaves_no_answer_to_one(symptoms: Walk[SymptomPart], counted: Note) -> None:
    closed = dict.fromkeys(FOLLOW_UPS, "no")
    bare = Answers.model_validate(closed)
    for state in symptoms.states():
        assert Answers.model_validate(state).with_given(closed) == bare, state  # type: ignore[arg-type] # ids are their text
    counted(len(symptoms), "symptom states")


def test_a_missing_answer_counts_as_declined(symptoms: Walk[SymptomPart], counted: Note) -> None:
    compared = 0
    for state, part in symptoms.pairs():
        if "declined" in state.values():
            said = {question: answer for question, answer in state.items() if answer != "declined"}
            assert assess_symptoms(Answers.model_validate(said)) == part, state
            compared += 1
    counted(compared, "symptom states")
