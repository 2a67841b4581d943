"""Which page a state has, with the keys that every page takes. Pure: a state and words in, a page out."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from criteria.assess import cards_so_far
from criteria.rules import Level
from criteria.steps import Step
from screens.wording.plain_lines import block_lines
from screens.wording.report import card_block, certain_first
from screens.wording.words import Words
from tui.plain.check_page import check_page
from tui.plain.checklist_page import back_in_checklist, checklist_page
from tui.plain.page import Choice, Page, numbered
from tui.plain.result_pages import back_in_result, parts_page, result_page, take_away_page, text_page, why_page
from tui.plain.state import Command, Move, Overlay, OverlayKind, PlainState
from tui.plain.step_pages import call_for_staff, languages, page_lines, step_page, with_call

NAMED: Final = 3
"""So many languages are named on every page; more of them are listed behind a key."""

_Act = Callable[[], Move]
_Maker = Callable[[PlainState, Words], Page]


def page_for(state: PlainState, words: Words, *, can_print: bool = False, can_call: bool = False) -> Page:
    """Return the page of a state; `can_print` and `can_call` say whether the site has a printer, and a way to call staff."""
    page = _over(state, words, can_print=can_print) if state.overlays else _step(state, words)
    if can_call and state.overlays and state.overlays[-1].kind is OverlayKind.HELP:
        page = replace(page, lines=(*page.lines, ""), answers=numbered([call_for_staff(words)]))
    elif can_call and not state.overlays:
        page = with_call(page, state.journey.step, words)
    return replace(page, letters=_letters(state, page, words))


def _step(state: PlainState, words: Words) -> Page:
    if state.journey.step is Step.CHECKLIST:
        return checklist_page(state, words)
    if state.journey.step is Step.CHECK:
        return check_page(state, words)
    return result_page(state, words) if state.journey.step is Step.RESULT else step_page(state, words)


def _over(state: PlainState, words: Words, *, can_print: bool) -> Page:
    if state.overlays[-1].kind is OverlayKind.TAKE_AWAY:
        return take_away_page(state, words, can_print=can_print)
    made: dict[OverlayKind, _Maker] = {
        OverlayKind.HELP: _help,
        OverlayKind.LANGUAGE: languages,
        OverlayKind.PARTS: parts_page,
        OverlayKind.WHY: why_page,
        OverlayKind.TEXT: text_page,
    }
    page = made[state.overlays[-1].kind](state, words)
    return replace(page, enter=Choice("", words.texts.ui.close, state.without_top))


def _help(state: PlainState, words: Words) -> Page:
    """Return the person's own emergencies, the help card, then their other cards."""
    answers = state.journey.answers
    blocks = [card_block(card, answers, words) for card in certain_first(cards_so_far(answers), answers)]
    own = [line for block in blocks if block.level is Level.EMERGENCY for line in (*block_lines(block), "")]
    others = [line for block in blocks if block.level is not Level.EMERGENCY for line in ("", *block_lines(block))]
    return Page(lines=(*own, *page_lines(words.texts.help_card, words), *others))


def back(state: PlainState) -> PlainState:
    """Return the state one step back; where there is none, the same state."""
    if state.overlays:
        return state.without_top()
    within = back_in_checklist(state) if state.journey.step is Step.CHECKLIST else None
    within = back_in_result(state) if state.journey.step is Step.RESULT else within
    if within is not None:
        return within
    journey = state.journey.back()
    return state if journey is state.journey else state.at_journey(journey)


def _other_languages(state: PlainState, words: Words) -> str:
    """Return the other languages by their own names, as far as one line has room for them."""
    others = [name for code, name in words.languages.items() if code != state.language]
    return ", ".join(others) if len(others) <= NAMED else words.texts.welcome.language


def _letters(state: PlainState, page: Page, words: Words) -> tuple[Choice, ...]:
    keys, ui, step = words.texts.keys, words.texts.ui, state.journey.step
    if step is Step.GOODBYE:
        return ()
    offered: list[tuple[str, str, _Act]] = [
        (keys.help, ui.help, lambda: state.with_overlay(Overlay(OverlayKind.HELP))),
        (keys.leave, ui.leave, lambda: Command.LEAVE),
    ]
    if back(state) is not state:
        offered.insert(0, (keys.back, ui.back, lambda: back(state)))
    if len(words.languages) > 1 and not state.overlays and step is not Step.WELCOME:
        offered.append(
            (keys.language, _other_languages(state, words), lambda: state.with_overlay(Overlay(OverlayKind.LANGUAGE)))
        )
    if page.numbers and step is Step.RESULT:
        asked = page.numbers[0].move if len(page.numbers) == 1 else lambda: state.with_overlay(Overlay(OverlayKind.PARTS))
        offered.append((keys.why, words.texts.plain.why, asked))
    return tuple(Choice(key, text, move) for key, text, move in offered)
