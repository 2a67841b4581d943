"""What a person can read that is put together from several texts: each distinct part of the result, once."""

from collections.abc import Iterator
from itertools import product

from criteria.answers import OPTIONS, Answers
from criteria.assess import assess
from criteria.questions import FOLLOW_UP_OF, OPENED_BY_YES_TO, SYMPTOMS, Matter, Question, Removed, Reply
from criteria.rules import EMERGENCY_AT_ONCE
from screens.wording.code_text import code_texts
from screens.wording.emergency import alarm, emergencies
from screens.wording.report import Block, report_sections
from screens.wording.sheet import sheet_text
from screens.wording.words import Words

_TOLD = {Question.CANCER_HISTORY: "yes", Question.TOLD_LUNG_METASTASIS: "yes"}
_TOGETHER = 4
"""Lines of a take-away across which a phrase is looked for; the patterns of the deny list leave gaps of a few words."""

_MATTERS = tuple(matter for matter in Matter if matter is not Matter.DECLINED)


def outcomes() -> Iterator[Answers]:
    """Yield answers with which every distinct part of a result is shown.

    A part of the result rests on one question, on a symptom and its follow-up, or on the two questions of S6a
    (`criteria/rules.py`), so these are varied and nothing else is: about 150 results instead of all there are.
    """
    for reply in Reply:
        yield Answers.model_validate(dict.fromkeys(SYMPTOMS, reply))
        yield Answers.model_validate({Question.CANCER_HISTORY: reply})
        yield Answers.model_validate({Question.CANCER_HISTORY: "yes", Question.TOLD_LUNG_METASTASIS: reply})
    for symptom, follow_up in FOLLOW_UP_OF.items():
        for said in OPTIONS[follow_up]:
            yield Answers.model_validate({symptom: "yes", follow_up: said})
    for site in OPTIONS[Question.PRIMARY_SITE]:
        yield Answers.model_validate({Question.CANCER_HISTORY: "yes", Question.PRIMARY_SITE: site})
    for curable, removed in product((None, *Reply), (None, *Removed)):
        yield Answers.model_validate({**_TOLD, Question.PRIMARY_CURABLE: curable, Question.PRIMARY_REMOVED: removed})
    for question in (Question.ONLY_METASTASIS, Question.WELL_DEFINED_AREA, Question.GENERAL_CONDITION):
        for said in OPTIONS[question]:
            yield Answers.model_validate({**_TOLD, question: said})
    for matters in (*((matter,) for matter in Matter), _MATTERS):
        yield Answers.model_validate({**_TOLD, Question.WHAT_MATTERS: matters})


def _parts(block: Block) -> Iterator[str]:
    lines = (block.title, block.label, *block.lines, *block.points, block.action, block.later)
    yield from lines
    # A way in may show a block without signs between its lines.
    yield " ".join(line for line in lines if line)


def _stretches(written: str) -> Iterator[str]:
    """Yield every few lines in a row, for what is said across their ends; most of them are the same in many results."""
    lines = [line for line in written.splitlines() if line]
    yield from (" ".join(lines[start : start + _TOGETHER]) for start in range(len(lines)))


def renders(words: Words) -> Iterator[tuple[str, str]]:
    """Yield every distinct text that is put together for a person, with the place where it stands."""
    seen = set()
    for place, text in _all(words):
        if text and text not in seen:
            seen.add(text)
            yield place, text


def _all(words: Words) -> Iterator[tuple[str, str]]:
    for answers in outcomes():
        assessment = assess(answers)
        for section in report_sections(answers, assessment, words):
            yield f"result, {section.id}", f"{section.title} {section.lead}"
            for block in section.blocks:
                yield from ((f"result, {section.id}", text) for text in _parts(block))
        written = sheet_text(answers, words)
        yield from (("code", text) for text in code_texts(answers, words))
        yield from (("take-away", text) for text in _stretches(written))
    for question in Question:
        for said in OPTIONS[question]:
            given = (said,) if question is Question.WHAT_MATTERS else said
            yield "check page", words.said(words.name_of(question), words.answer(question, given))
    for question, (option, _) in EMERGENCY_AT_ONCE.items():
        answers = Answers.model_validate({OPENED_BY_YES_TO[question]: "yes", question: option})
        page = alarm(emergencies(answers), words)
        yield from (("emergency page", text) for text in (page.action, page.brief, *page.reasons))
    for symptom in (question for question in OPENED_BY_YES_TO.values() if question in SYMPTOMS):
        yield "plain lines", words(words.texts.plain.do_you_have, question=words.title_of(symptom))
