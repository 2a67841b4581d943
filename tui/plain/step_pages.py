"""The page of every step but the checklist, the check page and the result: one table, read from top to bottom."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from assets.sections import Page as PageText
from assets.sections import QuestionText
from criteria.answers import OPTIONS
from criteria.assess import assess
from criteria.questions import Matter, Question
from criteria.steps import ALARMS, CHOICES, READ, REDIRECTS, Step, questions_of
from screens.wording.emergency import alarm_at
from screens.wording.plain_lines import alarm_lines, block_lines
from screens.wording.report import card_block
from screens.wording.words import Words
from tui.plain.page import Choice, Page, numbered
from tui.plain.state import Command, Move, PlainState


def submitted(state: PlainState, given: Mapping[Any, Any] | None = None) -> PlainState:
    """Return the state after the current step was answered."""
    return state.at_journey(state.journey.submit(state.journey.step, given))


def page_lines(page: PageText, words: Words) -> tuple[str, ...]:
    """Return the lines of a page to read."""
    points = (f"- {words(point)}" for point in page.points)
    return (words(page.title), *(words(text) for text in page.text), *points, *(words(text) for text in page.after))


def welcome(state: PlainState, words: Words) -> Page:
    """Return what this is, the way on, and the other languages by their own names."""
    text = words.texts.welcome
    others = [(name, _speaking(state, code)) for code, name in words.languages.items() if code != state.language]
    return Page(
        lines=(*page_lines(text, words), *words.overdue(), words.texts.plain.how, ""),
        answers=numbered([(text.begin, lambda: submitted(state)), *others]),
    )


def languages(state: PlainState, words: Words) -> Page:
    """Return the languages by their own names; choosing one keeps answers and state."""
    named = [(name, _speaking(state.without_top(), code)) for code, name in words.languages.items()]
    return Page(lines=(words.texts.welcome.language, ""), answers=numbered(named))


def _speaking(state: PlainState, code: str) -> Callable[[], Move]:
    return lambda: replace(state, language=code)


def call_for_staff(words: Words) -> tuple[str, Callable[[], Move]]:
    """Return what is offered where the site can call staff, and what it does."""
    return words(words.texts.call.offer), lambda: Command.CALL


def with_call(page: Page, step: Step, words: Words) -> Page:
    """Return the page of a step with the call for staff: first at an emergency, after the way on at the help card."""
    ways = [(choice.text, choice.move) for choice in page.answers]
    if step in ALARMS:
        return replace(page, answers=numbered([call_for_staff(words), *ways]))
    return replace(page, answers=numbered([*ways, call_for_staff(words)])) if step is Step.HELP_CARD else page


def _read(text: PageText, state: PlainState, words: Words, label: str) -> Page:
    way_on = numbered([(label, lambda: submitted(state))])
    return Page(lines=(*page_lines(text, words), ""), answers=way_on)


def _page(state: PlainState, words: Words) -> Page:
    texts, step = words.texts, state.journey.step
    return _read(texts.pages[step], state, words, texts.result.finish if step in REDIRECTS else texts.ui.carry_on)


def _card(state: PlainState, words: Words) -> Page:
    """Return the card that follows from an answer; what to do comes before why, and only a number goes on."""
    journey, texts = state.journey, words.texts
    card = next(card for card in assess(journey.answers).cards if card.id.value == journey.step.value)
    lines = block_lines(card_block(card, journey.answers, words))
    return Page(lines=(*lines, ""), answers=numbered([(texts.ui.carry_on, lambda: submitted(state))]))


def _emergency(state: PlainState, words: Words) -> Page:
    """Return what to do, every reason for it with the newest last, and two ways on."""
    journey, text = state.journey, words.texts.interruption
    go_on = words.texts.result.finish if journey.step is Step.EMERGENCY_AGAIN else text.go_on
    ways: list[tuple[str, Callable[[], Move]]] = [
        (words(text.stop), lambda: Command.STOP),
        (words(go_on), lambda: submitted(state)),
    ]
    return Page(lines=(*alarm_lines(alarm_at(journey.step, journey.answers, words)), ""), answers=numbered(ways))


def _goodbye(_: PlainState, words: Words) -> Page:
    return Page(lines=(), enter=Choice("", words.texts.ui.close, lambda: Command.END))


def kept(state: PlainState, words: Words, said: str, given: Mapping[str, Any]) -> tuple[tuple[str, ...], Choice]:
    """Return the line for an answer that there is already, and the entry that leaves it as it is."""
    line = words(words.texts.result.matters_to_you, answer=said)
    return (line,), Choice("", words.texts.plain.keep, lambda: submitted(state, given))


def question_lines(text: QuestionText, state: PlainState, words: Words) -> tuple[str, ...]:
    """Return a question and its hint."""
    return (words(text.title), words.hint(text.hint, state.journey))


def _choice(state: PlainState, words: Words) -> Page:
    step, chosen = state.journey.step, state.journey.chosen()
    text = words.choice(step)
    ways = [(words(option), _answering(state, step, answer)) for answer, option in text.options.items()]
    line, enter = kept(state, words, text.options[chosen], {step: chosen}) if chosen is not None else ((), None)
    return Page(lines=(*question_lines(text, state, words), *line, ""), answers=numbered(ways), enter=enter)


def _answering(state: PlainState, question: str, answer: object) -> Callable[[], Move]:
    return lambda: submitted(state, {question: answer})


def _question(state: PlainState, words: Words) -> Page:
    question = questions_of(state.journey.step)[0]
    text, answer = words.texts.questions[question], state.journey.answers.get(question)
    many = question is Question.WHAT_MATTERS
    options = [(words(text.options[option]), option) for option in OPTIONS[question]]
    ways = [(said, _answering(state, question, (option,) if many else option)) for said, option in options]
    line, enter = kept(state, words, words.answer(question, answer), {question: answer}) if answer is not None else ((), None)
    more = (words.texts.plain.several_how,) if many else ()
    return Page(
        lines=(*question_lines(text, state, words), *more, *line, ""),
        answers=numbered(ways),
        enter=enter,
        several=_several(state, question) if many else None,
    )


def _several(state: PlainState, question: Question) -> Callable[[Sequence[int]], Move | None]:
    matters = list(Matter)

    def take(numbers: Sequence[int]) -> Move | None:
        if len(set(numbers)) < len(numbers) or max(numbers) > len(matters):
            return None
        chosen = tuple(matters[number - 1] for number in numbers)
        return None if Matter.DECLINED in chosen and len(chosen) > 1 else submitted(state, {question: chosen})

    return take


_PAGES: Final[dict[Step, Callable[[PlainState, Words], Page]]] = {
    Step.WELCOME: welcome,
    Step.HELP_CARD: lambda state, words: _read(words.texts.help_card, state, words, words.texts.ui.carry_on),
    **dict.fromkeys((*REDIRECTS, *READ), _page),
    Step.BEFORE_YOU_BEGIN: lambda state, words: _read(words.texts.before, state, words, words.texts.before.agree),
    **dict.fromkeys(CHOICES, _choice),
    **dict.fromkeys(ALARMS, _emergency),
    Step.PEOPLE_WITH_CANCER: _card,
    Step.GOODBYE: _goodbye,
}
"""Every step that is not listed asks one question with options."""


def step_page(state: PlainState, words: Words) -> Page:
    """Return the page of the journey's current step."""
    return _PAGES.get(state.journey.step, _question)(state, words)
