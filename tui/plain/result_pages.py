"""The report, one part at a time, the reasons on request, and what comes after the last part."""

from collections.abc import Callable
from dataclasses import replace

from criteria.assess import assess
from screens.wording.report import Block, Section, report_sections
from screens.wording.summary import summary
from screens.wording.words import Words
from tui.plain.formatting import block_lines, reason_lines
from tui.plain.page import Choice, Page, numbered
from tui.plain.state import Command, Move, Overlay, OverlayKind, PlainState
from tui.plain.step_pages import submitted


def _sections(state: PlainState, words: Words) -> tuple[Section, ...]:
    answers = state.journey.answers
    return report_sections(answers, assess(answers), words)


def _parts(state: PlainState, words: Words) -> list[Section]:
    return [section for section in _sections(state, words) if not section.folded]


def _explained(state: PlainState, section: Section) -> tuple[Choice, ...]:
    return numbered([(block.title, _why(state, block)) for block in section.blocks])


def _why(state: PlainState, block: Block) -> Callable[[], Move]:
    return lambda: state.with_overlay(Overlay(OverlayKind.WHY, block=block))


def _section_lines(section: Section, words: Words) -> list[str]:
    lines = [section.title, *((words(section.lead),) if section.lead else ())]
    for number, block in enumerate(section.blocks, 1):
        lines += ["", *block_lines(block, number)]
    return [*lines, "", words.texts.plain.why_part]


def result_page(state: PlainState, words: Words) -> Page:
    """Return one part of the result, or what there is after the last one."""
    parts, text = _parts(state, words), words.texts.result
    if state.part >= len(parts):
        return _end(state, words)
    section = parts[state.part]
    opening = [text.title, ""] if state.part == 0 else []
    return Page(
        lines=(*opening, *_section_lines(section, words)),
        again=(section.title, words.texts.plain.why_part),
        numbers=_explained(state, section),
        enter=Choice("", words.texts.plain.next_part, lambda: replace(state, part=state.part + 1)),
    )


def _end(state: PlainState, words: Words) -> Page:
    text, plain = words.texts.result, words.texts.plain
    folded = [
        (f"{section.title}. {words(section.lead)}", _opening(state, section))
        for section in _sections(state, words)
        if section.folded
    ]
    ways: list[tuple[str, Callable[[], Move]]] = [
        (text.finish, lambda: submitted(state)),
        (text.take_away, lambda: state.with_overlay(Overlay(OverlayKind.TAKE_AWAY))),
        (plain.again, lambda: replace(state, part=0)),
        *folded,
    ]
    return Page(lines=(plain.end_of_result, ""), answers=numbered(ways))


def _opening(state: PlainState, section: Section) -> Callable[[], Move]:
    return lambda: state.with_overlay(Overlay(OverlayKind.SECTION, section=section.id))


def back_in_result(state: PlainState) -> PlainState | None:
    """Return the state one part back, or None where the result itself is left."""
    return replace(state, part=state.part - 1) if state.part > 0 else None


def _folded(state: PlainState, words: Words) -> Section:
    return next(section for section in _sections(state, words) if section.id == state.overlays[-1].section)


def folded_page(state: PlainState, words: Words) -> Page:
    """Return a part of the result that is read only when it is asked for."""
    section = _folded(state, words)
    return Page(
        lines=tuple(_section_lines(section, words)),
        again=(section.title, words.texts.plain.why_part),
        numbers=_explained(state, section),
    )


def parts_page(state: PlainState, words: Words) -> Page:
    """Return the parts of what is read, to ask for the reason of one."""
    below = state.without_top()
    section = _folded(below, words) if below.overlays else _parts(below, words)[below.part]
    named = [(block.title or block.lines[0], _why(below, block)) for block in section.blocks]
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


def text_of(state: PlainState, words: Words) -> str:
    """Return the summary as plain text, the same that the code holds."""
    return summary(state.journey.answers, assess(state.journey.answers), words)


def text_page(state: PlainState, words: Words) -> Page:
    """Return the summary as lines."""
    return Page(lines=tuple(text_of(state, words).splitlines()))
