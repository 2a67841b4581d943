"""The ids that the code looks up in a language file: what a text lacks, and what no code asks for, is found at the start."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, cast

from assets.catalog import REFERENCE, Catalog
from assets.channel import unknown_paths
from assets.models import Texts
from criteria.answers import OPTIONS
from criteria.questions import CIRCUMSTANCES, FOLLOW_UP_OF, SYMPTOMS, PrimarySite, Question
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
)
from criteria.steps import READ, REDIRECTS, Consent, Respondent, WhatNow
from screens.wording.cited import ALSO, CAVEAT_SOURCES, HELP_SOURCES, NOT_THIS
from screens.wording.parts import PHRASES
from screens.wording.progress import PARTS

_ASKED: Final = tuple(question for question in Question if question not in SYMPTOMS)
_TO_ASK: Final = (*CIRCUMSTANCES, Question.GENERAL_CONDITION)
_OPEN: Final = frozenset({"unsure", "declined"})

NEEDED: Final[Mapping[str, Iterable[str]]] = {
    "questions": _ASKED,
    **{f"questions.{question}.options": OPTIONS[question] for question in _ASKED},
    "pages": (*REDIRECTS, *READ),
    "respondent.options": Respondent,
    "consent.options": Consent,
    "what_now.options": WhatNow,
    "checklist.symptoms": SYMPTOMS,
    "levels": Level,
    "cards": Card,
    "criteria": Criterion,
    "considerations": Consideration,
    "to_ask": _TO_ASK,
    "ui.parts": PARTS,
    "result.phrases": PHRASES,
    "result.advice": [
        f"{asked}.{option}" for asked in FOLLOW_UP_OF.values() for option, cards in CARDS_FOR[asked].items() if not cards
    ],
    "result.left_open": SYMPTOMS,
    "result.does_not_mean": Verdict,
    "result.verdicts": Verdict,
    "take_away.labels": ("cancer", "spread", "first", "lung", "life", "matters", "ask"),
    "take_away.facts": _TO_ASK,
    "take_away.sites": PrimarySite,
    "take_away.to_ask": _TO_ASK,
    "take_away.left_open": SYMPTOMS,
    "take_away.answers": [
        f"{asked}.{option}"
        for asked in (Question.PRIMARY_REMOVED, Question.GENERAL_CONDITION, Question.WHAT_MATTERS)
        for option in OPTIONS[asked]
        if option not in _OPEN
    ],
    "take_away.code": (
        "head", Level.EMERGENCY, Level.SAME_DAY, Level.APPOINTMENT, "yes", "no", "cancer", "lung", "signs", *_TO_ASK,
    ),
    "caveats": CAVEAT_SOURCES,
}  # fmt: skip
"""The keys of each table of a language file, by the path of the table."""


_SHOWN: Final = ("S3", "S4", "S6", "S8", "S9", "S11", "S12", "G8", "G9")
"""Statements and guidance that the report names itself."""


def cited() -> set[str]:
    """Return every statement and all guidance that a rule or a page names."""
    tables = (CARD_LEVELS, CRITERION_SOURCES, CONSIDERATION_SOURCES)
    of_rules = {source for table in tables for _, sources in table.values() for source in sources}
    of_symptoms = {source for each in SYMPTOM_SOURCES.values() for sources in each for source in sources}
    shown = {
        *_SHOWN,
        *ALSO,
        *NOT_THIS,
        *HELP_SOURCES,
        *CAVEAT_SOURCES,
        *(source for found in CAVEAT_SOURCES.values() for source in found),
    }
    return of_rules | of_symptoms | shown


def _table(texts: Texts, path: str) -> Mapping[str, object] | None:
    """Return the table at a path of the language file; None where it is missing itself."""
    found: Any = texts
    for name in path.split("."):
        found = found.get(name) if isinstance(found, Mapping) else getattr(found, name, None)
    return cast("Mapping[str, object] | None", found)


def compared(table: str, needed: Iterable[str], held: Mapping[str, object] | None) -> Iterator[str]:
    """Yield a sentence for each key that is needed and not held, and for each that is held and not needed."""
    wanted = dict.fromkeys(str(key) for key in needed)
    if held is None:
        return  # what holds it is missing, which is said there
    yield from (f"{table}.{key}: is missing, and the code needs it; add it" for key in wanted if key not in held)
    yield from (f"{table}.{key}: no code asks for it; take it away" for key in held if key not in wanted)


def unlike_code(catalog: Catalog) -> Iterator[str]:
    """Yield a sentence for each text that the code needs and English lacks, and for each that no code asks for.

    The other languages are compared with English when they are loaded.
    """
    texts, file = catalog.languages[REFERENCE], f"{REFERENCE}.toml"
    for path, needed in NEEDED.items():
        yield from compared(f"{file}: {path}", needed, _table(texts, path))
    named = cited()
    yield from compared(f"{file}: statements", (source for source in named if source.startswith("S")), texts.statements)
    for name, held in ((f"{file}: guidance", texts.guidance), ("sources.toml: guidance", catalog.sources.guidance)):
        yield from compared(name, (source for source in named if source.startswith("G")), held)
    yield from (f"{file}: unstaffed.{path}: there is no such text; correct the path" for path in unknown_paths(texts))
