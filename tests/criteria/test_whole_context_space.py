"""What must hold on every state of the questions about what a doctor has said.

`shut` and `told` hold what comes out where no other answer can be read, so that each of their states stands for all
states that differ only in where the cancer began and in what matters to the person.
"""

from itertools import combinations, cycle, product
from typing import Final

from criteria.answers import Answers
from criteria.assess import assess_context
from tests.criteria.conftest import Shut, Told
from tests.criteria.spaces import ASKED, BOTH_OPEN, CLOSED, GATES, SITES, TOLD, UNREAD, State
from tests.criteria.statements import CIRCUMSTANCES, CONSIDERATIONS, GUIDANCE, STATEMENTS

BEHIND: Final = {"cancer_history": {"primary_site", "told_lung_metastasis", *TOLD}, "told_lung_metastasis": set(TOLD)}
UNKNOWN: Final = frozenset({"unsure", "declined"})
OPENED: Final = {"primary_site": SITES, **TOLD}
"""Every question behind a gate, with all its answers."""


def _verdicts(told: Told, criterion: str) -> dict[tuple[str, ...], set[str]]:
    """Return, for each answer to the questions a criterion rests on, every verdict that was ever given."""
    places = [ASKED.index(question) for question in CIRCUMSTANCES[criterion][0]]
    found: dict[tuple[str, ...], set[str]] = {}
    for answers, part in told.items():
        verdict = next(finding.verdict for finding in part.criteria if finding.id == criterion)
        found.setdefault(tuple(answers[place] for place in places), set()).add(verdict)
    return found


def test_1_every_context_state_evaluates_and_twice_the_same(shut: Shut, told: Told) -> None:
    every = shut + [(BOTH_OPEN | dict(zip(ASKED, answers, strict=True)), part) for answers, part in told.items()]
    beside = cycle(product(SITES, TOLD["what_matters"]))
    for state, part in every:
        site, matters = next(beside)
        more: State = {"primary_site": site} if state["cancer_history"] == "yes" else {}
        more |= {"what_matters": matters} if state.get("told_lung_metastasis") == "yes" else {}
        for _ in range(2):
            assert assess_context(Answers.model_validate(state | more)) == part, state


def test_1_any_two_answers_that_are_asked_for_can_stand_together() -> None:
    for one, other in combinations(OPENED, 2):
        for pair in product(OPENED[one], OPENED[other]):
            said = BOTH_OPEN | dict(zip((one, other), pair, strict=True))
            assert Answers.model_validate(said).given() == said


def test_2_every_circumstance_and_consideration_cites_a_known_source(shut: Shut, told: Told) -> None:
    parts = [*(part for _, part in shut), *told.values()]
    found = {finding.sources for part in parts for finding in part.criteria}
    found |= {finding.sources for part in parts for finding in part.considerations}
    assert all(found)
    assert {card.sources for part in parts for card in part.cards} == {("G7",)}
    cited = {"G7"} | {source for sources in found for source in sources}
    assert cited == {"S6", "S6a", "S6b", "S6c", "S8", "S9", "G7"} <= STATEMENTS | GUIDANCE


def test_4_an_unknown_answer_decides_no_circumstance(told: Told) -> None:
    for criterion, (questions, _) in CIRCUMSTANCES.items():
        verdicts = {answers: next(iter(found)) for answers, found in _verdicts(told, criterion).items()}
        for answers, verdict in verdicts.items():
            if set(answers) <= UNKNOWN:
                assert verdict == "unknown"
            for place, answer in enumerate(answers):
                others = [verdicts[*answers[:place], str(option), *answers[place + 1 :]] for option in TOLD[questions[place]]]
                assert answer not in UNKNOWN or verdict == "unknown" or set(others) == {verdict}, answers
                assert answer not in UNKNOWN or verdict != "reported", answers


def test_4_not_sure_or_declined_about_a_cancer_never_gives_fewer_cards_than_no(shut: Shut, told: Told) -> None:
    cards = {tuple(state.values()): [card.id for card in part.cards] for state, part in shut}
    assert all(cards[history,] == [] for history in CLOSED)
    assert all(cards["yes", named] == ["cancer_history.yes"] for named in CLOSED)
    assert all([card.id for card in part.cards] == ["cancer_history.yes"] for part in told.values())


def test_5_a_verdict_is_a_function_of_its_own_answers_only(told: Told) -> None:
    for criterion, (questions, _) in CIRCUMSTANCES.items():
        verdicts = _verdicts(told, criterion)
        assert set(verdicts) == set(product(*(TOLD[question] for question in questions)))
        assert all(len(found) == 1 for found in verdicts.values()), criterion


def test_6_context_findings_exist_if_and_only_if_a_metastasis_was_named(shut: Shut, told: Told) -> None:
    for state, part in shut:
        assert (part.criteria, part.considerations, part.questions_to_ask) == ((), (), ()), state
    assert set(told) == set(product(*(TOLD[question] for question in ASKED)))
    for part in told.values():
        assert [(found.id, (found.because, found.sources)) for found in part.criteria] == list(CIRCUMSTANCES.items())
        assert [(found.id, (found.because, found.sources)) for found in part.considerations] == list(CONSIDERATIONS.items())


def test_6_what_to_ask_is_what_was_not_known_in_order(told: Told) -> None:
    for answers, part in told.items():
        not_known = [question for question, answer in zip(ASKED, answers, strict=True) if answer in UNKNOWN]
        assert list(part.questions_to_ask) == not_known, answers


def test_6_closing_a_gate_leaves_no_answer_behind_it() -> None:
    for one, other in combinations(OPENED, 2):
        for pair, gate in product(product(OPENED[one], OPENED[other]), GATES):
            said = BOTH_OPEN | dict(zip((one, other), pair, strict=True))
            left = Answers.model_validate(said).with_given({gate: "no"}).given()  # type: ignore[dict-item] # ids are their text
            assert left == {asked: said[asked] for asked in left} | {gate: "no"}, said
            assert set(left) == set(said) - BEHIND[gate], said


def test_a_missing_answer_counts_as_declined_there_too(told: Told) -> None:
    for answers, part in told.items():
        said = {question: answer for question, answer in zip(ASKED, answers, strict=True) if answer != "declined"}
        assert assess_context(Answers.model_validate(BOTH_OPEN | said)) == part, answers
    for gate, before in (("cancer_history", {}), ("told_lung_metastasis", {"cancer_history": "yes"})):
        without, declined = (Answers.model_validate(before | more) for more in ({}, {gate: "declined"}))
        assert assess_context(without) == assess_context(declined)


def test_no_cancer_history_closes_everything_behind_it(shut: Shut) -> None:
    assert [state for state, _ in shut if len(state) == 1] == [{"cancer_history": reply} for reply in CLOSED]
    assert set(OPENED) == set(ASKED) | set(UNREAD)
