"""What is said to whoever answers for another: whose answers are meant, or whom to ask where nothing is asked."""

from dataclasses import replace

import pytest

from criteria.journey import Journey
from criteria.steps import FOR_ANOTHER, NOT_ASKED, REDIRECTS, Consent, Respondent, Step, questions_of, visible_steps
from tests.test_safety_controls import NUMBER, words_in
from tests.test_safety_words import each_language, named
from tui.gallery.app import PERSON
from tui.plain.router import page_for
from tui.plain.state import PlainState


@each_language
def test_under_18_and_not_here_can_be_chosen_and_each_has_a_page_that_says_whom_to_ask_and_the_number(language: str) -> None:
    words = words_in(language)
    assert named("under_18", language, *(words.texts.respondent.options[respondent] for respondent in NOT_ASKED))
    for step in REDIRECTS:
        page = words.texts.pages[step]
        said = [words(text) for text in (*page.text, *page.points)]
        assert named("whom_to_ask", language, *said)
        assert NUMBER in said[0]


@each_language
@pytest.mark.parametrize("respondent", sorted(FOR_ANOTHER))
def test_whoever_answers_for_another_reads_on_each_page_that_asks_whose_answers_are_meant(
    language: str, respondent: Respondent
) -> None:
    words = words_in(language)
    sentence = words.texts.respondent.for_another
    assert named("other", language, sentence)
    for step in visible_steps(PERSON):
        if questions_of(step) or step is Step.CONSENT:
            journey = Journey(step=step, answers=PERSON, respondent=respondent, consent=Consent.YES)
            page = page_for(PlainState(journey=journey, language=language), words)
            assert sentence in " ".join(page.lines), step
            own = replace(journey, respondent=Respondent.MYSELF)
            assert sentence not in " ".join(page_for(PlainState(journey=own, language=language), words).lines)
