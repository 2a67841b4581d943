"""The page for a phone says what the program says: its script reads every code, and fills in the same report."""

from collections.abc import Iterable
from itertools import islice

import pytest

from criteria.answers import Answers
from criteria.questions import QUESTIONNAIRE
from screens.phone.code import ALPHABET, encode
from screens.phone.rows import report_tables
from tests.axes import AXES, anyone, each_axis, pairs
from tests.screens.phone.pages import LANGUAGES, expected, indexes, needs_node, run, words_of

each_language = pytest.mark.parametrize("language", LANGUAGES)


def differing(people: Iterable[Answers], language: str, *, why: bool = True) -> list[Answers]:
    """Return those of whom the page says anything else than the program, on request without the reasons."""
    every, words = list(people), words_of(language)
    found = run((encode(answers, language), language) for answers in every)
    assert len(found) == len(every)
    for block in (block for said in found if said and not why for section in said["sections"] for block in section["blocks"]):
        block["why"] = []
    wanted = [{"language": language, "answers": indexes(answers), **expected(answers, words, why=why)} for answers in every]
    return [answers for answers, said, own in zip(every, found, wanted, strict=True) if said != own]


@needs_node
@each_language
def test_the_report_is_the_program_s_own_for_every_answer_of_each_axis(language: str) -> None:
    people = list(each_axis())
    assert len(people) > 300
    assert differing(people, language) == []


@needs_node
@each_language
def test_the_report_is_the_program_s_own_for_people_who_answer_at_random(language: str) -> None:
    assert differing(anyone(150), language) == []


# A reason rests on the questions of one axis, and so has been compared with every answer to them.
@needs_node
@pytest.mark.slow
def test_the_report_is_the_program_s_own_for_every_answer_of_each_two_axes() -> None:
    assert differing(pairs(), LANGUAGES[0], why=False) == []


@needs_node
@pytest.mark.slow
@each_language
def test_the_report_is_the_program_s_own_for_thousands_of_people(language: str) -> None:
    assert differing(anyone(3_000, seed=2), language, why=False) == []


def test_no_block_rests_on_questions_of_two_axes_so_that_every_state_is_made_of_those_that_were_compared() -> None:
    axis_of = {question: axis for axis in AXES for question in axis}
    for language in LANGUAGES:
        for table in report_tables(words_of(language)):
            for row in table.rows:
                gates = {"told_lung_metastasis"}
                axes = {axis_of[question] for question, _ in row.when if question not in gates}
                assert len(axes) <= 1, row


@needs_node
def test_a_code_with_any_character_changed_left_out_added_or_changed_round_is_none() -> None:
    people = list(islice(anyone(40), 6))
    damaged = []
    for answers in people:
        code = encode(answers, "en")
        for place, letter in enumerate(code):
            damaged += [
                code[:place] + other + code[place + 1 :] for other in (*ALPHABET, ".", "e", "n", "é") if other != letter
            ]
            damaged += [code[:place] + code[place + 1 :], code[:place] + letter + code[place:]]
            damaged += [code[:place] + code[place + 1 : place + 2] + letter + code[place + 2 :]]
        damaged = [other for other in damaged if other != code]
    assert run((other, "en") for other in damaged) == [None] * len(damaged)


@needs_node
def test_what_is_no_code_or_is_of_another_questionnaire_is_none() -> None:
    code = encode(Answers(), "en")
    other = code.replace(QUESTIONNAIRE, "1", 1)
    begun = f"{QUESTIONNAIRE}.en."
    foreign = ["", "x", "top", other, begun, f"{begun}{'Z' * 13}", "%00", "<b>", code * 2, f" {code}"]
    assert run((text, "en") for text in foreign) == [None] * len(foreign)


@needs_node
def test_a_code_of_a_language_that_the_page_has_not_is_read_all_the_same() -> None:
    (found,) = run([(encode(Answers(), "pt-br"), "en")])
    assert found is not None
    assert found["language"] == "pt-br"


def test_two_people_who_answered_differently_have_different_codes() -> None:
    people = {answers.model_dump_json() for answers in (*each_axis(), *anyone(2_000))}
    assert len({encode(Answers.model_validate_json(text), "en") for text in people}) == len(people)
