"""What a person reads at the end, as data: a report of sections and blocks, made from answers, assessment and words.

Screens, plain lines and the take-away render the same report, so that they never differ.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from criteria.answers import Answers
from criteria.assess import Assessment, CardFinding
from criteria.questions import FOLLOW_UP_OF, PrimarySite, Question, Reply
from criteria.rules import SYMPTOM_SOURCES, Consideration, Criterion, Level, Verdict
from screens.wording.cited import ALSO, CAVEAT_SOURCES, HELP_SOURCES, NOT_THIS
from screens.wording.words import Words


class Kind(StrEnum):
    """What a block is, for the way it looks."""

    CARD = "card"
    FINDING = "finding"
    TEXT = "text"
    POINT = "point"


@dataclass(frozen=True)
class Reason:
    """Why a block is there: the answers it rests on (none: everybody sees it) and the sources it comes from."""

    because: tuple[Question, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """One paragraph, finding or card of the report."""

    kind: Kind
    title: str = ""
    label: str = ""
    level: Level | None = None
    lines: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    action: str = ""
    later: str = ""
    reason: Reason | None = None


@dataclass(frozen=True)
class Section:
    """A heading and its blocks; a folded one opens only when asked for."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    lead: str = ""
    folded: bool = False


def certain_first(cards: Iterable[CardFinding], answers: Answers) -> list[CardFinding]:
    """Return cards by level, and within a level those that rest on an outright answer before those left open."""
    return sorted(cards, key=lambda card: (list(Level).index(card.level), is_left_open(card, answers)))


def is_left_open(card: CardFinding, answers: Answers) -> bool:
    """Say whether a card is shown only because its question was not answered outright."""
    said = answers.get(card.because[0])
    return said is None or said in {Reply.UNSURE, Reply.DECLINED}


def card_block(card: CardFinding, answers: Answers, words: Words) -> Block:
    """Return the block of one card; a card shown because its question was left open says so."""
    text = words.texts.cards[card.id]
    lines = (words(text.text), *((words.texts.result.unsure_too,) if is_left_open(card, answers) else ()))
    return Block(
        kind=Kind.CARD,
        title=words(text.title),
        label=words(text.label or words.texts.levels[card.level]),
        level=card.level,
        lines=lines,
        points=tuple(words(point) for point in text.points),
        action=words(text.action),
        later=words(text.later or ""),
        reason=Reason(card.because, card.sources),
    )


def _statement(statement: str, words: Words) -> Block:
    caveat = words.texts.caveats.get(statement)
    lines = (words(words.texts.statements[statement]), *((words(caveat),) if caveat else ()))
    return Block(kind=Kind.TEXT, lines=lines, reason=Reason((), (statement, *CAVEAT_SOURCES.get(statement, ()))))


def _help(words: Words) -> Block:
    """Return when to get help, and the number: every result begins with it, whatever was answered."""
    result = words.texts.result
    return Block(kind=Kind.TEXT, lines=(words(result.help), words(result.from_where)), reason=Reason((), HELP_SOURCES))


def _symptoms(answers: Answers, assessment: Assessment, words: Words) -> Iterator[Block]:
    result = words.texts.result
    yield Block(kind=Kind.TEXT, lines=(words(result.cannot_tell),), reason=Reason((), ("S3", "G8")))
    for finding in assessment.symptoms:
        follow_up = FOLLOW_UP_OF.get(finding.id)
        said = answers.get(follow_up) if follow_up else None
        told = ((follow_up, said),) if follow_up and said is not None else ()
        left_open = finding.verdict is Verdict.UNKNOWN
        advice = result.left_open[finding.id] if left_open else result.advice.get(f"{follow_up}.{said}")
        lines = (*(words.said(words.name_of(asked), words.answer(asked, answer)) for asked, answer in told),)
        lines += (words(advice),) if advice else ()
        because = (*finding.because, *(asked for asked, _ in told))
        guidance = SYMPTOM_SOURCES[finding.id].guidance if advice else ()
        yield Block(
            kind=Kind.FINDING,
            title=words.title_of(finding.id),
            label=result.verdicts[finding.verdict],
            lines=lines,
            reason=Reason(because, (*finding.sources, *guidance)),
        )
    yield _statement("S3", words)


def _criteria(answers: Answers, assessment: Assessment, words: Words) -> Iterator[Block]:
    if not assessment.criteria:
        return
    result = words.texts.result
    yield _statement("S6", words)
    yield Block(kind=Kind.TEXT, lines=(words(result.stricter),), reason=Reason((), ("G9",)))
    for finding in assessment.criteria:
        text = words.texts.criteria[finding.id]
        sentence = {Verdict.REPORTED: text.reported, Verdict.NOT_REPORTED: text.not_reported, Verdict.UNKNOWN: text.unknown}
        # A circumstance of two facts says what was answered to each: one yes must not read as if it had been a no.
        parts = finding.because if len(finding.because) > 1 else ()
        said = tuple(words.said(words.name_of(part), words.answer(part, answers.get(part))) for part in parts)
        lines = (words(text.statement), words(sentence[finding.verdict]), *said, words(result.does_not_mean[finding.verdict]))
        today = ("G9",) if finding.verdict is Verdict.NOT_REPORTED else ()
        yield Block(
            kind=Kind.FINDING,
            title=words(text.title),
            label=result.verdicts[finding.verdict],
            lines=lines,
            reason=Reason(finding.because, (*finding.sources, *today)),
        )
        if finding.id is Criterion.PRIMARY_CURABLE_AND_REMOVED and answers.primary_site is PrimarySite.LYMPHOMA:
            # A lymphoma is seldom taken out: what the source says about it must not stay folded away beside this.
            yield _statement("S12", words)


def _considerations(answers: Answers, assessment: Assessment, words: Words) -> Iterator[Block]:
    for finding in assessment.considerations:
        question = finding.because[0]
        said = words(words.texts.result.matters_to_you, answer=words.answer(question, answers.get(question)))
        statement = "S8" if finding.id is Consideration.GENERAL_CONDITION else "S9"
        yield Block(
            kind=Kind.FINDING,
            title=words.texts.considerations[finding.id],
            lines=(said, words(words.texts.statements[statement])),
            reason=Reason(finding.because, finding.sources),
        )


def _to_ask(asked: Question, words: Words) -> Block:
    sources = ("S8",) if asked is Question.GENERAL_CONDITION else ("S6",)
    return Block(Kind.POINT, lines=(words(words.texts.to_ask[asked]),), reason=Reason((asked,), sources))


def report_sections(answers: Answers, assessment: Assessment, words: Words) -> tuple[Section, ...]:
    """Return the whole report: when to get help and urgent cards first, what this is not last.

    Sections without blocks are left out.
    """
    text = words.texts.result
    to_ask = tuple(_to_ask(asked, words) for asked in assessment.questions_to_ask)
    cards = tuple(card_block(card, answers, words) for card in certain_first(assessment.cards, answers))
    sections = (
        Section("cards", text.cards, (_help(words), *cards)),
        Section("symptoms", words(text.symptoms), tuple(_symptoms(answers, assessment, words)), text.opening),
        Section("criteria", text.criteria, tuple(_criteria(answers, assessment, words)), words(text.criteria_lead)),
        Section("considerations", text.considerations, tuple(_considerations(answers, assessment, words))),
        Section("ask", text.ask, to_ask, text.ask_lead),
        Section("also", text.also, tuple(_statement(said, words) for said in ("S4", *ALSO)), text.also_lead),
        Section("outlook", text.outlook, (_statement("S11", words),), text.outlook_lead, folded=True),
        Section("not_this", text.not_this, tuple(_statement(said, words) for said in NOT_THIS)),
    )
    return tuple(section for section in sections if section.blocks)
