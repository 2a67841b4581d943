"""What an emergency asks for, in the same few words wherever it is shown: what to do, and every reason for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from criteria.answers import Answers
from criteria.assess import CardFinding, assess
from criteria.questions import OPENED_BY_YES_TO
from criteria.rules import Level
from criteria.steps import Step
from screens.wording.report import is_left_open
from screens.wording.words import Words


@dataclass(frozen=True)
class Alarm:
    """One emergency with all its reasons: what to do, and what was answered, in full and in a few words."""

    number: str
    action: str = field(repr=False)
    said: str = field(repr=False)
    reasons: tuple[str, ...] = field(repr=False)
    brief: str = field(repr=False)


def alarm_at(step: Step, answers: Answers, words: Words) -> Alarm:
    """Return the emergency of a page of its own, the reason that follows from the newest answer last."""
    cards = sorted(_emergencies_shown(answers), key=lambda card: card.id.value == step.value)
    return alarm(cards, words, left_open=not emergencies(answers))


def emergencies(answers: Answers) -> list[CardFinding]:
    """Return the emergency cards that rest on an outright answer; what was left open does not sound the alarm."""
    return [card for card in assess(answers).cards if card.level is Level.EMERGENCY and not is_left_open(card, answers)]


def _emergencies_shown(answers: Answers) -> list[CardFinding]:
    """Return the emergency cards of the report: those that rest on an outright answer, or else those that were left open."""
    return emergencies(answers) or [card for card in assess(answers).cards if card.level is Level.EMERGENCY]


def alarm(cards: Sequence[CardFinding], words: Words, *, left_open: bool = False) -> Alarm:
    """Return the words of an emergency that rests on `cards`, in their order; `left_open`: on what was not answered."""
    text, cards_text = words.texts.interruption, words.texts.cards
    said = words(words.texts.result.unsure_too if left_open else text.said)
    briefs = words.all_of(words.texts.checklist.symptoms[OPENED_BY_YES_TO[card.because[0]]].brief for card in cards)
    return Alarm(
        number=words.values["emergency_number"],
        action=words(text.action),
        said=said,
        reasons=tuple(words(cards_text[card.id].title) for card in cards),
        brief=f"{briefs[:1].upper()}{briefs[1:]}. {said}" if left_open else f"{said} {briefs}",
    )
