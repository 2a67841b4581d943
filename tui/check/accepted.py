"""Whether questions, rules and texts are those that were accepted (`assets/accepted.toml`), and which languages are drafts."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import product
from typing import Any

from assets.accepted import COMMAND, FILE, Accepted, digest
from assets.catalog import Catalog, leaves, parse
from criteria.answers import OPTIONS
from criteria.questions import OPENED_BY_YES_TO, QUESTIONNAIRE, Question, Removed, Reply
from criteria.rules import (
    CARD_LEVELS,
    CARDS_FOR,
    CONSIDERATION_SOURCES,
    CRITERION_SOURCES,
    EMERGENCY_AT_ONCE,
    SYMPTOM_SOURCES,
    Level,
    curable_and_removed,
    verdict_of,
)
from tui.check.result import CheckResult


def rules() -> dict[str, Any]:
    """Return questions, options and rules as data; a rule that is a function as its result for each answer."""
    return {
        "questions": list(Question),
        "options": {question: list(OPTIONS[question]) for question in Question},
        "opened_by_yes_to": OPENED_BY_YES_TO,
        "levels": list(Level),
        "cards": CARD_LEVELS,
        "cards_for": CARDS_FOR,
        "emergency_at_once": EMERGENCY_AT_ONCE,
        "symptoms": SYMPTOM_SOURCES,
        "criteria": CRITERION_SOURCES,
        "considerations": CONSIDERATION_SOURCES,
        "verdict_of": {str(reply): verdict_of(reply) for reply in (None, *Reply)},
        "curable_and_removed": {
            f"{curable}, {removed}": curable_and_removed(curable, removed)
            for curable, removed in product((None, *Reply), (None, *Removed))
        },
    }


def content(catalog: Catalog, root: Traversable | None = None) -> CheckResult:
    """Compare questions, rules and texts with what was accepted, and name the languages that nobody has reviewed.

    Raises:
        TextsError: the file of what was accepted cannot be used.
    """
    held = parse(Accepted, (root or files("assets")) / FILE)
    wrong = []
    if held.questionnaires.get(QUESTIONNAIRE) != digest(rules()):
        told = f"{FILE}: questions or rules are not those of questionnaire {QUESTIONNAIRE}"
        wrong.append(f"{told}; raise QUESTIONNAIRE in criteria/questions.py, then run {COMMAND}")
    for code, texts in catalog.languages.items():
        if code not in held.languages or held.languages[code].digest != digest(dict(leaves(texts))):
            wrong.append(f"{code}.toml: its texts are not those that {FILE} names; read them, then run {COMMAND}")
    drafts = ", ".join(code for code in catalog.languages if code in catalog.drafts)
    note = f"questionnaire {QUESTIONNAIRE}" + (f"; drafts, reviewed by nobody: {drafts}" if drafts else "")
    return CheckResult("content", tuple(wrong), note)
