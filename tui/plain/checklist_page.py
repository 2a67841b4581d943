"""All symptoms, one after another; "none of these" comes first and answers them all in one step."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from criteria.questions import SYMPTOMS, Question, Reply
from screens.wording.words import Words
from tui.plain.page import Choice, Page, numbered
from tui.plain.state import Move, PlainState
from tui.plain.step_pages import submitted

_OFFERED: Final = (Reply.YES, Reply.NO, Reply.UNSURE, Reply.DECLINED)


def checklist_page(state: PlainState, words: Words) -> Page:
    """Return the page of the symptom that is asked about, or the one before the first."""
    return _first(state, words) if state.symptom is None else _one(state, state.symptom, words)


def _first(state: PlainState, words: Words) -> Page:
    text, plain, given = words.texts.checklist, words.texts.plain, _given(state)
    named = tuple(f"- {words.name_of(symptom)}" for symptom in SYMPTOMS)
    ways: list[tuple[str, Callable[[], Move]]] = [
        (text.none, lambda: submitted(state, dict.fromkeys(SYMPTOMS, Reply.NO))),
        (plain.one_by_one, lambda: replace(state, symptom=SYMPTOMS[0], replies=given)),
    ]
    keep = Choice("", plain.keep_all, lambda: submitted(state, given)) if len(given) == len(SYMPTOMS) else None
    return Page(lines=(text.title, *words.whose(state.journey), *named, ""), answers=numbered(ways), enter=keep)


def _one(state: PlainState, symptom: Question, words: Words) -> Page:
    text, said = words.texts.checklist.symptoms[symptom], state.replies.get(symptom)
    offered = {reply: words.answer(symptom, reply) for reply in _OFFERED} | {Reply.DECLINED: words.texts.plain.prefer_not}
    before: tuple[str, ...] = ()
    keep = None
    if said is not None:
        before = (words(words.texts.result.matters_to_you, answer=offered[said]),)
        keep = Choice("", words.texts.plain.keep, _replying(state, symptom, said))
    return Page(
        lines=(words(words.texts.plain.do_you_have, question=text.label), words.hint(text.hint, state.journey), *before, ""),
        answers=numbered([(said, _replying(state, symptom, reply)) for reply, said in offered.items()]),
        enter=keep,
    )


def _replying(state: PlainState, symptom: Question, reply: Reply) -> Callable[[], Move]:
    replies = {**state.replies, symptom: reply}
    following = SYMPTOMS.index(symptom) + 1

    def move() -> Move:
        if state.only_one or following == len(SYMPTOMS):
            return submitted(state, replies)
        return replace(state, symptom=SYMPTOMS[following], replies=replies)

    return move


def back_in_checklist(state: PlainState) -> PlainState | None:
    """Return the state one symptom back, or None where the checklist itself is left."""
    if state.symptom is None or state.only_one:
        return None
    before = SYMPTOMS.index(state.symptom) - 1
    return replace(state, symptom=SYMPTOMS[before] if before >= 0 else None)


def changing(state: PlainState, symptom: Question) -> PlainState:
    """Return the state that asks about one symptom again and leaves the others as they are."""
    return replace(state, symptom=symptom, replies=_given(state), only_one=True)


def _given(state: PlainState) -> dict[Question, Reply]:
    answers = state.journey.answers
    return {**{symptom: said for symptom in SYMPTOMS if (said := answers.get(symptom)) is not None}, **state.replies}
