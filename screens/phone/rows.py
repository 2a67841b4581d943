"""The report as a table: every block that it can hold, in order, each with the answers for which it is there.

The table is made by asking the program itself for the report of every answer to each question, so that it holds the same
words. A block rests on the questions that its reason names, and on no other.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

from criteria.answers import Answers
from criteria.assess import assess
from criteria.questions import FOLLOW_UP_OF, OPENED_BY_YES_TO, PrimarySite, Question, Reply
from criteria.rules import CARDS_FOR, Level
from screens.phone.code import VALUES
from screens.wording.emergency import alarm, emergencies
from screens.wording.report import Block, Kind, Section, report_sections
from screens.wording.words import Words

Condition = tuple[Question, tuple[Any, ...]]
"""A question and the answers to it that are looked for; None stands for no answer."""


@dataclass(frozen=True)
class Row:
    """A block, there where all conditions hold."""

    when: tuple[Condition, ...]
    block: Block


@dataclass(frozen=True)
class Table:
    """A section with all the blocks that it can hold; without any there is no section."""

    section: Section
    rows: tuple[Row, ...]


_EVERYTHING: Final = {Question.TOLD_LUNG_METASTASIS: Reply.YES, Question.PRIMARY_SITE: PrimarySite.LYMPHOMA}
"""Answers with which every section is there, and every block that rests on none of them."""


def report_tables(words: Words) -> tuple[Table, ...]:
    """Return the sections of the report in order, with all their blocks."""
    return tuple(_table(section, words) for section in _sections(_EVERYTHING, words).values())


def alarm_table(words: Words) -> Table:
    """Return what an emergency asks for, with every reason for it that there can be."""
    rows = []
    for question in filter(CARDS_FOR.__contains__, Question):
        for value in VALUES[question]:
            if found := emergencies(_opened({question: value})):
                said = alarm(found, words)
                rows += [Row(_conditions([(question, (value,))]), Block(Kind.POINT, lines=said.reasons))]
    text = words.texts.interruption
    return Table(Section("alarm", words(text.action), (), words(text.said)), tuple(rows))


def help_table(words: Words) -> Table:
    """Return the help page, which the report names."""
    page = words.texts.help_card
    points = (Block(Kind.POINT, lines=tuple(words(point) for point in page.points)),)
    after = tuple(Block(Kind.TEXT, lines=(words(said),)) for said in page.after)
    section = Section("help_card", words(page.title), (), words(" ".join(page.text)), folded=True)
    return Table(section, tuple(Row((), block) for block in (*points, *after)))


def _opened(given: Mapping[Question, Any]) -> Answers:
    """Return answers with `given`, and yes to all that has to be yes for it to be asked."""
    all_given = dict(given)
    for question in reversed(Question):
        opener = OPENED_BY_YES_TO.get(question)
        if opener is not None and all_given.get(question) is not None:
            all_given[opener] = Reply.YES
    return Answers.model_validate(all_given)


def _sections(given: Mapping[Question, Any], words: Words) -> dict[str, Section]:
    answers = _opened(given)
    return {section.id: section for section in report_sections(answers, assess(answers), words)}


def _table(section: Section, words: Words) -> Table:
    gate: dict[Question, Any] = {} if section.id in _sections({}, words) else {Question.TOLD_LUNG_METASTASIS: Reply.YES}
    help_first = (Row((), section.blocks[0]), *_cards(words)) if section.id == "cards" else ()
    rows = help_first or tuple(_rows(section, gate, words))
    when = tuple((question, (reply,)) for question, reply in gate.items())
    return Table(section, tuple(Row((*when, *row.when), row.block) for row in rows))


def _rows(section: Section, gate: Mapping[Question, Any], words: Words) -> Iterator[Row]:
    site = Question.PRIMARY_SITE
    by_site = {value: _blocks(section.id, {**gate, site: value}, words) for value in VALUES[site]}
    for block in section.blocks:
        if block.reason and block.reason.because:
            yield from _variants(section.id, block.reason.because, gate, words)
        else:
            sites = tuple(value for value, blocks in by_site.items() if block in blocks)
            yield Row(() if len(sites) == len(by_site) else ((site, sites),), block)


def _blocks(section: str, given: Mapping[Question, Any], words: Words) -> tuple[Block, ...]:
    found = _sections(given, words).get(section)
    return found.blocks if found else ()


def _variants(section: str, because: tuple[Question, ...], gate: Mapping[Question, Any], words: Words) -> Iterator[Row]:
    """Yield a row for each form of the block that rests on these questions, and on the follow-up where there is one."""
    follow_up = FOLLOW_UP_OF.get(because[0])
    questions = (*because, follow_up) if follow_up and follow_up not in because else because
    found: dict[Block, list[tuple[Any, ...]]] = {}
    for values in product(*(VALUES[question] for question in questions)):
        if follow_up and values[1] is not None and values[0] is not Reply.YES:
            continue
        for block in _blocks(section, {**gate, **dict(zip(questions, values, strict=True))}, words):
            if block.reason and block.reason.because[:1] == because[:1]:
                found.setdefault(block, []).append(values)
    for block, several in found.items():
        if len(questions) == 1:
            yield Row(((questions[0], tuple(values[0] for values in several)),), block)
        else:
            yield from (Row(_conditions(zip(questions, ((v,) for v in values), strict=True)), block) for values in several)


def _cards(words: Words) -> list[Row]:
    """Return the cards as a report sorts them: by level, then outright answers before what was left open, then by question."""
    found: dict[Block, list[Any]] = {}
    for question in CARDS_FOR:
        for value in VALUES[question]:
            opener = OPENED_BY_YES_TO.get(question)
            given = {question: value} if opener is None else {question: value, opener: Reply.YES}
            for block in _sections(given, words)["cards"].blocks:
                if block.reason and block.reason.because == (question,):
                    found.setdefault(block, []).append(value)

    def place(block: Block) -> tuple[int, bool, int]:
        question = block.reason.because[0] if block.reason else Question.COUGH
        left_open = not any(value not in {None, "unsure", "declined"} for value in found[block])
        return list(Level).index(block.level or Level.APPOINTMENT), left_open, list(Question).index(question)

    def row(block: Block) -> Row:
        question = block.reason.because[0] if block.reason else Question.COUGH
        return Row(_conditions([(question, tuple(found[block]))]), block)

    return [row(block) for block in sorted(found, key=place)]


def _conditions(of: Iterable[Condition]) -> tuple[Condition, ...]:
    """Return the conditions, with yes to the opener of a question where no answer to it counts as one."""
    found = tuple(of)
    openers = (OPENED_BY_YES_TO.get(question) for question, values in found if None in values)
    asked = {question for question, _ in found}
    return (*((opener, (Reply.YES,)) for opener in openers if opener and opener not in asked), *found)
