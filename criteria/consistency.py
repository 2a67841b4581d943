"""Whether the tables of questions, answers and rules fit together: asked once, before anything is evaluated."""

from collections.abc import Iterator

from criteria.answers import OPTIONS
from criteria.questions import FOLLOW_UP_OF, SYMPTOMS, Question, RulesError
from criteria.rules import CARD_LEVELS, CARDS_FOR, EMERGENCY_AT_ONCE, SYMPTOM_SOURCES, Card, Level

_RULES = "criteria/rules.py"


def faults() -> Iterator[str]:
    """Yield a sentence for each rule without its card, card without its rule, and answer without either."""
    yield from (
        f"{_RULES}: {symptom}: SYMPTOM_SOURCES lacks it; add it" for symptom in SYMPTOMS if symptom not in SYMPTOM_SOURCES
    )
    yield from (f"{_RULES}: {card}: CARD_LEVELS lacks this card; add it" for card in Card if card not in CARD_LEVELS)
    for asked in FOLLOW_UP_OF.values():
        if asked not in CARDS_FOR:
            yield f"{_RULES}: {asked}: CARDS_FOR lacks this question; add it"
    for asked, cards in CARDS_FOR.items():
        for option in OPTIONS[asked]:
            if option not in cards:
                yield f"{_RULES}: {asked}.{option}: CARDS_FOR lacks this answer; add it, with () where no card follows"
    shown = {card for cards in CARDS_FOR.values() for found in cards.values() for card in found}
    yield from (
        f"{_RULES}: {card}: no answer shows this card; add it to CARDS_FOR, or take it away"
        for card in Card
        if card not in shown
    )
    yield from _emergencies()


def _emergencies() -> Iterator[str]:
    for card, (level, _) in CARD_LEVELS.items():
        asked, option = card.split(".")
        if asked not in set(Question) or option not in set(OPTIONS[Question(asked)]):
            yield f"{_RULES}: {card}: a card is named by a question, a dot and one of its options"
        elif level is Level.EMERGENCY and EMERGENCY_AT_ONCE.get(Question(asked), (None, None))[1] is not card:
            yield f"{_RULES}: {card}: EMERGENCY_AT_ONCE lacks this card, which is an emergency; add it"


def require_consistent() -> None:
    """Refuse tables that do not fit together.

    Raises:
        RulesError: a sentence for each fault.
    """
    if found := list(faults()):
        raise RulesError("; ".join(found))
