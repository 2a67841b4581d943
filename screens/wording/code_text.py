"""What a person reported in a few words, as a code holds it: two lines of at most 105 bytes, the most urgent in the first."""

from collections.abc import Iterable, Sequence
from typing import Final

from criteria.answers import Answers
from criteria.assess import CardFinding, assess
from criteria.questions import CIRCUMSTANCES, OPENED_BY_YES_TO, SYMPTOMS, PrimarySite, Question, Removed, Reply
from criteria.rules import Card, Level
from screens.wording.report import is_left_open
from screens.wording.words import Words

MOST_BYTES: Final = 105
"""Bytes of UTF-8, said to be that, in a code of version 5 at error level L (ISO/IEC 18004, table 7, less 12 bits for ECI)."""

UNKNOWN: Final = "?"

_FACTS: Final = (*CIRCUMSTANCES, Question.GENERAL_CONDITION)


def groups(answers: Answers) -> dict[str, list[Question]]:
    """Return the symptoms by what is to be done about each: its most urgent card that rests on an outright answer.

    The keys are the levels, then `yes` for a symptom without a card, `open` for what was left open, and `no`.
    """
    found: dict[str, list[Question]] = {name: [] for name in (*(level.value for level in Level), "yes", "open", "no")}
    cards: dict[Question, list[CardFinding]] = {symptom: [] for symptom in SYMPTOMS}
    for card in assess(answers).cards:
        if card.id is not Card.PEOPLE_WITH_CANCER:
            cards[OPENED_BY_YES_TO[card.because[0]]].append(card)
    for symptom, of_it in cards.items():
        said = answers.get(symptom)
        outright = [card.level.value for card in of_it if not is_left_open(card, answers)]
        if said is Reply.YES:
            name = outright[0] if outright else "open" if of_it else "yes"
        else:
            name = "no" if said is Reply.NO else "open"
        found[name].append(symptom)
    return found


def facts(answers: Answers) -> dict[str, list[str]]:
    """Return the circumstances that a doctor told of, by what was answered: `yes`, `no`, or `ask` where it is not known."""
    found: dict[str, list[str]] = {"yes": [], "no": [], "ask": []}
    if answers.told_lung_metastasis is not Reply.YES:
        return found
    for fact in _FACTS:
        said = answers.get(fact)
        if said in {None, "unsure", "declined"}:
            found["ask"].append(fact.value)
        elif fact is not Question.GENERAL_CONDITION:
            found["yes" if said in {Reply.YES, Removed.YES} else "no"].append(fact.value)
    return found


def _lines(named: Iterable[tuple[str, Sequence[str]]]) -> str:
    return "\n".join(f"{name} {', '.join(said)}" for name, said in named if said)


def _site(answers: Answers, words: Words) -> str:
    """Return where the cancer began in one word: the medical one, where there is one; `?` where it is not known."""
    site = answers.primary_site
    if site is None or site in {PrimarySite.UNSURE, PrimarySite.DECLINED}:
        return UNKNOWN
    said = words.texts.take_away.sites[site]
    return said[said.find("(") + 1 :].rstrip(")")


def code_texts(answers: Answers, words: Words) -> tuple[str, ...]:
    """Return the text of each code: what is urgent and what was reported; then, with cancer, what a doctor told of."""
    text = {name: words(said) for name, said in words.texts.take_away.code.items()} | {"open": UNKNOWN, "ask": UNKNOWN}
    symptoms = words.texts.checklist.symptoms
    briefs = {name: [symptoms[symptom].brief for symptom in found] for name, found in groups(answers).items()}
    first = _lines((text[name], briefs[name]) for name in ("emergency", "same_day", "appointment", "yes", "open"))
    with_head = f"{text['head']}\n{first}".rstrip()
    first = with_head if len(with_head.encode()) <= MOST_BYTES else first
    if answers.cancer_history is not Reply.YES:
        return (first,)
    told = [text["lung"]] if answers.told_lung_metastasis is Reply.YES else []
    known = {name: [text[fact] for fact in found] for name, found in facts(answers).items()}
    rows = (("cancer", [_site(answers, words), *told]), *known.items())
    return first, f"{text['signs']}\n{_lines((text[name], said) for name, said in rows)}"
