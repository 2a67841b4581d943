"""The whole report as plain text, for the printer: the page to be photographed first, then every part."""

from criteria.answers import Answers
from screens.wording.parts import report_parts
from screens.wording.plain_lines import block_lines
from screens.wording.sheet import sheet_text
from screens.wording.words import Words


def report_text(answers: Answers, words: Words) -> str:
    """Return the report as lines. What is read only when it is asked for is not in it."""
    lines = [sheet_text(answers, words)]
    for part in report_parts(answers, words):
        for section in (section for section in part.sections if not section.folded):
            lines += ["", section.title.upper(), *((words(section.lead),) if section.lead else ())]
            for block in section.blocks:
                lines += ["", *(line for line in block_lines(block) if line)]
    return "\n".join(lines)
