"""How soon the most urgent card of somebody's answers asks for help. No person is told: it is for counts and the last pages."""

from enum import StrEnum
from typing import Final

from criteria.answers import Answers
from criteria.assess import assess
from criteria.questions import Question
from criteria.rules import CARD_LEVELS, CARDS_FOR, Level

URGENCY: Final = (Level.EMERGENCY, Level.SAME_DAY, Level.APPOINTMENT, Level.WATCH_FOR)
"""The levels by how soon they ask for help; `watch_for` asks for none now."""

LEVEL_FOR: Final[dict[tuple[Question, StrEnum], Level]] = {
    (question, answer): min((CARD_LEVELS[card][0] for card in cards), key=URGENCY.index)
    for question, cards_for in CARDS_FOR.items()
    for answer, cards in cards_for.items()
    if cards
}
"""The level of the most urgent card of each answer that has cards."""


def highest_level(answers: Answers) -> Level | None:
    """Return the level of the most urgent card of these answers; None where they bring no card."""
    return min((card.level for card in assess(answers).cards), key=URGENCY.index, default=None)
