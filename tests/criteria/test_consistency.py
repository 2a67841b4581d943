"""Tables that do not fit together are refused, with a sentence for each fault that says where it is and what to do."""

from collections.abc import Callable
from typing import Any, Final

import pytest

from criteria.answers import OPTIONS
from criteria.consistency import faults, require_consistent
from criteria.questions import CoughDuration, Question, Reply, RulesError
from criteria.rules import CARD_LEVELS, CARDS_FOR, EMERGENCY_AT_ONCE, SYMPTOM_SOURCES, Card, Level

Patch = pytest.MonkeyPatch


def _without(table: dict[Any, Any], key: object) -> Callable[[Patch], None]:
    return lambda patch: patch.delitem(table, key)


def _with(table: dict[Any, Any], key: object, value: object) -> Callable[[Patch], None]:
    return lambda patch: patch.setitem(table, key, value)


SUDDEN: Final = Card.PAIN_SUDDEN.value
ASKED: Final = Question.COUGH_DURATION
FAULTS: Final[dict[str, tuple[Callable[[Patch], None], list[str]]]] = {
    "a symptom without sources": (
        _without(SYMPTOM_SOURCES, Question.COUGH),
        ["cough: SYMPTOM_SOURCES lacks it; add it"],
    ),
    "a card without a level": (
        _without(CARD_LEVELS, Card.COUGH_LONG),
        [f"{Card.COUGH_LONG}: CARD_LEVELS lacks this card; add it"],
    ),
    "a question without cards": (
        _without(CARDS_FOR, ASKED),
        [
            f"{ASKED}: CARDS_FOR lacks this question; add it",
            f"{Card.COUGH_LONG}: no answer shows this card; add it to CARDS_FOR, or take it away",
        ],
    ),
    "an answer without cards": (
        lambda patch: patch.delitem(CARDS_FOR[ASKED], CoughDuration.UNDER_3_WEEKS),
        [f"{ASKED}.under_3_weeks: CARDS_FOR lacks this answer; add it, with () where no card follows"],
    ),
    "an emergency that nothing shows at once": (
        _without(EMERGENCY_AT_ONCE, Question.CHEST_PAIN_KIND),
        [f"{SUDDEN}: EMERGENCY_AT_ONCE lacks this card, which is an emergency; add it"],
    ),
    "another card at once": (
        _with(EMERGENCY_AT_ONCE, Question.CHEST_PAIN_KIND, (next(iter(OPTIONS[Question.CHEST_PAIN_KIND])), Card.BLOOD_MORE)),
        [f"{SUDDEN}: EMERGENCY_AT_ONCE lacks this card, which is an emergency; add it"],
    ),
    "a card of no question": (
        _with(CARD_LEVELS, "sneeze.long", (Level.APPOINTMENT, ())),
        ["sneeze.long: a card is named by a question, a dot and one of its options"],
    ),
    "a card of no option": (
        _with(CARD_LEVELS, "cough.sneeze", (Level.APPOINTMENT, ())),
        ["cough.sneeze: a card is named by a question, a dot and one of its options"],
    ),
    "an emergency of a question that has none": (
        _with(CARD_LEVELS, f"cough.{Reply.YES}", (Level.EMERGENCY, ())),
        ["cough.yes: EMERGENCY_AT_ONCE lacks this card, which is an emergency; add it"],
    ),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_in_a_table_is_refused_with_a_sentence(kind: str, monkeypatch: Patch) -> None:
    spoil, sentences = FAULTS[kind]
    spoil(monkeypatch)
    assert list(faults()) == [f"criteria/rules.py: {sentence}" for sentence in sentences]
    with pytest.raises(RulesError, match=sentences[0].split(":", maxsplit=1)[0]):
        require_consistent()


def test_the_tables_of_the_program_have_no_fault() -> None:
    assert list(faults()) == []
    require_consistent()
