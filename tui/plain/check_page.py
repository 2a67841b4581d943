"""Check your answers: every question asked with its answer, each with the number that changes it."""

from collections.abc import Callable

from criteria.questions import SYMPTOMS, Question
from criteria.steps import STEP_OF, Step
from screens.wording.words import Words, part_of
from tui.plain.checklist_page import changing
from tui.plain.page import Choice, Page, numbered
from tui.plain.state import Move, PlainState
from tui.plain.step_pages import submitted


def check_page(state: PlainState, words: Words) -> Page:
    """Return the way on and the rows, made of what the journey asks now and of nothing that it asked before."""
    text, journey = words.texts, state.journey
    (way_on,) = numbered([(text.check.show, lambda: submitted(state))])
    lines = [text.check.title, text.plain.change, "", f"1. {way_on.text}"]
    changes: list[Choice] = []

    def row(name: str, answer: str, change: Callable[[], Move]) -> None:
        number = len(changes) + 2
        changes.append(Choice(str(number), name, change))
        lines.append(f"{number}. {words(text.result.said, question=name, answer=answer)}.")

    if journey.consent is not None:
        said = text.checklist.yes if journey.consent.value == "yes" else text.checklist.no
        row(text.check.consent, said, lambda: state.at_journey(journey.change(Step.CONSENT)))
    part = ""
    for question in journey.asked():
        if part_of(STEP_OF[question]) != part:
            part = part_of(STEP_OF[question])
            lines += ["", f"{text.ui.parts[part]}."]
        row(words.name_of(question), words.answer(question, journey.answers.get(question)), _change(state, question))
    return Page(lines=tuple(lines), numbers=(way_on, *changes))


def _change(state: PlainState, question: Question) -> Callable[[], Move]:
    def move() -> Move:
        there = state.at_journey(state.journey.change(STEP_OF[question]))
        return changing(there, question) if question in SYMPTOMS else there

    return move
