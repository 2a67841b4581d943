"""The rules, as tables to be read from top to bottom. S and G ids are explained in the sources file.

Each criterion depends on its own answers alone, and one answer gives one fixed set of cards: nothing here counts,
weighs or combines.
"""

from enum import StrEnum
from typing import Final, NamedTuple

from criteria.questions import (
    BloodAmount,
    BreathingKind,
    ChestPainKind,
    CoughDuration,
    Question,
    Removed,
    Reply,
    WeaknessKind,
    WeightLossAmount,
)


class Verdict(StrEnum):
    """The only things that are ever said about a symptom or a criterion."""

    REPORTED = "reported"
    NOT_REPORTED = "not_reported"
    UNKNOWN = "unknown"


class Level(StrEnum):
    """How soon a card asks for help, the most urgent first; `watch_for` names signs to know, and nothing that was reported."""

    EMERGENCY = "emergency"
    WATCH_FOR = "watch_for"
    SAME_DAY = "same_day"
    APPOINTMENT = "appointment"


class Card(StrEnum):
    """Every card: the question, a dot, and the option whose text it shows."""

    BLOOD_MORE = "blood_amount.more"
    BLOOD_SPOTS = "blood_amount.spots_or_streaks"
    PAIN_SUDDEN = "chest_pain_kind.sudden_or_severe"
    PAIN_COMES_AND_GOES = "chest_pain_kind.comes_and_goes"
    BREATHING_AT_REST = "breathing_kind.at_rest"
    BREATHING_WORSE = "breathing_kind.worse_than_usual"
    BREATHING_WITH_ACTIVITY = "breathing_kind.with_activity"
    WEAKNESS_SUDDEN = "weakness_kind.sudden_or_one_sided"
    WEAKNESS_WEEKS = "weakness_kind.a_few_weeks"
    COUGH_LONG = "cough_duration.3_weeks_or_more"
    WEIGHT_OVER_5_PERCENT = "weight_loss_amount.over_5_percent"
    PEOPLE_WITH_CANCER = "cancer_history.yes"


CARD_LEVELS: Final[dict[Card, tuple[Level, tuple[str, ...]]]] = {
    # card                         level              guidance
    Card.BLOOD_MORE:              (Level.EMERGENCY,   ("G1",)),
    Card.BLOOD_SPOTS:             (Level.SAME_DAY,    ("G1",)),
    Card.PAIN_SUDDEN:             (Level.EMERGENCY,   ("G3",)),
    Card.PAIN_COMES_AND_GOES:     (Level.APPOINTMENT, ("G3",)),
    Card.BREATHING_AT_REST:       (Level.EMERGENCY,   ("G2",)),
    Card.BREATHING_WORSE:         (Level.SAME_DAY,    ("G2",)),
    Card.BREATHING_WITH_ACTIVITY: (Level.APPOINTMENT, ("G2",)),
    Card.WEAKNESS_SUDDEN:         (Level.EMERGENCY,   ("G6",)),
    Card.WEAKNESS_WEEKS:          (Level.APPOINTMENT, ("G6",)),
    Card.COUGH_LONG:              (Level.APPOINTMENT, ("G4",)),
    Card.WEIGHT_OVER_5_PERCENT:   (Level.APPOINTMENT, ("G5",)),
    Card.PEOPLE_WITH_CANCER:      (Level.WATCH_FOR,   ("G7",)),
}  # fmt: skip

_BLOOD_EITHER = (Card.BLOOD_MORE, Card.BLOOD_SPOTS)
_PAIN_EITHER = (Card.PAIN_SUDDEN, Card.PAIN_COMES_AND_GOES)
_BREATHING_ANY = (Card.BREATHING_AT_REST, Card.BREATHING_WORSE, Card.BREATHING_WITH_ACTIVITY)
_WEAKNESS_EITHER = (Card.WEAKNESS_SUDDEN, Card.WEAKNESS_WEEKS)

CARDS_FOR: Final[dict[Question, dict[StrEnum, tuple[Card, ...]]]] = {
    # Cards for each answer. A follow-up that was declined shows what "not sure" shows: unknown never reassures.
    Question.BLOOD_AMOUNT: {
        BloodAmount.MORE:                 (Card.BLOOD_MORE,),
        BloodAmount.SPOTS_OR_STREAKS:     (Card.BLOOD_SPOTS,),
        BloodAmount.UNSURE:               _BLOOD_EITHER,
        BloodAmount.DECLINED:             _BLOOD_EITHER,
    },
    Question.CHEST_PAIN_KIND: {
        ChestPainKind.SUDDEN_OR_SEVERE:   (Card.PAIN_SUDDEN,),
        ChestPainKind.COMES_AND_GOES:     (Card.PAIN_COMES_AND_GOES,),
        ChestPainKind.UNSURE:             _PAIN_EITHER,
        ChestPainKind.DECLINED:           _PAIN_EITHER,
    },
    Question.BREATHING_KIND: {
        BreathingKind.AT_REST:            (Card.BREATHING_AT_REST,),
        BreathingKind.WORSE_THAN_USUAL:   (Card.BREATHING_WORSE,),
        BreathingKind.WITH_ACTIVITY:      (Card.BREATHING_WITH_ACTIVITY,),
        BreathingKind.UNSURE:             _BREATHING_ANY,
        BreathingKind.DECLINED:           _BREATHING_ANY,
    },
    Question.WEAKNESS_KIND: {
        WeaknessKind.SUDDEN_OR_ONE_SIDED: (Card.WEAKNESS_SUDDEN,),
        WeaknessKind.A_FEW_WEEKS:         (Card.WEAKNESS_WEEKS,),
        WeaknessKind.UNSURE:              _WEAKNESS_EITHER,
        WeaknessKind.DECLINED:            _WEAKNESS_EITHER,
    },
    Question.COUGH_DURATION: {
        CoughDuration.THREE_WEEKS_OR_MORE: (Card.COUGH_LONG,),
        CoughDuration.UNDER_3_WEEKS:       (),
        CoughDuration.UNSURE:              (Card.COUGH_LONG,),
        CoughDuration.DECLINED:            (Card.COUGH_LONG,),
    },
    Question.WEIGHT_LOSS_AMOUNT: {
        WeightLossAmount.OVER_5_PERCENT:   (Card.WEIGHT_OVER_5_PERCENT,),
        WeightLossAmount.LESS:             (),
        WeightLossAmount.UNSURE:           (Card.WEIGHT_OVER_5_PERCENT,),
        WeightLossAmount.DECLINED:         (Card.WEIGHT_OVER_5_PERCENT,),
    },
    Question.CANCER_HISTORY: {
        Reply.YES:                        (Card.PEOPLE_WITH_CANCER,),
        Reply.NO:                         (),
        Reply.UNSURE:                     (),
        Reply.DECLINED:                   (),
    },
}  # fmt: skip

EMERGENCY_AT_ONCE: Final[dict[Question, tuple[StrEnum, Card]]] = {
    # Only these answers, said outright, are followed at once by a screen of their own.
    Question.BLOOD_AMOUNT:    (BloodAmount.MORE,                 Card.BLOOD_MORE),
    Question.CHEST_PAIN_KIND: (ChestPainKind.SUDDEN_OR_SEVERE,   Card.PAIN_SUDDEN),
    Question.BREATHING_KIND:  (BreathingKind.AT_REST,            Card.BREATHING_AT_REST),
    Question.WEAKNESS_KIND:   (WeaknessKind.SUDDEN_OR_ONE_SIDED, Card.WEAKNESS_SUDDEN),
}  # fmt: skip


class SymptomSources(NamedTuple):
    """What names a symptom, and the guidance behind what is said of it where no card is shown."""

    named_by: tuple[str, ...]
    guidance: tuple[str, ...]


SYMPTOM_SOURCES: Final = {
    # symptom                                named by      guidance
    Question.COUGH:           SymptomSources(("S3", "S4"), ("G4",)),
    Question.BLOOD_IN_SPUTUM: SymptomSources(("S3", "S4"), ("G1",)),
    Question.CHEST_PAIN:      SymptomSources(("S3", "S4"), ("G3",)),
    Question.BREATHLESSNESS:  SymptomSources(("S3", "S4"), ("G2",)),
    Question.WEAKNESS:        SymptomSources(("S3", "S4"), ("G6",)),
    Question.WEIGHT_LOSS:     SymptomSources(("S3", "S4"), ("G5",)),
}  # fmt: skip


class Criterion(StrEnum):
    """The three circumstances of S6, in the source's order."""

    PRIMARY_CURABLE_AND_REMOVED = "primary_curable_and_removed"
    ONLY_METASTASIS = "only_metastasis"
    WELL_DEFINED_AREA = "well_defined_area"


CRITERION_SOURCES: Final[dict[Criterion, tuple[tuple[Question, ...], tuple[str, ...]]]] = {
    # criterion                            rests on these answers                                   source
    Criterion.PRIMARY_CURABLE_AND_REMOVED: ((Question.PRIMARY_CURABLE, Question.PRIMARY_REMOVED),   ("S6", "S6a")),
    Criterion.ONLY_METASTASIS:             ((Question.ONLY_METASTASIS,),                            ("S6", "S6b")),
    Criterion.WELL_DEFINED_AREA:           ((Question.WELL_DEFINED_AREA,),                          ("S6", "S6c")),
}  # fmt: skip


class Consideration(StrEnum):
    """What else the source says counts (S8, S9). It is shown, never judged."""

    GENERAL_CONDITION = "general_condition"
    QUALITY_OF_LIFE = "quality_of_life"


CONSIDERATION_SOURCES: Final[dict[Consideration, tuple[tuple[Question, ...], tuple[str, ...]]]] = {
    Consideration.GENERAL_CONDITION: ((Question.GENERAL_CONDITION,), ("S8",)),
    Consideration.QUALITY_OF_LIFE:   ((Question.WHAT_MATTERS,),      ("S9",)),
}  # fmt: skip


def verdict_of(reply: Reply | None) -> Verdict:
    """Say what one yes-or-no answer means for the thing it was asked about."""
    if reply is Reply.YES:
        return Verdict.REPORTED
    if reply is Reply.NO:
        return Verdict.NOT_REPORTED
    return Verdict.UNKNOWN


def curable_and_removed(curable: Reply | None, removed: Removed | None) -> Verdict:
    """Three-valued AND of two facts (S6a): one that is affirmatively not so decides; planned is not removed."""
    if curable is Reply.NO or removed is Removed.NO or removed is Removed.PLANNED:
        return Verdict.NOT_REPORTED
    if curable is Reply.YES and removed is Removed.YES:
        return Verdict.REPORTED
    return Verdict.UNKNOWN
