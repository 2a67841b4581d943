"""The report as the parts of its contents: 3 to 6, each with one line on what it holds."""

from dataclasses import dataclass, field
from typing import Final

from criteria.answers import Answers
from criteria.assess import Assessment, assess
from criteria.rules import Level
from screens.wording.report import Section, is_left_open, report_sections
from screens.wording.words import Words

_PARTS: Final = {
    # part             its sections
    "help":           ("cards",),
    "symptoms":       ("symptoms",),
    "criteria":       ("criteria",),
    "considerations": ("considerations",),
    "ask":            ("ask",),
    "also":           ("also", "outlook", "not_this"),
}  # fmt: skip

PHRASES: Final = ("open", *_PARTS)
"""The keys of the lines on what a part holds; `open` where something about help was left open."""

_FIRST: Final = (Level.EMERGENCY, Level.SAME_DAY, Level.APPOINTMENT, Level.WATCH_FOR)
"""What the contents name first: signs to watch for were not reported, so they come last."""


@dataclass(frozen=True)
class Part:
    """One part: its title, what it holds, and how soon its most urgent card asks for help, where one does."""

    id: str
    title: str
    phrase: str = field(repr=False)
    sections: tuple[Section, ...] = field(repr=False)
    level: Level | None = field(default=None, repr=False)


def _level(answers: Answers, assessment: Assessment) -> Level | None:
    outright = {card.level for card in assessment.cards if not is_left_open(card, answers)}
    return next((level for level in _FIRST if level in outright), None)


def report_parts(answers: Answers, words: Words) -> tuple[Part, ...]:
    """Return the parts that have anything in them, when to get help first."""
    assessment, text = assess(answers), words.texts.result
    found = {section.id: section for section in report_sections(answers, assessment, words)}
    parts = []
    for name, ids in _PARTS.items():
        sections = tuple(found[section] for section in ids if section in found)
        if not sections:
            continue
        level = _level(answers, assessment) if name == "help" else None
        phrase = words.texts.levels[level] if level is not None else text.phrases[name]
        if name == "help" and level is None and assessment.cards:
            phrase = text.phrases["open"]
        parts.append(Part(name, sections[0].title, phrase, sections, level))
    return tuple(parts)
