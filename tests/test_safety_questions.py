"""Every answer that a card or a circumstance rests on has its row in docs/safety/questions.md, with the words of today."""

import re
from pathlib import Path
from typing import Final

import pytest

from assets.catalog import load
from criteria.answers import OPTIONS, Answers
from criteria.assess import Assessment, assess
from criteria.questions import OPENED_BY_YES_TO, Question
from criteria.rules import CARDS_FOR, CRITERION_SOURCES
from tests.criteria.statements import GUIDANCE, STATEMENTS

TABLE: Final = (Path(__file__).parents[1] / "docs" / "safety" / "questions.md").read_text("utf-8")
ENGLISH: Final = load().languages["en"]
RESTED_ON: Final = (
    *CARDS_FOR, Question.TOLD_LUNG_METASTASIS, *(question for asked, _ in CRITERION_SOURCES.values() for question in asked),
)  # fmt: skip
"""The questions that a card or a circumstance rests on, and the one that opens the circumstances."""

PEOPLE: Final = 2
each_question = pytest.mark.parametrize("question", RESTED_ON)


def section(question: Question) -> str:
    return TABLE.split(f"\n## {question}\n")[1].split("\n## ")[0]


def rows(question: Question) -> list[list[str]]:
    lines = [line for line in section(question).splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def answers_with(question: Question, answer: str) -> Answers:
    """Return one answer with what opens its question, and with the other half of a circumstance of two answered yes."""
    given = {question: answer}
    opener = OPENED_BY_YES_TO.get(question)
    while opener is not None:
        given[opener] = "yes"
        opener = OPENED_BY_YES_TO.get(opener)
    beside = next((asked for asked, _ in CRITERION_SOURCES.values() if question in asked), ())
    return Answers.model_validate({**dict.fromkeys(beside, "yes"), **given})


def what_follows(question: Question, found: Assessment) -> str:
    if question is Question.TOLD_LUNG_METASTASIS:
        return "circumstances" if found.criteria else "none"
    cards = [card.id.value for card in found.cards if question in card.because]
    verdicts = [finding.verdict.value for finding in found.criteria if question in finding.because]
    return ", ".join((*cards, *verdicts)) or "none"


@each_question
def test_every_answer_has_its_row_with_the_words_of_the_screen(question: Question) -> None:
    options = ENGLISH.questions[question].options
    expected = [(f"`{option}`", plain(options[option])) for option in OPTIONS[question]]
    assert [(row[0], row[1]) for row in rows(question)] == expected


@each_question
def test_what_follows_from_every_answer_is_what_the_rules_give(question: Question) -> None:
    said = {row[0].strip("`"): row[2] for row in rows(question)}
    assert said == {option: what_follows(question, assess(answers_with(question, option))) for option in OPTIONS[question]}


@each_question
def test_every_answer_has_two_people_who_would_choose_it(question: Question) -> None:
    people = [person for row in rows(question) for person in re.split(r"(?<=\.)\s", row[3])]
    assert len(people) == PEOPLE * len(OPTIONS[question])
    assert len(set(people)) == len(people)


@each_question
def test_every_question_cites_a_source_and_stands_there_as_it_is_asked(question: Question) -> None:
    source = section(question).strip().split(":")[0]
    assert source in GUIDANCE | STATEMENTS
    text = ENGLISH.questions[question]
    assert f"Question: {plain(text.title)} ({plain(text.hint)})" in section(question)
