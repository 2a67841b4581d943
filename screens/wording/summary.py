"""The plain-text summary that a person can take away: nothing but what they answered and what to ask.

It is kept short because a small screen can draw only a small code.
"""

from typing import Any

from criteria.answers import Answers
from criteria.assess import Assessment
from criteria.journey import questions_of, visible_steps
from criteria.questions import FOLLOW_UP_OF, OPENED_BY_YES_TO, SYMPTOMS, Question, Reply
from criteria.rules import Card, Level
from screens.wording.words import Words


def _brief(question: Question, answer: Any, words: Words) -> str:  # noqa: ANN401 - each question has its own type
    if answer is None or answer in {Reply.UNSURE, Reply.DECLINED}:
        return words.answer(Question.COUGH, Reply(answer or Reply.DECLINED))
    return words.answer(question, answer)


def _with_detail(symptom: Question, answers: Answers, words: Words) -> str:
    detail = answers.get(FOLLOW_UP_OF[symptom])
    name = words.name_of(symptom)
    return name if detail is None else f"{name} ({_brief(FOLLOW_UP_OF[symptom], detail, words)})"


def _cards(assessment: Assessment, words: Words) -> list[str]:
    lines = []
    for level in Level:
        cards = [card for card in assessment.cards if card.level is level and card.id is not Card.PEOPLE_WITH_CANCER]
        names = dict.fromkeys(words.name_of(OPENED_BY_YES_TO[card.because[0]]) for card in cards)
        if names:
            lines.append(f"! {words.said(words.texts.levels[level], words.all_of(names))}")
    return lines


def _symptoms(answers: Answers, words: Words) -> list[str]:
    lines = []
    for reply in Reply:
        said = [symptom for symptom in SYMPTOMS if (answers.get(symptom) or Reply.DECLINED) is reply]
        if said:
            names = words.all_of(_with_detail(symptom, answers, words) for symptom in said)
            lines.append(words.said(words.answer(Question.COUGH, reply), names))
    return lines


def summary(answers: Answers, assessment: Assessment, words: Words) -> str:
    """Return the summary as text: cards, what to ask, the six symptoms by answer, and what doctors said."""
    order = list(Question)
    context = order[order.index(Question.CANCER_HISTORY) :]
    asked = [question for step in visible_steps(answers) for question in questions_of(step) if question in context]
    asked = [question for question in asked if answers.get(question) not in {None, Reply.DECLINED}]
    return "\n".join(
        (
            words.texts.take_away.heading,
            *_cards(assessment, words),
            *(f"? {words(words.texts.to_ask[question])}" for question in assessment.questions_to_ask),
            *_symptoms(answers, words),
            *(words.said(words.name_of(question), _brief(question, answers.get(question), words)) for question in asked),
        )
    )
