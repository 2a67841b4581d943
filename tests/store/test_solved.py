"""Whoever solves for the hidden cells of all printed tables together learns no cell below eight."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

import pytest

from criteria.questions import FOLLOW_UP_OF, SYMPTOMS, Question, Reply
from criteria.rules import CARDS_FOR, Card
from criteria.steps import INTERRUPTIONS, Step
from criteria.urgency import LEVEL_FOR, URGENCY
from store.counts import count
from store.log import SessionLog
from store.record import Ended
from store.report import LEFT_AT, Stats, stats_of
from store.simulate import simulated
from tests.store.people import NOW
from tests.store.releases import NEXT_YEAR, put, release
from tests.store.solver import Bounds, Solver, Sum


def made(log: SessionLog, number: int, weeks: int, small_cell: int) -> tuple[Stats, dict[str, int]]:
    """The tables of a site, and the numbers behind them."""
    for week in range(weeks):
        moment = NOW - timedelta(weeks=week)
        visits = simulated(number, moment, 1, Random(number + week), ["en", "es", "pt"])
        put(log, (record.model_copy(update={"simulated": False}) for record in visits))
    found = release(log, NEXT_YEAR, small_cell=small_cell)
    counts = count(found)
    exact = {name: int(value) for name, value in cells(stats_of(found, counts, 0)).items()}
    answers = {
        f"{question} {answer}": counts.answers[question, answer]
        for question, answers in CARDS_FOR.items()
        for answer in answers
    }
    checked = sum(exact[f"symptoms {SYMPTOMS[0]} {reply}"] for reply in Reply)
    return stats_of(found, counts, small_cell), exact | answers | {"checked": checked}


def cells(stats: Stats) -> dict[str, int | str]:
    """Every printed count by a name of its own."""
    told = stats.model_dump(mode="json", exclude={"version", "small_cell", "halted", "damaged", "sessions", "waiting"})
    return dict(_flat("", told))


def _flat(name: str, told: object) -> Iterator[tuple[str, int | str]]:
    if isinstance(told, dict):
        for cell, inner in told.items():
            yield from _flat(f"{name} {cell}".strip(), inner)
    elif isinstance(told, int | str):
        yield name, told


def bounds_of(stats: Stats) -> Bounds:
    step = stats.small_cell + 1
    told = {
        name: (0, step - 1) if isinstance(value, str) else (value, value + step - 1) for name, value in cells(stats).items()
    }
    most = told["kept"][1]
    hidden = [f"{question} {answer}" for question, answers in CARDS_FOR.items() for answer in answers]
    return told | dict.fromkeys([*hidden, "checked"], (0, most))


def sums_of(names: Bounds) -> list[Sum]:
    """What an attacker knows who has read the source: what is the sum of what, and what is a part of what."""

    def table(name: str) -> dict[str, int]:
        return dict.fromkeys((cell for cell in names if cell.startswith(f"{name} ")), 1)

    far = 10**9
    known: list[Sum] = [({"kept": 1, "declined": 1, "released": -1}, 0, 0)]
    known += [(table(name) | {"kept": -1}, 0, 0) for name in ("periods", "questionnaires", "languages", "channels", "ended")]
    known.append((table("left_at") | {"kept": -1, f"ended {Ended.RESULT}": 1}, 0, 0))
    known.append(({f"left_at {step}": 1 for step in INTERRUPTIONS} | {f"ended {Ended.HELP}": -1}, 0, far))
    known += [(table(f"symptoms {symptom}") | {"checked": -1}, 0, 0) for symptom in SYMPTOMS]
    later = {f"left_at {step}": -1 for step in LEFT_AT[LEFT_AT.index(Step.CHECKLIST) + 1 :]}
    known.append(({"checked": 1, f"ended {Ended.RESULT}": -1} | later, 0, far))
    known.append(({"checked": -1, "kept": 1}, 0, far))
    for card in Card:
        pairs = ((question, answer) for question, answers in CARDS_FOR.items() for answer in answers)
        due = {f"{question} {answer}": 1 for question, answer in pairs if card in CARDS_FOR[question][answer]}
        known.append((due | {f"cards {card}": -1}, 0, 0))
    for symptom, follow_up in FOLLOW_UP_OF.items():
        answered = {f"{follow_up} {answer}": -1 for answer in CARDS_FOR.get(follow_up, ())}
        known.append((answered | {f"symptoms {symptom} {Reply.YES}": 1}, 0, far))
    # Not everybody says what they will do, and a level comes of the answers that have cards of it.
    known.append((table("what_now") | {f"ended {Ended.RESULT}": -1}, -far, 0))
    for level in URGENCY:
        due = {f"{question} {answer}": -1 for (question, answer), found in LEVEL_FOR.items() if found is level}
        known.append((table(f"what_now {level}") | due, -far, 0))
    asked = {f"{Question.CANCER_HISTORY} {answer}": -1 for answer in CARDS_FOR[Question.CANCER_HISTORY]}
    known.append((asked | {"checked": 1}, 0, far))
    return known


OF_BATCHES = (
    "released", "kept", "declined", "simulated", "undated", "periods", "questionnaires", "languages", "channels",
    f"ended {Ended.RESULT}",
)  # fmt: skip
"""The cells that count whole batches."""

SITES = ((30, 26, 7), (80, 26, 7), (80, 26, 3), (80, 26, 1), (200, 26, 7))
MANY = [pytest.param(*site, 1, marks=pytest.mark.slow) for site in SITES]


@pytest.mark.parametrize(("number", "weeks", "small_cell", "every"), [(30, 4, 7, 5), *MANY])
def test_no_cell_below_eight_is_solved(number: int, weeks: int, small_cell: int, every: int, log: SessionLog) -> None:
    stats, numbers = made(log, number, weeks, small_cell)
    bounds = bounds_of(stats)
    solver = Solver(bounds, sums_of(bounds), numbers)
    assert all(bounds[name][0] <= value <= bounds[name][1] for name, value in numbers.items())
    for factors, least, most in solver.sums:
        assert least <= sum(factor * numbers[name] for name, factor in factors.items()) <= most
    hidden = [name for name, told in cells(stats).items() if isinstance(told, str)]
    assert hidden
    known = solved(solver, hidden[::every], small_cell)
    print(f"{number} visits, {weeks} weeks: {len(hidden[::every])} cells below {small_cell + 1}, {len(known)} of them known")
    assert known == set()
    # Who knows how records are released knows more: what all of a batch share is counted in whole batches, and so is 0.
    none = {name: (0, 0) for name in hidden if name.startswith(OF_BATCHES)}
    assert all(numbers[name] == 0 for name in none)
    others = [name for name in hidden[::every] if name not in none]
    assert solved(Solver(bounds | none, solver.sums, numbers), others, small_cell) == set()


def solved(solver: Solver, names: list[str], small_cell: int) -> set[str]:
    """Those that have not both of the two largest values: where they have, no cell is known, nor known to be small."""
    return {name for name in names if not all(solver.can_be(name, value) for value in (small_cell, small_cell - 1))}


def test_the_solver_finds_what_can_be_and_what_cannot() -> None:
    solver = Solver(
        {"a": (0, 7), "b": (0, 7), "c": (3, 9)}, [({"a": 1, "b": 1, "c": -1}, 0, 0), ({"a": 2, "b": -1}, -1, 1)], {}
    )
    possible = {(a, b) for a in range(8) for b in range(8) if 3 <= a + b <= 9 and -1 <= 2 * a - b <= 1}
    assert {a for a in range(8) if solver.can_be("a", a)} == {a for a, _ in possible}
    assert {c for c in range(12) if solver.can_be("c", c)} == {a + b for a, b in possible}


def test_rounding_to_the_nearest_five_with_exact_zeros_would_be_solved() -> None:
    bounds: Bounds = {"all": (8, 12), "a": (8, 12), "b": (1, 7), "c": (0, 0)}
    solver = Solver(bounds, [({"a": 1, "b": 1, "c": 1, "all": -1}, 0, 0)], {})
    assert not solver.can_be("b", 5)
