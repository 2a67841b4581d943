"""Large letters: every title and every option can be drawn, with its accents, and no word is cut."""

import pytest

from screens.rendering.letters import ROWS, can_draw, drawn
from tests.screens.kiosks import CATALOG, kiosk


@pytest.mark.parametrize("language", CATALOG.languages)
def test_every_title_and_every_option_of_a_question_can_be_drawn(language: str) -> None:
    words = kiosk(language).words
    texts = words.texts
    said = [texts.checklist.title, texts.consent.title, *texts.consent.options.values()]
    for question in texts.questions.values():
        said += [question.title, *question.options.values()]
    assert [text for text in map(words, said) if not can_draw(text)] == []


def test_an_accent_stands_above_its_letter_and_changes_nothing_below() -> None:
    plain, accented = drawn("e", 20), drawn("é", 20)
    assert plain[1:] == accented[1:]
    assert plain[0] != accented[0]


def test_capitals_and_letters_that_differ_by_an_accent_look_different() -> None:
    signs = "aáàâcçeéèêëiíîïnñoóôuúùûüAÁÀÂCÇEÉÈÊIÍNÑOÓÔUÚ"
    assert len({drawn(sign, 20) for sign in signs}) == len(signs)


def test_words_break_between_words_and_a_word_too_long_is_not_drawn() -> None:
    assert len(drawn("one two", 20)) == 2 * ROWS
    assert all(len(row) <= 20 for row in drawn("one two", 20))
    assert drawn("incomprehensible", 20) == ()
    assert drawn("日", 20) == ()
