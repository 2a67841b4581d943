"""What must hold on every one of the 675,876 states of the questions about what a doctor has said."""

from collections.abc import Callable
from itertools import product
from typing import Final, TypeAlias

import pytest

from criteria.answers import Answers
from criteria.assess import ContextPart, assess_context
from tests.criteria.spaces import CLOSED, SITES, TOLD, State, Walk
from tests.criteria.statements import CIRCUMSTANCES, CONSIDERATIONS, GUIDANCE, STATEMENTS

Note: TypeAlias = Callable[[int, str], None]
Told: TypeAlias = dict[tuple[str, ...], ContextPart]

STATES: Final = 675_876
ASKED: Final = ("primary_curable", "primary_removed", "only_metastasis", "well_defined_area", "general_condition")
GATES: Final = ("cancer_history", "told_lung_metastasis")
BEHIND: Final = {"cancer_history": {"primary_site", "told_lung_metastasis", *TOLD}, "told_lung_metastasis": set(TOLD)}
UNKNOWN: Final = frozenset({"unsure", "declined"})


@pytest.fixture(scope="module")
def shut(context: Walk[ContextPart]) -> list[tuple[State, ContextPart]]:
    """Every state in which no doctor has told the person of a lung metastasis."""
    return [(state, part) for state, part in context.pairs() if state.get("told_lung_metastasis") != "yes"]


@pytest.fixture(scope="module")
def told(context: Walk[ContextPart]) -> Told:
    """Every other state, by what it answers to `ASKED`; where the cancer began and what matters must change nothing."""
    by_answers: dict[tuple[str, ...], set[int]] = {}
    for state, number in zip(context.states(), context.outcome_of, strict=True):
        if state.get("told_lung_metastasis") == "yes":
            by_answers.setdefault(tuple(state[question] for question in ASKED), set()).add(number)
    assert all(len(numbers) == 1 for numbers in by_answers.values())
    return {answers: context.outcomes[numbers.pop()] for answers, numbers in by_answers.items()}


def _verdicts(told: Told, criterion: str) -> dict[tuple[str, ...], set[str]]:
    """Return, for each answer to the questions a criterion rests on, every verdict that was ever given."""
    places = [ASKED.index(question) for question in CIRCUMSTANCES[criterion][0]]
    found: dict[tuple[str, ...], set[str]] = {}
    for answers, part in told.items():
        verdict = next(finding.verdict for finding in part.criteria if finding.id == criterion)
        found.setdefault(tuple(answers[place] for place in places), set()).add(verdict)
    return found


def test_1_every_context_state_evaluates_and_twice_the_same(context: Walk[ContextPart], counted: Note) -> None:
    assert len(context) == STATES
    assert [context.state(number) for number in context.changed_its_mind[:1]] == []
    counted(len(context), "context states")


def test_2_every_circumstance_and_consideration_cites_a_known_source(context: Walk[ContextPart], counted: Note) -> None:
    found = {finding.sources for part in context.outcomes for finding in part.criteria}
    found |= {finding.sources for part in context.outcomes for finding in part.considerations}
    assert all(found)
    assert {card.sources for part in context.outcomes for card in part.cards} == {("G7",)}
    cited = {"G7"} | {source for sources in found for source in sources}
    assert cited == {"S6", "S6a", "S6b", "S6c", "S8", "S9", "G7"} <= STATEMENTS | GUIDANCE
    counted(len(context), "context states")


def test_4_an_unknown_answer_decides_no_circumstance(context: Walk[ContextPart], told: Told, counted: Note) -> None:
    for criterion, (questions, _) in CIRCUMSTANCES.items():
        verdicts = {answers: next(iter(found)) for answers, found in _verdicts(told, criterion).items()}
        for answers, verdict in verdicts.items():
            if set(answers) <= UNKNOWN:
                assert verdict == "unknown"
            for place, answer in enumerate(answers):
                others = [verdicts[*answers[:place], str(option), *answers[place + 1 :]] for option in TOLD[questions[place]]]
                assert answer not in UNKNOWN or verdict == "unknown" or set(others) == {verdict}, answers
                assert answer not in UNKNOWN or verdict != "reported", answers
    counted(len(context), "context states")


def test_4_not_sure_or_declined_about_a_cancer_never_gives_fewer_cards_than_no(
    context: Walk[ContextPart], counted: Note
) -> None:
    cards = [{card.id for card in part.cards} for part in context.outcomes]
    given: dict[str, list[set[str]]] = {}
    for state, number in zip(context.states(), context.outcome_of, strict=True):
        given.setdefault(state["cancer_history"], []).append(cards[number])  # type: ignore[arg-type] # ids are their text
    assert all(found == {"cancer_history.yes"} for found in given["yes"])
    assert given["unsure"] == given["declined"] == given["no"] == [set()]
    counted(len(context), "context states")


def test_5_a_verdict_is_a_function_of_its_own_answers_only(context: Walk[ContextPart], told: Told, counted: Note) -> None:
    for criterion, (questions, _) in CIRCUMSTANCES.items():
        verdicts = _verdicts(told, criterion)
        assert set(verdicts) == set(product(*(TOLD[question] for question in questions)))
        assert all(len(found) == 1 for found in verdicts.values()), criterion
    counted(len(context), "context states")


def test_6_context_findings_exist_if_and_only_if_a_metastasis_was_named(
    context: Walk[ContextPart], shut: list[tuple[State, ContextPart]], told: Told, counted: Note
) -> None:
    for state, part in shut:
        assert (part.criteria, part.considerations, part.questions_to_ask) == ((), (), ()), state
    assert set(told) == set(product(*(TOLD[question] for question in ASKED)))
    for part in told.values():
        assert [(found.id, (found.because, found.sources)) for found in part.criteria] == list(CIRCUMSTANCES.items())
        assert [(found.id, (found.because, found.sources)) for found in part.considerations] == list(CONSIDERATIONS.items())
    counted(len(context), "context states")


def test_6_what_to_ask_is_what_was_not_known_in_order(context: Walk[ContextPart], told: Told, counted: Note) -> None:
    for answers, part in told.items():
        not_known = [question for question, answer in zip(ASKED, answers, strict=True) if answer in UNKNOWN]
        assert list(part.questions_to_ask) == not_known, answers
    counted(len(context), "context states")


def test_6_closing_a_gate_leaves_no_answer_behind_it(context: Walk[ContextPart], counted: Note) -> None:
    closed = 0
    for number, state in enumerate(context.states()):
        if state.get("primary_site", SITES[0]) == SITES[0] or state["told_lung_metastasis"] != "yes":
            answers = Answers.model_validate(state)
            # What matters turns fastest and has an even number of answers, so each gate meets every other answer.
            gate = GATES[number % 2 if "told_lung_metastasis" in state else 0]
            left = answers.with_given({gate: "no"}).given()  # type: ignore[dict-item] # ids are their text
            assert left == {asked: answers.get(asked) for asked in left} | {gate: "no"}, state
            assert not set(left) & BEHIND[gate], state
            closed += 1
    counted(closed, "context states, all that there are for one place of origin")


def test_a_missing_answer_counts_as_declined_there_too(context: Walk[ContextPart], counted: Note) -> None:
    compared = 0
    for state, part in context.pairs():
        declined = [question for question, answer in state.items() if answer in {"declined", ("declined",)}]
        if declined and state.get("primary_site", "declined") == "declined":
            said = {question: answer for question, answer in state.items() if question not in declined}
            assert assess_context(Answers.model_validate(said)) == part, state
            compared += 1
    counted(compared, "context states, all that there are for one place of origin")


def test_no_cancer_history_closes_everything_behind_it(shut: list[tuple[State, ContextPart]], counted: Note) -> None:
    assert [state for state, _ in shut if "primary_site" not in state] == [{"cancer_history": reply} for reply in CLOSED]
    counted(len(shut), "context states")
