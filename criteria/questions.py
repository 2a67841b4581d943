"""The questions, their options, and which answer opens which question. Names are fixed by the contract."""

from enum import StrEnum
from typing import Final

QUESTIONNAIRE: Final = "2"
"""Version of the questionnaire: raised whenever a question, an option or a rule changes."""


class RulesError(ValueError):
    """Questions, answers, steps and rules do not fit together; each sentence names the file and what it lacks."""


class Question(StrEnum):
    """Every question, in asking order."""

    COUGH = "cough"
    BLOOD_IN_SPUTUM = "blood_in_sputum"
    CHEST_PAIN = "chest_pain"
    BREATHLESSNESS = "breathlessness"
    WEAKNESS = "weakness"
    WEIGHT_LOSS = "weight_loss"
    COUGH_DURATION = "cough_duration"
    BLOOD_AMOUNT = "blood_amount"
    CHEST_PAIN_KIND = "chest_pain_kind"
    BREATHING_KIND = "breathing_kind"
    WEAKNESS_KIND = "weakness_kind"
    WEIGHT_LOSS_AMOUNT = "weight_loss_amount"
    CANCER_HISTORY = "cancer_history"
    PRIMARY_SITE = "primary_site"
    TOLD_LUNG_METASTASIS = "told_lung_metastasis"
    PRIMARY_CURABLE = "primary_curable"
    PRIMARY_REMOVED = "primary_removed"
    ONLY_METASTASIS = "only_metastasis"
    WELL_DEFINED_AREA = "well_defined_area"
    GENERAL_CONDITION = "general_condition"
    WHAT_MATTERS = "what_matters"


class Reply(StrEnum):
    """The four-valued answer: not sure is never no, and declining is neither."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    DECLINED = "declined"


class CoughDuration(StrEnum):
    """How long the cough has lasted."""

    UNDER_3_WEEKS = "under_3_weeks"
    THREE_WEEKS_OR_MORE = "3_weeks_or_more"
    UNSURE = "unsure"
    DECLINED = "declined"


class BloodAmount(StrEnum):
    """How much blood was coughed up; `more` also holds any amount together with a sign that makes it an emergency (G1)."""

    MORE = "more"
    SPOTS_OR_STREAKS = "spots_or_streaks"
    UNSURE = "unsure"
    DECLINED = "declined"


class ChestPainKind(StrEnum):
    """What the chest pain is like."""

    SUDDEN_OR_SEVERE = "sudden_or_severe"
    COMES_AND_GOES = "comes_and_goes"
    UNSURE = "unsure"
    DECLINED = "declined"


class BreathingKind(StrEnum):
    """When breathing is hard."""

    AT_REST = "at_rest"
    WORSE_THAN_USUAL = "worse_than_usual"
    WITH_ACTIVITY = "with_activity"
    UNSURE = "unsure"
    DECLINED = "declined"


class WeaknessKind(StrEnum):
    """How the weakness came."""

    SUDDEN_OR_ONE_SIDED = "sudden_or_one_sided"
    A_FEW_WEEKS = "a_few_weeks"
    UNSURE = "unsure"
    DECLINED = "declined"


class WeightLossAmount(StrEnum):
    """How much weight was lost in 6 to 12 months."""

    OVER_5_PERCENT = "over_5_percent"
    LESS = "less"
    UNSURE = "unsure"
    DECLINED = "declined"


class PrimarySite(StrEnum):
    """Where the cancer started (S1, S12); one that began in the lung has not spread to it by that alone."""

    BREAST = "breast"
    COLON = "colon"
    PROSTATE = "prostate"
    BLADDER = "bladder"
    KIDNEY = "kidney"
    MELANOMA = "melanoma"
    SARCOMA = "sarcoma"
    LYMPHOMA = "lymphoma"
    LUNG = "lung"
    OTHER = "other"
    UNSURE = "unsure"
    DECLINED = "declined"


class Removed(StrEnum):
    """Whether the primary tumour was removed by surgery; planned is not removed (S6a)."""

    YES = "yes"
    NO = "no"
    PLANNED = "planned"
    UNSURE = "unsure"
    DECLINED = "declined"


class Condition(StrEnum):
    """General condition in everyday words; never scored (S8)."""

    AS_BEFORE = "as_before"
    MANAGES_BUT_TIRES = "manages_but_tires"
    NEEDS_SOME_HELP = "needs_some_help"
    NEEDS_MUCH_HELP = "needs_much_help"
    UNSURE = "unsure"
    DECLINED = "declined"


class Matter(StrEnum):
    """What matters to the person (S9); `declined` stands alone."""

    PEOPLE = "people"
    INDEPENDENCE = "independence"
    COMFORT = "comfort"
    TIME = "time"
    SOMETHING_ELSE = "something_else"
    DECLINED = "declined"


SYMPTOMS: Final = (
    Question.COUGH,
    Question.BLOOD_IN_SPUTUM,
    Question.CHEST_PAIN,
    Question.BREATHLESSNESS,
    Question.WEAKNESS,
    Question.WEIGHT_LOSS,
)
"""The symptoms that are asked about: those of S4, in the source's order."""

CIRCUMSTANCES: Final = (
    Question.PRIMARY_CURABLE,
    Question.PRIMARY_REMOVED,
    Question.ONLY_METASTASIS,
    Question.WELL_DEFINED_AREA,
)
"""The four facts behind the three circumstances of S6."""

OPENED_BY_YES_TO: Final[dict[Question, Question]] = {
    Question.COUGH_DURATION: Question.COUGH,
    Question.BLOOD_AMOUNT: Question.BLOOD_IN_SPUTUM,
    Question.CHEST_PAIN_KIND: Question.CHEST_PAIN,
    Question.BREATHING_KIND: Question.BREATHLESSNESS,
    Question.WEAKNESS_KIND: Question.WEAKNESS,
    Question.WEIGHT_LOSS_AMOUNT: Question.WEIGHT_LOSS,
    Question.PRIMARY_SITE: Question.CANCER_HISTORY,
    Question.TOLD_LUNG_METASTASIS: Question.CANCER_HISTORY,
    Question.PRIMARY_CURABLE: Question.TOLD_LUNG_METASTASIS,
    Question.PRIMARY_REMOVED: Question.TOLD_LUNG_METASTASIS,
    Question.ONLY_METASTASIS: Question.TOLD_LUNG_METASTASIS,
    Question.WELL_DEFINED_AREA: Question.TOLD_LUNG_METASTASIS,
    Question.GENERAL_CONDITION: Question.TOLD_LUNG_METASTASIS,
    Question.WHAT_MATTERS: Question.TOLD_LUNG_METASTASIS,
}
"""A question listed here is asked only after `yes` to the question beside it; every other one is always asked."""

FOLLOW_UP_OF: Final[dict[Question, Question]] = {
    symptom: follow_up for follow_up, symptom in OPENED_BY_YES_TO.items() if symptom in SYMPTOMS
}
"""The one question that follows each symptom answered yes."""
