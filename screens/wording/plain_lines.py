"""Blocks of the report and their reasons as lines: what to do comes before why, so that it is heard first."""

from typing import Any

from criteria.answers import Answers
from criteria.questions import Question
from screens.wording.emergency import Alarm
from screens.wording.report import Block, Kind, Reason
from screens.wording.words import Words


def block_lines(block: Block, number: int = 0) -> tuple[str, ...]:
    """Return one block as lines, with a `number` by which its reason can be asked for."""
    mark = f"{number}. " if number else ""
    points = tuple(f"- {point}" for point in block.points)
    if block.kind is Kind.CARD:
        # Points say when the action is called for, so there it cannot come first.
        said = (*block.lines, *points, block.action) if points else (block.action, *block.lines)
        later = (block.later,) if block.later else ()
        return (mark + sentence(block.label), sentence(block.title), *said, *later)
    if block.kind is Kind.FINDING:
        head = sentence(block.title) + (f" {sentence(block.label)}" if block.label else "")
        return (mark + head, *block.lines)
    return (mark + block.lines[0], *block.lines[1:])


def alarm_lines(said: Alarm) -> tuple[str, ...]:
    """Return an emergency with all its reasons as lines."""
    return (said.action, said.said, *(f"- {reason}" for reason in said.reasons))


def sentence(text: str) -> str:
    """Return a heading with the stop at which a voice pauses."""
    return text if text.endswith(("?", "!", ".", ":")) else f"{text}."


def reason_lines(block: Block, answers: Answers, words: Words) -> tuple[str, ...]:
    """Return why a block is there: the answers it rests on, and its sources with where and when."""
    why, reason = words.texts.why, block.reason or Reason((), ())
    subject = (sentence(block.title),) if block.title else ()
    if reason.because:
        rests_on = (why.because, *(answered_line(asked, answers.get(asked), words) for asked in reason.because))
    else:
        rests_on = (why.fixed,)
    sources = [line for source in reason.sources for line in source_lines(source, words)]
    return (why.title, *subject, *rests_on, *sources)


def answered_line(question: Question, answer: Any, words: Words) -> str:  # noqa: ANN401 - each question has its own type
    """Return a question as it was asked, and what was answered to it."""
    return f"{sentence(words.title_of(question))} {words.answer(question, answer)}."


def source_lines(source: str, words: Words) -> tuple[str, ...]:
    """Return what a source says, and where and when that was read; an empty line comes first."""
    texts = words.texts
    is_article = source.startswith("S")
    where = words.sources.article if is_article else words.sources.guidance[source]
    return (
        "",
        f"{texts.why.source if is_article else texts.why.guidance} ({source}).",
        words((texts.statements if is_article else texts.guidance)[source]),
        sentence(where.title),
        *where.addresses,
        f"{words(texts.result.said, question=texts.why.checked, answer=texts.dates.say(where.checked))}.",
    )
