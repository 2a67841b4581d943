"""What can be entered, and what every page says."""

import re
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.questions import SYMPTOMS
from criteria.steps import Step
from tests.screens.kiosks import BLOOD, METASTASIS
from tests.tui.plain.lines import CATALOG, walked, words
from tests.tui.plain.states import read, state_at
from tui.plain.page import Choice, Page, tidy
from tui.plain.router import back, page_for
from tui.plain.state import Command, PlainState

EVERY_STEP: Final = [(step, METASTASIS) for step in walked(METASTASIS)[0].steps()]
CHOICE: Final = Choice("1", "One", lambda: Command.END)


FOLLOW_UPS: Final = {"cancer_history": "yes", "told_lung_metastasis": "yes", "cough_duration": "unsure"}


@pytest.mark.parametrize("entry", ["1", " 1 ", "1.", "1)", "\uff11", "1\r"])
def test_a_number_is_taken_with_what_people_write_around_it(entry: str) -> None:
    assert Page(lines=(), answers=(CHOICE,)).take(entry) is Command.END


@given(st.text().filter(lambda entry: tidy(entry) != "1"))
def test_nothing_but_what_is_offered_is_taken(entry: str) -> None:
    assert Page(lines=(), answers=(CHOICE,)).take(entry) is None


@pytest.mark.parametrize("entry", ["", "6 1", "1 1", "7", "1 7", "13", "1-3", "1 3 x", "0"])
def test_unclear_choices_of_what_matters_are_refused(entry: str) -> None:
    place = state_at(Step.WHAT_MATTERS)
    assert page_for(place, words()).take(entry) is None


@pytest.mark.parametrize(
    ("entry", "matters"),
    [("1 3 4", ("people", "comfort", "time")), ("4,1", ("people", "time")), ("6", ("declined",))],
)
def test_several_numbers_choose_several_answers(entry: str, matters: tuple[str, ...]) -> None:
    taken = page_for(state_at(Step.WHAT_MATTERS), words()).take(entry)
    assert isinstance(taken, PlainState)
    assert taken.journey.answers.what_matters == matters


@pytest.mark.parametrize("language", CATALOG.languages)
@pytest.mark.parametrize(("step", "answers"), EVERY_STEP)
def test_every_page_is_words_and_numbers_only(step: Step, answers: dict[Any, Any], language: str) -> None:
    said = read(state_at(step, answers, language), language)
    assert not re.search("[\u2190-\u27ff\x00-\x09\x0b-\x1f\x7f•·|]", said)
    assert "{" not in said


@pytest.mark.parametrize("language", CATALOG.languages)
@pytest.mark.parametrize(("step", "answers"), EVERY_STEP[:-1])
def test_help_back_and_leave_are_told_and_taken_on_every_page(step: Step, answers: dict[Any, Any], language: str) -> None:
    spoken = words(language)
    place, keys = state_at(step, answers, language), spoken.texts.keys
    page = page_for(place, spoken)
    told = page.all_lines(spoken)[-1]
    assert page.take(keys.leave) is Command.LEAVE
    assert f"{keys.help} {spoken.texts.ui.help}" in told
    over = page.take(keys.help)
    assert isinstance(over, PlainState)
    assert spoken.texts.help_card.title in read(over, language)
    assert back(over) == place
    assert (page.take(keys.back) is not None) == (place.journey.back() is not place.journey)


def test_every_question_says_its_title_first_then_numbered_answers_and_its_keys_last() -> None:
    everything: dict[Any, Any] = {**METASTASIS, **BLOOD, **dict.fromkeys(SYMPTOMS, "yes"), **FOLLOW_UPS}
    for question, text in words().texts.questions.items():
        page = page_for(state_at(Step(question), everything), words())
        lines = page.all_lines(words())
        assert lines[0] == text.title
        assert [line for line in lines if re.match("[0-9]+[.] ", line)] == [
            f"{number}. {option}" for number, option in enumerate(text.options.values(), 1)
        ]
        assert lines[-1].startswith("You can also enter: b Back, h Help now, l Leave")
