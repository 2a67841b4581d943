"""The ids of the design, written down once more by hand, so that the code cannot vouch for itself."""

from typing import Final

STATEMENTS: Final = frozenset({*(f"S{number}" for number in range(1, 17)), "S6a", "S6b", "S6c"})
GUIDANCE: Final = frozenset(f"G{number}" for number in range(1, 11))

# Written from the journey, not read from the code: a question that the code lost would be missed here.
FOLLOW_UPS: Final = {
    "cough": ("cough_duration", ("under_3_weeks", "3_weeks_or_more", "unsure", "declined")),
    "blood_in_sputum": ("blood_amount", ("spots_or_streaks", "more", "unsure", "declined")),
    "chest_pain": ("chest_pain_kind", ("comes_and_goes", "sudden_or_severe", "unsure", "declined")),
    "breathlessness": ("breathing_kind", ("with_activity", "worse_than_usual", "at_rest", "unsure", "declined")),
    "weakness": ("weakness_kind", ("a_few_weeks", "sudden_or_one_sided", "unsure", "declined")),
    "weight_loss": ("weight_loss_amount", ("less", "over_5_percent", "unsure", "declined")),
}
"""Each symptom, its follow-up, and the follow-up's answers from the least to the most urgent, then the unknown ones."""

URGENCY: Final = ("emergency", "watch_for", "same_day", "appointment")
"""The levels, the most urgent first."""

LEVEL_OF: Final = {
    "blood_amount.more": "emergency",
    "chest_pain_kind.sudden_or_severe": "emergency",
    "breathing_kind.at_rest": "emergency",
    "weakness_kind.sudden_or_one_sided": "emergency",
    "cancer_history.yes": "watch_for",
    "blood_amount.spots_or_streaks": "same_day",
    "breathing_kind.worse_than_usual": "same_day",
    "cough_duration.3_weeks_or_more": "appointment",
    "chest_pain_kind.comes_and_goes": "appointment",
    "breathing_kind.with_activity": "appointment",
    "weakness_kind.a_few_weeks": "appointment",
    "weight_loss_amount.over_5_percent": "appointment",
}
"""Every card with its level, in the order in which cards are shown: by level, then in question order."""

EMERGENCIES: Final = tuple(
    (symptom, follow_up, option)
    for symptom, (follow_up, options) in FOLLOW_UPS.items()
    for option in options
    if LEVEL_OF.get(f"{follow_up}.{option}") == "emergency"
)
"""Every answer that is an emergency: symptom, follow-up, option."""

CIRCUMSTANCES: Final = {
    "primary_curable_and_removed": (("primary_curable", "primary_removed"), ("S6", "S6a")),
    "only_metastasis": (("only_metastasis",), ("S6", "S6b")),
    "well_defined_area": (("well_defined_area",), ("S6", "S6c")),
}
"""The three circumstances, in order: the answers each rests on and the statements it cites."""

CONSIDERATIONS: Final = {
    "general_condition": (("general_condition",), ("S8",)),
    "quality_of_life": (("what_matters",), ("S9",)),
}
