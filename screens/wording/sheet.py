"""The page that a person photographs: what is urgent, what was reported, what was left open, what to ask; in short lines."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from criteria.answers import Answers
from criteria.assess import assess
from criteria.questions import Matter, PrimarySite, Question, Reply
from criteria.rules import Level
from screens.wording.code_text import groups
from screens.wording.emergency import alarm, emergencies
from screens.wording.words import Words


@dataclass(frozen=True)
class SheetLine:
    """One line: a name and what is said to it. `urgent` lines are turned over; a `rule` stands between two parts."""

    name: str = field(default="", repr=False)
    text: str = field(default="", repr=False)
    urgent: bool = False
    rule: bool = False


def _said(question: Question, answers: Answers, words: Words) -> str:
    said = answers.get(question)
    if said is None or said in {"unsure", "declined"}:
        return words.texts.result.verdicts["unknown"].lower()
    if isinstance(said, Reply):
        return words.answer(Question.COUGH, said).lower()
    return words.texts.take_away.answers[f"{question.value}.{said}"]


def _urgent(answers: Answers, words: Words, *, brief: bool) -> Iterator[SheetLine]:
    text = words.texts.take_away
    if certain := emergencies(answers):
        said = alarm(certain, words)
        yield SheetLine(words(text.emergency), urgent=True)
        yield from (SheetLine(text=reason, urgent=True) for reason in ((said.brief,) if brief else said.reasons))
    found = groups(answers)
    for level in (Level.SAME_DAY, Level.APPOINTMENT):
        if named := [words.texts.checklist.symptoms[symptom].brief for symptom in found[level.value]]:
            yield SheetLine(words.texts.levels[level], words.all_of(named))
    if answers.cancer_history is Reply.YES:
        yield SheetLine(text=words(text.with_cancer))


def _symptoms(answers: Answers, words: Words) -> Iterator[SheetLine]:
    text, found, symptoms = words.texts.take_away, groups(answers), words.texts.checklist.symptoms
    reported = [symptom for name in (*(level.value for level in Level), "yes") for symptom in found[name]]
    for name, named in ((text.reported, sorted(reported, key=list(Question).index)), (text.no, found["no"])):
        if named:
            yield SheetLine(name, words.all_of(symptoms[symptom].brief for symptom in named))
    for symptom in found["open"]:
        yield SheetLine(f"? {symptoms[symptom].brief}", words(text.left_open[symptom]))


def _context(answers: Answers, words: Words) -> Iterator[SheetLine]:
    text = words.texts.take_away
    if answers.cancer_history is Reply.NO:
        yield SheetLine(text.labels["cancer"], words.answer(Question.COUGH, Reply.NO).lower())
        return
    if answers.cancer_history is not Reply.YES:
        yield SheetLine(text.labels["cancer"], _said(Question.CANCER_HISTORY, answers, words))
        return
    site = answers.primary_site or PrimarySite.UNSURE
    yield SheetLine(text.labels["cancer"], text.sites[site])
    yield SheetLine(text.labels["spread"], _said(Question.TOLD_LUNG_METASTASIS, answers, words))
    if answers.told_lung_metastasis is not Reply.YES:
        return
    for label, asked in (
        ("first", (Question.PRIMARY_CURABLE, Question.PRIMARY_REMOVED)),
        ("lung", (Question.ONLY_METASTASIS, Question.WELL_DEFINED_AREA)),
    ):
        facts = (words.said(text.facts[question], _said(question, answers, words)) for question in asked)
        yield SheetLine(text.labels[label], words.all_of(facts))
    yield SheetLine(text.labels["life"], _said(Question.GENERAL_CONDITION, answers, words))
    matters = [text.answers[f"what_matters.{matter}"] for matter in answers.what_matters or () if matter is not Matter.DECLINED]
    if matters:
        yield SheetLine(text.labels["matters"], words.all_of(matters))


def _to_ask(answers: Answers, words: Words, *, brief: bool) -> Iterator[SheetLine]:
    text = words.texts.take_away
    asked = assess(answers).questions_to_ask
    said = words.all_of(text.facts[question] for question in asked) if asked and brief else ""
    if asked:
        yield SheetLine(text.labels["ask"], said or " ".join(text.to_ask[question] for question in asked))


def sheet(answers: Answers, words: Words, *, brief: bool = False) -> tuple[SheetLine, ...]:
    """Return the page: the most urgent first, whom to call last. `brief`: the same in fewer words."""
    short = () if emergencies(answers) else (SheetLine(words(words.texts.take_away.number)),)
    end = short if brief else (SheetLine(words(words.texts.ui.unwell)),)
    rule = () if brief else (SheetLine(rule=True),)
    return (
        SheetLine(words.texts.take_away.heading),
        *_urgent(answers, words, brief=brief),
        *rule,
        *_symptoms(answers, words),
        *_context(answers, words),
        *_to_ask(answers, words, brief=brief),
        *rule,
        *end,
    )


def sheets(answers: Answers, words: Words) -> tuple[tuple[SheetLine, ...], ...]:
    """Return the page from the longest form to the shortest: whole, without rules, in fewer words."""
    whole = sheet(answers, words)
    return whole, tuple(line for line in whole if not line.rule), sheet(answers, words, brief=True)


def sheet_text(answers: Answers, words: Words) -> str:
    """Return the page as plain text."""
    lines = (line for line in sheet(answers, words) if not line.rule)
    return "\n".join(words.said(line.name, line.text) if line.name and line.text else line.name or line.text for line in lines)
