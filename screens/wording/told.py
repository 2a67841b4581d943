"""What a report says, in short: each verdict beside its name, and the same title in another language."""

from collections.abc import Iterator

from criteria.answers import Answers
from criteria.assess import assess
from screens.wording.report import Kind, Reason, report_sections
from screens.wording.words import Words


def told(answers: Answers, words: Words) -> list[tuple[str, str, str]]:
    """Return each symptom and circumstance with its short name and the word of its verdict."""
    sections = {section.id: section.blocks for section in report_sections(answers, assess(answers), words)}
    briefs = {text.label: text.brief for text in words.texts.checklist.symptoms.values()}
    found = (*sections.get("symptoms", ()), *sections.get("criteria", ()))
    return [(block.title, briefs.get(block.title, ""), block.label) for block in found if block.kind is Kind.FINDING]


def same_title(title: str, reason: Reason, answers: Answers, words: tuple[Words, Words]) -> str:
    """Return in the second words what the title of a part of the report is in the first; `title` where there is none."""
    before, after = (list(_titles(answers, said)) for said in words)
    return dict(zip(before, after, strict=True)).get((title, reason), (title, reason))[0]


def _titles(answers: Answers, words: Words) -> Iterator[tuple[str, Reason | None]]:
    for section in report_sections(answers, assess(answers), words):
        yield from ((block.title or block.lines[0], block.reason) for block in section.blocks)
