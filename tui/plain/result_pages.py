"""The report: a first page with a contents, one part at a time, and the reasons on request."""

from collections.abc import Callable
from dataclasses import replace

from screens.wording.emergency import alarm, emergencies
from screens.wording.parts import Part, report_parts
from screens.wording.plain_lines import alarm_lines, block_lines, reason_lines, sentence
from screens.wording.report import Block, Section
from screens.wording.sheet import sheet_text
from screens.wording.words import Words
from tui.plain.page import Choice, Page, numbered
from tui.plain.state import Command, Move, Overlay, OverlayKind, PlainState
from tui.plain.step_pages import submitted


def _parts(state: PlainState, words: Words) -> tuple[Part, ...]:
    return report_parts(state.journey.answers, words)


def _why(state: PlainState, block: Block) -> Callable[[], Move]:
    return lambda: state.with_overlay(Overlay(OverlayKind.WHY, block=block))


def _opening(state: PlainState, part: int) -> Callable[[], Move]:
    return lambda: replace(state, part=part)


def result_page(state: PlainState, words: Words) -> Page:
    """Return the first page of the result, or one part of it."""
    return _part_page(state, words) if state.part else _first_page(state, words)


def _first_page(state: PlainState, words: Words) -> Page:
    """Return when to get help and the number, then the numbered contents; Enter reads on."""
    parts, text = _parts(state, words), words.texts.result
    certain = emergencies(state.journey.answers)
    urgent = alarm_lines(alarm(certain, words)) if certain else (words(words.texts.ui.unwell),)
    ways: list[tuple[str, Callable[[], Move]]] = [
        *((f"{sentence(part.title)} {sentence(part.phrase)}", _opening(state, number)) for number, part in enumerate(parts, 1)),
        (text.take_away, lambda: state.with_overlay(Overlay(OverlayKind.TAKE_AWAY))),
        (text.finish, lambda: submitted(state)),
    ]
    lines = (*urgent, "", sentence(text.title), words(text.opening_short), "")
    return Page(lines=lines, answers=numbered(ways), enter=Choice("", text.read_on, _opening(state, 1)))


def _blocks(part: Part, opened: frozenset[str]) -> list[Block]:
    return [block for section in part.sections if not section.folded or section.id in opened for block in section.blocks]


def _part_lines(part: Part, words: Words, opened: frozenset[str]) -> list[str]:
    lines, number = [], 0
    for section in part.sections:
        if section.folded and section.id not in opened:
            continue
        lines += ["", section.title, *((words(section.lead),) if section.lead else ())]
        for block in section.blocks:
            number += 1
            lines += ["", *block_lines(block, number)]
    return [*lines[1:], "", words.texts.plain.why_part]


def _part_page(state: PlainState, words: Words) -> Page:
    """Return one part; the numbers ask for reasons, one more opens what is folded, and Enter goes on."""
    parts, text = _parts(state, words), words.texts
    part = parts[state.part - 1]
    blocks = _blocks(part, state.opened)
    is_last = state.part == len(parts)
    folded = [section for section in part.sections if section.folded and section.id not in state.opened]
    more = [(f"{section.title}. {words(section.lead)}", _unfolding(state, section)) for section in folded]
    following = (text.result.title, 0) if is_last else (text.plain.next_part, state.part + 1)
    return Page(
        lines=(*_part_lines(part, words, state.opened), *(("", text.plain.end_of_result) if is_last else ())),
        again=(part.title, text.plain.why_part),
        numbers=numbered([(block.title, _why(state, block)) for block in blocks]),
        answers=numbered(more, len(blocks) + 1),
        enter=Choice("", following[0], _opening(state, following[1])),
    )


def _unfolding(state: PlainState, section: Section) -> Callable[[], Move]:
    return lambda: replace(state, opened=state.opened | {section.id})


def back_in_result(state: PlainState) -> PlainState | None:
    """Return the state at the first page of the result, or None where the result itself is left."""
    return replace(state, part=0) if state.part else None


def parts_page(state: PlainState, words: Words) -> Page:
    """Return the blocks of the part that is read, to ask for the reason of one."""
    below = state.without_top()
    blocks = _blocks(_parts(below, words)[below.part - 1], below.opened)
    named = [(block.title or block.lines[0], _why(below, block)) for block in blocks]
    return Page(lines=(words.texts.why.title, words.texts.plain.why_part, ""), answers=numbered(named))


def why_page(state: PlainState, words: Words) -> Page:
    """Return why one block is there."""
    block = state.overlays[-1].block
    return Page(lines=() if block is None else reason_lines(block, state.journey.answers, words))


def take_away_page(state: PlainState, words: Words, *, can_print: bool) -> Page:
    """Return the word on privacy, and the ways to take the summary along."""
    text, plain = words.texts.take_away, words.texts.plain
    ways: list[tuple[str, Callable[[], Move]]] = [(plain.show, lambda: state.with_overlay(Overlay(OverlayKind.TEXT)))]
    if can_print:
        ways.append((text.print, lambda: Command.PRINT))
    return Page(lines=(text.title, *(words(said) for said in plain.privacy), ""), answers=numbered(ways))


def text_page(state: PlainState, words: Words) -> Page:
    """Return the page that a person takes along as lines."""
    return Page(lines=tuple(sheet_text(state.journey.answers, words).splitlines()))
