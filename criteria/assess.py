"""assess(answers) -> Assessment. The symptom part and the context part are separate, so each can be proved whole."""

from enum import StrEnum
from typing import Final, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from criteria.answers import OPTIONS, Answers
from criteria.consistency import require_consistent
from criteria.questions import CIRCUMSTANCES, FOLLOW_UP_OF, QUESTIONNAIRE, SYMPTOMS, Question, Reply
from criteria.rules import (
    CARD_LEVELS,
    CARDS_FOR,
    CONSIDERATION_SOURCES,
    CRITERION_SOURCES,
    SYMPTOM_SOURCES,
    Card,
    Consideration,
    Criterion,
    Level,
    Verdict,
    curable_and_removed,
    verdict_of,
)


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SymptomFinding(_Part):
    """What was said about one of the symptoms."""

    id: Question
    verdict: Verdict
    because: tuple[Question, ...]
    sources: tuple[str, ...]


class CardFinding(_Part):
    """A card that asks for help, with the answer it rests on."""

    id: Card
    level: Level
    because: tuple[Question, ...]
    sources: tuple[str, ...]


class CriterionFinding(_Part):
    """What was said about one of the circumstances of S6."""

    id: Criterion
    verdict: Verdict
    because: tuple[Question, ...]
    sources: tuple[str, ...]


class ConsiderationFinding(_Part):
    """Something else that counts (S8, S9), shown without a verdict."""

    id: Consideration
    because: tuple[Question, ...]
    sources: tuple[str, ...]


class Assessment(_Part):
    """Everything that follows from a person's answers. Holds no count, total or combination of criteria."""

    version: Literal[2] = 2
    questionnaire: str = QUESTIONNAIRE
    symptoms: tuple[SymptomFinding, ...]
    cards: tuple[CardFinding, ...]
    criteria: tuple[CriterionFinding, ...]
    considerations: tuple[ConsiderationFinding, ...]
    questions_to_ask: tuple[Question, ...]


class SymptomPart(NamedTuple):
    """The findings that rest on the checklist and its follow-ups."""

    symptoms: tuple[SymptomFinding, ...]
    cards: tuple[CardFinding, ...]


class ContextPart(NamedTuple):
    """The findings that rest on a diagnosis that a doctor has given."""

    cards: tuple[CardFinding, ...]
    criteria: tuple[CriterionFinding, ...] = ()
    considerations: tuple[ConsiderationFinding, ...] = ()
    questions_to_ask: tuple[Question, ...] = ()


require_consistent()


_CARD: Final = {
    card: CardFinding(id=card, level=level, because=(Question(card.split(".")[0]),), sources=sources)
    for card, (level, sources) in CARD_LEVELS.items()
}
_SYMPTOM: Final = {
    (symptom, verdict): SymptomFinding(
        id=symptom, verdict=verdict, because=(symptom,), sources=SYMPTOM_SOURCES[symptom].named_by
    )
    for symptom in SYMPTOMS
    for verdict in Verdict
}
_CRITERION: Final = {
    (criterion, verdict): CriterionFinding(id=criterion, verdict=verdict, because=because, sources=sources)
    for criterion, (because, sources) in CRITERION_SOURCES.items()
    for verdict in Verdict
}
_CONSIDERATIONS: Final = tuple(
    ConsiderationFinding(id=consideration, because=because, sources=sources)
    for consideration, (because, sources) in CONSIDERATION_SOURCES.items()
)
_TO_ASK: Final = (*CIRCUMSTANCES, Question.GENERAL_CONDITION)
_NOT_KNOWN: Final = frozenset({None, Reply.UNSURE, Reply.DECLINED})
_URGENCY: Final = {
    card: (tuple(Level).index(finding.level), tuple(Question).index(finding.because[0])) for card, finding in _CARD.items()
}


def _cards_of(question: Question, answer: StrEnum | None) -> tuple[CardFinding, ...]:
    """Return the cards of an open question; not answering counts as declining."""
    return tuple(_CARD[card] for card in CARDS_FOR[question][OPTIONS[question]("declined") if answer is None else answer])


def _urgent_first(cards: tuple[CardFinding, ...]) -> tuple[CardFinding, ...]:
    return tuple(sorted(cards, key=lambda card: _URGENCY[card.id]))


def _symptom_part(symptom: Question, reply: Reply | None, more: StrEnum | None) -> SymptomPart:
    follow_up = FOLLOW_UP_OF.get(symptom)
    cards = _cards_of(follow_up, more) if follow_up and reply is Reply.YES else ()
    return SymptomPart(symptoms=(_SYMPTOM[symptom, verdict_of(reply)],), cards=cards)


_SYMPTOM_PARTS: Final = {
    (symptom, reply, more): _symptom_part(symptom, reply, more)
    for symptom in SYMPTOMS
    for reply in (*Reply, None)
    for more in (*(OPTIONS[FOLLOW_UP_OF[symptom]] if symptom in FOLLOW_UP_OF else ()), None)
}
"""Everything that can be said about one symptom, by the reply and the answer to its follow-up."""


def assess_symptom(answers: Answers, symptom: Question) -> SymptomPart:
    """Evaluate one symptom and its follow-up (S3, S4, G1 to G6). Reads no other answer."""
    follow_up = FOLLOW_UP_OF.get(symptom)
    return _SYMPTOM_PARTS[symptom, answers.get(symptom), answers.get(follow_up) if follow_up else None]


def assess_symptoms(answers: Answers) -> SymptomPart:
    """Evaluate each symptom by itself and lay the findings side by side, the most urgent card first."""
    symptoms: tuple[SymptomFinding, ...] = ()
    cards: tuple[CardFinding, ...] = ()
    for symptom in SYMPTOMS:
        found, asked = assess_symptom(answers, symptom)
        symptoms += found
        cards += asked
    return SymptomPart(symptoms, _urgent_first(cards))


def assess_context(answers: Answers) -> ContextPart:
    """Evaluate what a doctor has told the person (S6, S8, S9, G7). Empty unless a lung metastasis was named."""
    cards = _cards_of(Question.CANCER_HISTORY, answers.cancer_history)
    if answers.told_lung_metastasis is not Reply.YES:
        return ContextPart(cards=cards)
    both = curable_and_removed(answers.primary_curable, answers.primary_removed)
    return ContextPart(
        cards=cards,
        criteria=(
            _CRITERION[Criterion.PRIMARY_CURABLE_AND_REMOVED, both],
            _CRITERION[Criterion.ONLY_METASTASIS, verdict_of(answers.only_metastasis)],
            _CRITERION[Criterion.WELL_DEFINED_AREA, verdict_of(answers.well_defined_area)],
        ),
        considerations=_CONSIDERATIONS,
        questions_to_ask=tuple(question for question in _TO_ASK if answers.get(question) in _NOT_KNOWN),
    )


def cards_so_far(answers: Answers) -> tuple[CardFinding, ...]:
    """Return the cards of the questions answered so far; one that is not answered yet brings none."""
    return tuple(card for card in assess(answers).cards if answers.get(card.because[0]) is not None)


def assess(answers: Answers) -> Assessment:
    """Evaluate answers. Total and deterministic: every state of `Answers` gives an assessment, always the same."""
    symptoms, context = assess_symptoms(answers), assess_context(answers)
    return Assessment(
        symptoms=symptoms.symptoms,
        cards=_urgent_first(symptoms.cards + context.cards),
        criteria=context.criteria,
        considerations=context.considerations,
        questions_to_ask=context.questions_to_ask,
    )
