"""Which body each step has: one table, read from top to bottom."""

from collections.abc import Callable
from typing import Final

from textual.geometry import Size

from criteria.assess import assess
from criteria.journey import Journey
from criteria.steps import ALARMS, CHOICES, READ, REDIRECTS, Consent, Step, questions_of
from screens.steps.base import StepView
from screens.steps.check import CheckView
from screens.steps.checklist import ChecklistView
from screens.steps.choice import ChoiceView
from screens.steps.emergency import EmergencyView
from screens.steps.pages import CardView, GoodbyeView, PageView
from screens.steps.result import ResultView
from screens.steps.welcome import WelcomeView
from screens.wording.words import Words


def _help_card(journey: Journey, words: Words, room: Size) -> StepView:
    return PageView(journey.step, words, room, words.texts.help_card, words.texts.ui.carry_on)


def _redirect(journey: Journey, words: Words, room: Size) -> StepView:
    return PageView(journey.step, words, room, words.texts.pages[journey.step], words.texts.result.finish)


def _read(journey: Journey, words: Words, room: Size) -> StepView:
    return PageView(journey.step, words, room, words.texts.pages[journey.step], words.texts.ui.carry_on)


def _before(journey: Journey, words: Words, room: Size) -> StepView:
    return PageView(journey.step, words, room, words.texts.before, words.texts.before.agree)


def _goodbye(journey: Journey, words: Words, room: Size) -> StepView:
    return GoodbyeView(words, room, is_kept=journey.consent is Consent.YES)


def _choice(journey: Journey, words: Words, room: Size, more: str = "", label: str = "") -> StepView:
    text, chosen = words.choice(journey.step), journey.chosen()
    hint = f"{words.hint(text.hint, journey)} {more}".rstrip()
    return ChoiceView(
        journey.step, words, room, question=journey.step, title=words(text.title), hint=hint, options=text.options,
        chosen=() if chosen is None else (chosen,), label=label,
    )  # fmt: skip


def _what_now(journey: Journey, words: Words, room: Size) -> StepView:
    return _choice(journey, words, room, words.texts.what_now.clears, words.texts.result.finish)


def _question(journey: Journey, words: Words, room: Size) -> StepView:
    question = questions_of(journey.step)[0]
    text = words.texts.questions[question]
    answer = journey.answers.get(question)
    many = isinstance(answer, tuple) or journey.step is Step.WHAT_MATTERS
    chosen = () if answer is None else answer if isinstance(answer, tuple) else (answer,)
    return ChoiceView(
        journey.step, words, room, question=question, title=words(text.title), hint=words.hint(text.hint, journey),
        options=text.options, chosen=chosen, many=many,
    )  # fmt: skip


def _card(journey: Journey, words: Words, room: Size) -> StepView:
    answers = journey.answers
    card = next(card for card in assess(answers).cards if card.id.value == journey.step.value)
    return CardView(journey.step, words, room, card, answers)


def _emergency(journey: Journey, words: Words, room: Size) -> StepView:
    return EmergencyView(journey.step, words, room, journey.answers)


_VIEWS: Final[dict[Step, Callable[[Journey, Words, Size], StepView]]] = {
    Step.WELCOME: lambda journey, words, room: WelcomeView(journey.step, words, room),
    Step.HELP_CARD: _help_card,
    Step.BEFORE_YOU_BEGIN: _before,
    **dict.fromkeys(READ, _read),
    **dict.fromkeys(CHOICES, _choice),
    Step.WHAT_NOW: _what_now,
    **dict.fromkeys(REDIRECTS, _redirect),
    Step.CHECKLIST: lambda journey, words, room: ChecklistView(words, room, journey),
    **dict.fromkeys(ALARMS, _emergency),
    Step.PEOPLE_WITH_CANCER: _card,
    Step.CHECK: lambda journey, words, room: CheckView(words, room, journey),
    Step.RESULT: lambda journey, words, room: ResultView(words, room, journey.answers),
    Step.GOODBYE: _goodbye,
}
"""Every step that is not listed asks one question with options."""


def view_for(journey: Journey, words: Words, room: Size) -> StepView:
    """Return the body of the journey's current step; `room` is the space it has, in cells."""
    return _VIEWS.get(journey.step, _question)(journey, words, room)
