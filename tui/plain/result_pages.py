"""The result, part after part: each part of the letter by itself, why it is there on request, and what comes after the last."""

from collections.abc import Callable
from dataclasses import replace

from criteria.assess import assess
from screens.wording.report import Block, Section, letter
from screens.wording.summary import summary
from screens.wording.words import Words
from tui.plain.formatting import block_lines, reason_lines
from tui.plain.page import Choice, Page, numbered
from tui.plain.state import Command, Move, Overlay, OverlayKind, PlainState
from tui.plain.step_pages import submitted


def _letter(place: PlainState, words: Words) -> tuple[Section, ...]:
    answers = place.journey.answers
    return letter(answers, assess(answers), words)


def _parts(place: PlainState, words: Words) -> list[Section]:
    return [section for section in _letter(place, words) if not section.folded]


def _explained(place: PlainState, section: Section) -> tuple[Choice, ...]:
    return numbered([(block.title, _why(place, block)) for block in section.blocks])


def _why(place: PlainState, block: Block) -> Callable[[], Move]:
    return lambda: place.under(Overlay(OverlayKind.WHY, block=block))


def _section_lines(section: Section, words: Words) -> list[str]:
    lines = [section.title, *((words(section.lead),) if section.lead else ())]
    for number, block in enumerate(section.blocks, 1):
        lines += ["", *block_lines(block, number)]
    return [*lines, "", words.texts.plain.why_part]


def result_page(place: PlainState, words: Words) -> Page:
    """Return one part of the result, or what there is after the last one."""
    parts, text = _parts(place, words), words.texts.result
    if place.part >= len(parts):
        return _end(place, words)
    section = parts[place.part]
    opening = [text.title, ""] if place.part == 0 else []
    return Page(
        lines=(*opening, *_section_lines(section, words)),
        again=(section.title, words.texts.plain.why_part),
        numbers=_explained(place, section),
        enter=Choice("", words.texts.plain.next_part, lambda: replace(place, part=place.part + 1)),
    )


def _end(place: PlainState, words: Words) -> Page:
    text, plain = words.texts.result, words.texts.plain
    folded = [
        (f"{section.title}. {words(section.lead)}", _opening(place, section))
        for section in _letter(place, words)
        if section.folded
    ]
    ways: list[tuple[str, Callable[[], Move]]] = [
        (text.finish, lambda: submitted(place)),
        (text.take_away, lambda: place.under(Overlay(OverlayKind.TAKE_AWAY))),
        (plain.again, lambda: replace(place, part=0)),
        *folded,
    ]
    return Page(lines=(plain.end_of_result, ""), answers=numbered(ways))


def _opening(place: PlainState, section: Section) -> Callable[[], Move]:
    return lambda: place.under(Overlay(OverlayKind.SECTION, section=section.id))


def back_in_result(place: PlainState) -> PlainState | None:
    """Return the place one part back, or None where the result itself is left."""
    return replace(place, part=place.part - 1) if place.part > 0 else None


def _folded(place: PlainState, words: Words) -> Section:
    return next(section for section in _letter(place, words) if section.id == place.over[-1].section)


def folded_page(place: PlainState, words: Words) -> Page:
    """Return a part of the result that is read only when it is asked for."""
    section = _folded(place, words)
    return Page(
        lines=tuple(_section_lines(section, words)),
        again=(section.title, words.texts.plain.why_part),
        numbers=_explained(place, section),
    )


def parts_page(place: PlainState, words: Words) -> Page:
    """Return the parts of what is read, to ask for the reason of one."""
    below = place.closed()
    section = _folded(below, words) if below.over else _parts(below, words)[below.part]
    named = [(block.title or block.lines[0], _why(below, block)) for block in section.blocks]
    return Page(lines=(words.texts.why.title, words.texts.plain.why_part, ""), answers=numbered(named))


def why_page(place: PlainState, words: Words) -> Page:
    """Return why one block is there."""
    block = place.over[-1].block
    return Page(lines=() if block is None else reason_lines(block, place.journey.answers, words))


def take_away_page(place: PlainState, words: Words, *, can_print: bool) -> Page:
    """Return the word on privacy, and the ways to take the summary along."""
    text, plain = words.texts.take_away, words.texts.plain
    ways: list[tuple[str, Callable[[], Move]]] = [(plain.show, lambda: place.under(Overlay(OverlayKind.TEXT)))]
    if can_print:
        ways.append((text.print, lambda: Command.PRINT))
    return Page(lines=(text.title, *(words(said) for said in plain.privacy), ""), answers=numbered(ways))


def text_of(place: PlainState, words: Words) -> str:
    """Return the summary as plain text, the same that the code holds."""
    return summary(place.journey.answers, assess(place.journey.answers), words)


def text_page(place: PlainState, words: Words) -> Page:
    """Return the summary as lines."""
    return Page(lines=tuple(text_of(place, words).splitlines()))
