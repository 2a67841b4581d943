"""The page behind the code: one HTML file with every language, the report as a table, and a script that reads the answers.

Nothing is loaded from elsewhere, and nothing can be: its content security policy allows what stands in it, by its digest.
"""

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterable, Sequence
from importlib.resources import files
from string import Template
from typing import Any, Final

from criteria.questions import OPENED_BY_YES_TO, QUESTIONNAIRE, Question, Reply
from screens.phone.code import ALPHABET, CHECK_FACTOR, CHECK_MODULUS, DIGITS, VALUES
from screens.phone.rows import Condition, Table, alarm_table, help_table, report_tables
from screens.wording.plain_lines import answered_line, source_lines
from screens.wording.words import Words

_QUESTIONS: Final = tuple(Question)


class _Strings:
    """Texts by number, each once."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        return self.numbers.setdefault(text, len(self.numbers))

    def numbered(self, **texts: str | Sequence[str]) -> dict[str, Any]:
        """Return the numbers of the texts by name, without those that are empty."""
        return {
            name: self.number(said) if isinstance(said, str) else [self.number(text) for text in said]
            for name, said in texts.items()
            if said
        }


def phone_page(languages: Iterable[Words]) -> str:
    """Return the page with the words of these languages, the first of which it begins with where the code names another."""
    every = list(languages)
    first, assets = every[0], files("assets") / "phone"
    style, script = ((assets / name).read_text("utf-8") for name in ("page.css", "page.js"))
    data = json.dumps(_data(every), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return Template((assets / "page.html").read_text("utf-8")).substitute(
        language=first.texts.code,
        title=html.escape(first.texts.result.title),
        choose=html.escape(first.texts.welcome.language),
        noscript=_paragraphs((words, words.texts.take_away.phone.script) for words in every),
        unwell=_paragraphs((words, words.texts.ui.unwell) for words in every),
        style=style,
        script=script,
        style_hash=_digest(style),
        script_hash=_digest(script),
        data=data,
    )


def _paragraphs(said: Iterable[tuple[Words, str]]) -> str:
    """Return texts that stand in the page itself, where the script does not run."""
    return "".join(f'<p lang="{words.texts.code}">{html.escape(words(text))}</p>' for words, text in said)


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _data(languages: Sequence[Words]) -> dict[str, Any]:
    return {
        "version": QUESTIONNAIRE,
        "alphabet": ALPHABET,
        "digits": DIGITS,
        "factor": CHECK_FACTOR,
        "modulus": CHECK_MODULUS,
        "questions": [_question(question) for question in _QUESTIONS],
        "languages": {words.texts.code: _language(words) for words in languages},
    }


def _question(question: Question) -> tuple[int, int, int]:
    """Return the number of the question that opens it (-1: none), of the answer that does, and how many answers there are."""
    opener, many = OPENED_BY_YES_TO.get(question), len(VALUES[question])
    return (-1, 0, many) if opener is None else (_QUESTIONS.index(opener), VALUES[opener].index(Reply.YES), many)


def _language(words: Words) -> dict[str, Any]:
    strings, phone = _Strings(), words.texts.take_away.phone
    why = words.texts.why
    tables = [_table(table, words, strings) for table in (alarm_table(words), help_table(words), *report_tables(words))]
    number = re.sub(r"[^0-9+*#]", "", words.values["emergency_number"])
    return {
        "name": words.texts.name,
        "title": words.texts.result.title,
        "number": number.replace("#", "%23"),
        "call": words(phone.call),
        "unwell": words(words.texts.ui.unwell),
        "unreadable": words(phone.unreadable),
        "private": words(phone.private),
        "privacy": [words(said) for said in phone.privacy],
        "why": why.title,
        "because": why.because,
        "fixed": why.fixed,
        "answered": [[answered_line(asked, value, words) for value in VALUES[asked]] for asked in Question],
        "sources": {source: source_lines(source, words) for source in (*words.texts.statements, *words.texts.guidance)},
        "tables": tables,
        "strings": list(strings.numbers),
    }


def _table(table: Table, words: Words, strings: _Strings) -> dict[str, Any]:
    section = table.section
    rows = []
    for row in table.rows:
        block = row.block
        texts = strings.numbered(
            title=block.title, label=block.label, lines=block.lines, points=block.points, action=block.action, later=block.later
        )
        when = {"when": [_condition(condition) for condition in row.when]} if row.when else {}
        level = {"level": block.level.value} if block.level is not None else {}
        reason = {}
        if block.reason is not None:
            because = [_QUESTIONS.index(asked) for asked in block.reason.because]
            reason = {"because": because, "sources": block.reason.sources}
        rows.append(when | reason | {"kind": block.kind.value} | level | texts)
    folded = {"folded": True} if section.folded else {}
    return strings.numbered(title=section.title, lead=words(section.lead)) | folded | {"rows": rows}


def _condition(condition: Condition) -> tuple[int, list[int]]:
    question, values = condition
    return _QUESTIONS.index(question), [VALUES[question].index(value) for value in values]
