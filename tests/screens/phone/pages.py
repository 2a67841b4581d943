"""The page for a phone, its script in Node, and answers to try it with."""

import json
import shutil
import subprocess
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

import pytest

from assets.channel import without_staff
from criteria.answers import Answers
from criteria.assess import assess
from criteria.questions import Question
from screens.phone.code import VALUES
from screens.phone.page import phone_page
from screens.wording.emergency import alarm, emergencies
from screens.wording.plain_lines import reason_lines
from screens.wording.report import Block, Kind, report_sections
from screens.wording.words import Words
from tests.screens.kiosks import CATALOG

LANGUAGES: Final = tuple(CATALOG.languages)

needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="the page's script runs in Node, which is not installed")

_RUN: Final = """
const fs = require("fs");
const { page: html, codes } = JSON.parse(fs.readFileSync(0, "utf8"));
const data = JSON.parse(/<script type="application.json" id="data">(.*?)<.script>/s.exec(html)[1]);
require("vm").runInThisContext(/<script>(.*?)<.script>/s.exec(html)[1]);
for (const [code, language] of codes) {
  const found = decode(code, data);
  const said = found && { ...found, ...report(found.answers, data.languages[language]) };
  fs.writeSync(1, JSON.stringify(said) + "\\n");
}
"""


def words_of(language: str, number: str = "112") -> Words:
    return Words(without_staff(CATALOG.languages[language]), CATALOG.sources, {"emergency_number": number})


@cache
def page() -> str:
    return phone_page([words_of(language) for language in LANGUAGES])


def run(codes: Iterable[tuple[str, str]], html: str = "") -> list[dict[str, Any] | None]:
    """Return what the page's own script makes of each code in a language: language, answers and report; None where nothing."""
    given = json.dumps({"page": html or page(), "codes": list(codes)})
    ended = subprocess.run(["node", "-e", _RUN], input=given, capture_output=True, text=True, check=True, timeout=120)
    return [json.loads(line) for line in ended.stdout.splitlines()]


def indexes(answers: Answers) -> list[int]:
    """Return the answers as the page has them."""
    return [VALUES[question].index(answers.get(question)) for question in Question]


def expected(answers: Answers, words: Words, *, why: bool = True) -> dict[str, Any]:
    """Return the program's own report in the shape that the page gives it, on request without the reasons."""
    urgent = None
    if found := emergencies(answers):
        due = alarm(found, words)
        reasons = [_block(Block(Kind.POINT, lines=(reason,))) for reason in due.reasons]
        urgent = {"title": due.action, "lead": due.said, "folded": False, "blocks": reasons}
    sections = [
        {
            "title": section.title,
            "lead": words(section.lead),
            "folded": section.folded,
            "blocks": [_block(block) | {"why": _why(block, answers, words) if why else []} for block in section.blocks],
        }
        for section in report_sections(answers, assess(answers), words)
    ]
    card = words.texts.help_card
    said = [Block(Kind.POINT, lines=tuple(words(point) for point in card.points))]
    said += [Block(Kind.TEXT, lines=(words(text),)) for text in card.after]
    page = {"title": card.title, "lead": words(card.text[0]), "folded": True, "blocks": [_block(block) for block in said]}
    return {"alarm": urgent, "help": page, "sections": sections}


def _why(block: Block, answers: Answers, words: Words) -> list[str]:
    """Return the lines of plain mode without their heading and without the title of the block, which stands above."""
    return list(reason_lines(block, answers, words)[2 if block.title else 1 :])


def _block(block: Block) -> dict[str, Any]:
    return {
        "kind": str(block.kind), "level": str(block.level or ""), "title": block.title, "label": block.label,
        "lines": list(block.lines), "points": list(block.points), "action": block.action, "later": block.later,
        "why": [],
    }  # fmt: skip
