"""The plain-text summary that a person can take away: what they answered, when to get help, and what to ask.

It is kept short because a small screen can draw only a small code.
"""

from typing import Any, Final

from criteria.answers import Answers
from criteria.assess import Assessment, CardFinding
from criteria.journey import questions_of, visible_steps
from criteria.questions import FOLLOW_UP_OF, OPENED_BY_YES_TO, SYMPTOMS, Question, Reply
from criteria.rules import Card, Level, Verdict
from screens.wording.report import is_left_open
from screens.wording.words import Words

_SIGNS_WITH_CANCER: Final = "G7"
"""The guidance that the card for people with cancer rests on; its text says the same in fewer words."""


def _brief(question: Question, answer: Any, words: Words) -> str:  # noqa: ANN401 - each question has its own type
    if answer is None or answer in {Reply.UNSURE, Reply.DECLINED}:
        return words.answer(Question.COUGH, Reply(answer or Reply.DECLINED))
    return words.answer(question, answer)


def _with_detail(symptom: Question, answers: Answers, words: Words) -> str:
    detail = answers.get(FOLLOW_UP_OF[symptom])
    name = words.name_of(symptom)
    return name if detail is None else f"{name} ({_brief(FOLLOW_UP_OF[symptom], detail, words)})"


def _cards(answers: Answers, assessment: Assessment, words: Words) -> list[str]:
    """Return a line for each level with the symptoms that reached it; what was left open does not reach any."""
    lines = []
    for level in Level:
        cards = [card for card in assessment.cards if card.level is level and card.id is not Card.PEOPLE_WITH_CANCER]
        reported = (OPENED_BY_YES_TO[card.because[0]] for card in cards if not is_left_open(card, answers))
        if names := [words.name_of(symptom) for symptom in reported]:
            label = words.texts.take_away.emergency if level is Level.EMERGENCY else words.texts.levels[level]
            lines.append(f"! {words.said(words(label), words.all_of(names))}")
    return lines


def _left_open(answers: Answers, assessment: Assessment, words: Words) -> list[str]:
    """Return what would be urgent about each symptom that was left open, itself or in what followed."""
    open_cards = {OPENED_BY_YES_TO[card.because[0]] for card in assessment.cards if _is_open_follow_up(card, answers)}
    unknown = {finding.id for finding in assessment.symptoms if finding.verdict is Verdict.UNKNOWN}
    texts = words.texts.result.left_open
    return [
        f"? {words.said(words.name_of(symptom), words(texts[symptom]))}"
        for symptom in SYMPTOMS
        if symptom in open_cards | unknown
    ]


def _is_open_follow_up(card: CardFinding, answers: Answers) -> bool:
    return card.id is not Card.PEOPLE_WITH_CANCER and is_left_open(card, answers)


def _symptoms(answers: Answers, words: Words) -> list[str]:
    lines = []
    for reply in Reply:
        said = [symptom for symptom in SYMPTOMS if (answers.get(symptom) or Reply.DECLINED) is reply]
        if said:
            names = words.all_of(_with_detail(symptom, answers, words) for symptom in said)
            lines.append(words.said(words.answer(Question.COUGH, reply), names))
    return lines


def summary(answers: Answers, assessment: Assessment, words: Words) -> str:
    """Return the summary as text: when to get help, what to ask, the six symptoms, what doctors said, the number to call."""
    order = list(Question)
    context = order[order.index(Question.CANCER_HISTORY) :]
    asked = [question for step in visible_steps(answers) for question in questions_of(step) if question in context]
    asked = [question for question in asked if answers.get(question) not in {None, Reply.DECLINED}]
    return "\n".join(
        (
            words.texts.take_away.heading,
            *_cards(answers, assessment, words),
            *((f"! {words.texts.guidance[_SIGNS_WITH_CANCER]}",) if answers.cancer_history is Reply.YES else ()),
            *_left_open(answers, assessment, words),
            *(f"? {words(words.texts.to_ask[question])}" for question in assessment.questions_to_ask),
            *_symptoms(answers, words),
            *(words.said(words.name_of(question), _brief(question, answers.get(question), words)) for question in asked),
            words(words.texts.take_away.number),
        )
    )
